"""what an original said when its translation was last in line with it

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'translation_bases',
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('of_article_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(length=500), nullable=False),
        sa.Column('subtitle', sa.String(length=500), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_translation_bases_article_id_articles'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['of_article_id'],
            ['articles.id'],
            name=op.f('fk_translation_bases_of_article_id_articles'),
            ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('article_id', 'of_article_id', name=op.f('pk_translation_bases')),
    )
    op.create_index('ix_translation_bases_of_article_id', 'translation_bases', ['of_article_id'])
    # Whether they were in line before, nobody knows: what changes from now on is told.
    op.execute(
        'INSERT INTO translation_bases (article_id, of_article_id, title, subtitle, body) '
        'SELECT newer.id, older.id, older.title, older.subtitle, older.body FROM articles AS newer '
        'JOIN articles AS older ON older.translation_group_id = newer.translation_group_id AND older.id < newer.id'
    )


def downgrade():
    op.drop_table('translation_bases')
