"""what search engines are still to be told

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('site_settings') as batch:
        batch.add_column(sa.Column('indexnow_key', sa.String(length=64), nullable=False, server_default=''))
        batch.add_column(sa.Column('baidu_token', sa.String(length=200), nullable=False, server_default=''))
    with op.batch_alter_table('site_settings') as batch:
        batch.alter_column('indexnow_key', server_default=None)
        batch.alter_column('baidu_token', server_default=None)
    op.create_table(
        'submissions',
        sa.Column('article_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('service', sa.String(length=20), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_submissions_article_id_articles'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('article_id', 'service', name=op.f('pk_submissions')),
    )
    op.create_index('ix_submissions_service_due_at', 'submissions', ['service', 'due_at'])


def downgrade():
    op.drop_table('submissions')
    with op.batch_alter_table('site_settings') as batch:
        batch.drop_column('baidu_token')
        batch.drop_column('indexnow_key')
