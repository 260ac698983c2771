"""which checks stop publishing, and what is known of the links of articles

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('site_settings') as batch:
        batch.add_column(sa.Column('stopping_checks', sa.Text(), nullable=False, server_default=''))
    with op.batch_alter_table('site_settings') as batch:
        batch.alter_column('stopping_checks', server_default=None)
    op.create_table(
        'link_checks',
        sa.Column('address', sa.String(length=1000), nullable=False),
        sa.Column('status', sa.String(length=20), nullable=False),
        sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('failures', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('address', name=op.f('pk_link_checks')),
    )
    op.create_index('ix_link_checks_due_at', 'link_checks', ['due_at'])


def downgrade():
    op.drop_table('link_checks')
    with op.batch_alter_table('site_settings') as batch:
        batch.drop_column('stopping_checks')
