"""counts of articles by month and state, and indexes for the editors' lists

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

# The month of a publish time in UTC, as the application writes it.
MONTH = {
    'postgresql': "to_char(timezone('UTC', publish_at), 'YYYY-MM')",
    'sqlite': "strftime('%Y-%m', publish_at)",
}
FILTERED = ['state', 'language', 'section_id']


def upgrade():
    op.drop_table('article_counts')
    op.create_table(
        'article_counts',
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('month', sa.String(length=7), nullable=False),
        sa.Column('section_id', sa.Integer(), nullable=False),
        sa.Column(
            'state',
            sa.Enum('draft', 'published', 'binned', name='state', native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column('articles', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['section_id'], ['sections.id'], name=op.f('fk_article_counts_section_id_sections'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('language', 'month', 'section_id', 'state', name=op.f('pk_article_counts')),
    )
    month = MONTH[op.get_bind().dialect.name]
    op.execute(
        'INSERT INTO article_counts (language, month, section_id, state, articles) '
        f"SELECT language, coalesce({month}, ''), section_id, state, count(*) FROM articles GROUP BY 1, 2, 3, 4"
    )
    op.drop_index('ix_articles_updated', 'articles')
    op.create_index('ix_articles_by_change', 'articles', ['updated_at', 'id', *FILTERED, 'publish_at', 'title'])
    op.create_index('ix_articles_by_title', 'articles', ['title', 'id', *FILTERED, 'publish_at'])
    op.create_index('ix_articles_by_publish_time', 'articles', ['publish_at', 'id', *FILTERED, 'title'])


def downgrade():
    op.drop_index('ix_articles_by_publish_time', 'articles')
    op.drop_index('ix_articles_by_title', 'articles')
    op.drop_index('ix_articles_by_change', 'articles')
    op.create_index('ix_articles_updated', 'articles', ['updated_at', 'id'])
    op.drop_table('article_counts')
    op.create_table(
        'article_counts',
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('section_id', sa.Integer(), nullable=False),
        sa.Column('published', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['section_id'], ['sections.id'], name=op.f('fk_article_counts_section_id_sections'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('language', 'section_id', name=op.f('pk_article_counts')),
    )
    op.execute(
        'INSERT INTO article_counts (language, section_id, published) '
        "SELECT language, section_id, count(*) FROM articles WHERE state = 'published' GROUP BY 1, 2"
    )
