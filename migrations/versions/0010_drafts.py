"""what was typed and not saved, who has an article open, and which version a revision is

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'drafts',
        sa.Column('key', sa.String(length=32), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('sequence', sa.BigInteger(), nullable=False),
        sa.Column('done', sa.BigInteger(), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('fields', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_drafts_article_id_articles'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_drafts_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_drafts')),
    )
    op.create_index('ix_drafts_article_id', 'drafts', ['article_id'])
    op.create_index('ix_drafts_user_id', 'drafts', ['user_id', 'article_id'])
    op.create_table(
        'presences',
        sa.Column('key', sa.String(length=32), nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_presences_article_id_articles'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_presences_user_id_users'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('key', name=op.f('pk_presences')),
    )
    op.create_index('ix_presences_article_id', 'presences', ['article_id'])
    op.add_column('revisions', sa.Column('version', sa.Integer(), nullable=True))
    # What is stored of an article is its newest revision; which versions the others were, nobody knows any more.
    op.execute(
        'UPDATE revisions SET version = (SELECT articles.version FROM articles WHERE articles.id = revisions.article_id) '
        'WHERE number = (SELECT max(number) FROM revisions AS newer WHERE newer.article_id = revisions.article_id)'
    )


def downgrade():
    op.drop_column('revisions', 'version')
    op.drop_table('presences')
    op.drop_table('drafts')
