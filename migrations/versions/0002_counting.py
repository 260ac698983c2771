"""counting beside the database, and the version of what pages show

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'content_version',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('version', sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_content_version')),
    )
    op.create_table(
        'folded_hits',
        sa.Column('file', sa.String(length=32), nullable=False),
        sa.Column('article_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('even', sa.BigInteger(), nullable=False),
        sa.Column('odd', sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_folded_hits_article_id_articles'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('file', 'article_id', name=op.f('pk_folded_hits')),
    )
    op.create_index(op.f('ix_folded_hits_article_id'), 'folded_hits', ['article_id'])


def downgrade():
    op.drop_table('folded_hits')
    op.drop_table('content_version')
