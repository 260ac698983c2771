"""drafts that are handed in, editors' own drafts, what the checks found, and changes of many articles

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

_USER = 'fk_articles_submitted_by_id_users'
_WAITING = sa.text('submitted_at IS NOT NULL')


def upgrade():
    with op.batch_alter_table('articles') as articles:
        articles.add_column(sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True))
        articles.add_column(sa.Column('submitted_by_id', sa.Integer(), nullable=True))
        articles.create_foreign_key(op.f(_USER), 'users', ['submitted_by_id'], ['id'], ondelete='SET NULL')
    op.create_index('ix_articles_by_editor', 'articles', ['updated_by_id', 'state', 'updated_at', 'id'])
    op.create_index(
        'ix_articles_submitted',
        'articles',
        ['submitted_at', 'id'],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_table(
        'check_results',
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('codes', sa.Text(), nullable=False),
        sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'],
            ['articles.id'],
            name=op.f('fk_check_results_article_id_articles'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('article_id', name=op.f('pk_check_results')),
    )
    op.create_table(
        'bulk_changes',
        sa.Column('key', sa.String(length=32), nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('value', sa.Text(), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=True),
        sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('submitted_by_id', sa.Integer(), nullable=True),
        sa.Column('undone', sa.Boolean(), nullable=False),
        sa.Column('problem', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_bulk_changes_article_id_articles'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['user_id'], ['users.id'], name=op.f('fk_bulk_changes_user_id_users'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['submitted_by_id'],
            ['users.id'],
            name=op.f('fk_bulk_changes_submitted_by_id_users'),
            ondelete='SET NULL',
        ),
        sa.PrimaryKeyConstraint('key', 'article_id', name=op.f('pk_bulk_changes')),
    )
    op.create_index(op.f('ix_bulk_changes_article_id'), 'bulk_changes', ['article_id'])
    op.create_index('ix_bulk_changes_user_id', 'bulk_changes', ['user_id', 'at'])


def downgrade():
    op.drop_table('bulk_changes')
    op.drop_table('check_results')
    op.drop_index('ix_articles_submitted', 'articles')
    op.drop_index('ix_articles_by_editor', 'articles')
    with op.batch_alter_table('articles') as articles:
        articles.drop_constraint(op.f(_USER), type_='foreignkey')
        articles.drop_column('submitted_by_id')
        articles.drop_column('submitted_at')
