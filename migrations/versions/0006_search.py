"""the full-text index

It is filled by `flask site prepare` or `flask search rebuild`: what a word is, the application says.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

# FTS5 keeps no text of its own: it reads that of the entries, and must be told what it was to forget it.
# https://www.sqlite.org/fts5.html#external_content_tables
FTS = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_entries', content_rowid='place', "
    "columnsize=0, tokenize=\"ascii tokenchars '-'\")"
)
ADD = 'INSERT INTO search_words (rowid, words) VALUES (new.place, new.words);'
TAKE_OUT = "INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', old.place, old.words);"
TRIGGERS = {'insert': ADD, 'delete': TAKE_OUT, 'update': TAKE_OUT + ADD}


def upgrade():
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    op.create_table(
        'search_entries',
        sa.Column('place', sa.Integer() if is_sqlite else sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('words', sa.Text() if is_sqlite else TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_search_entries_article_id_articles'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('place', name=op.f('pk_search_entries')),
        sa.UniqueConstraint('article_id', name=op.f('uq_search_entries_article_id')),
    )
    if is_sqlite:
        op.execute(FTS)
        for change, actions in TRIGGERS.items():
            op.execute(
                f'CREATE TRIGGER search_words_{change} AFTER {change} ON search_entries BEGIN {actions} END'
            )
    else:
        # Without a list of its own for what is new, which every search would have to read through.
        op.execute('CREATE INDEX search_words ON search_entries USING gin (words) WITH (fastupdate = off)')


def downgrade():
    if op.get_bind().dialect.name == 'sqlite':
        op.execute('DROP TABLE search_words')
    op.drop_table('search_entries')
