"""readers beside the hits, and the days of all articles by an index

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_index(op.f('ix_daily_hits_day'), 'daily_hits', ['day'])
    op.create_table(
        'reader_keys',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('key', sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint('day', name=op.f('pk_reader_keys')),
    )
    op.create_table(
        'reader_digests',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('digest', sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint('day', 'digest', name=op.f('pk_reader_digests')),
        sqlite_with_rowid=False,
    )
    op.create_table(
        'reader_days',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('readers', sa.BigInteger(), nullable=False),
        sa.Column('article_readers', sa.BigInteger(), nullable=False),
        sa.Column('dropped', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('day', name=op.f('pk_reader_days')),
    )
    op.create_table(
        'daily_readers',
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('count', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_daily_readers_article_id_articles'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('article_id', 'day', name=op.f('pk_daily_readers')),
    )
    op.create_index(op.f('ix_daily_readers_day'), 'daily_readers', ['day'])
    op.create_table(
        'daily_referrers',
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('host', sa.String(length=253), nullable=False),
        sa.Column('count', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_daily_referrers_article_id_articles'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('article_id', 'day', 'host', name=op.f('pk_daily_referrers')),
    )
    op.create_index(op.f('ix_daily_referrers_day'), 'daily_referrers', ['day'])
    op.create_table(
        'daily_site_referrers',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('host', sa.String(length=253), nullable=False),
        sa.Column('count', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('day', 'host', name=op.f('pk_daily_site_referrers')),
    )


def downgrade():
    op.drop_table('daily_site_referrers')
    op.drop_table('daily_referrers')
    op.drop_table('daily_readers')
    op.drop_table('reader_days')
    op.drop_table('reader_digests')
    op.drop_table('reader_keys')
    op.drop_index(op.f('ix_daily_hits_day'), 'daily_hits')
