"""tags, translations, kinds of article, withdrawal, and texts around the article

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

SECTION_TEXTS = ('description', 'press_contact', 'boilerplate')
STATES_BEFORE = "state IN ('draft', 'published', 'binned')"
STATES = "state IN ('draft', 'published', 'withdrawn', 'binned')"


def upgrade():
    op.create_table(
        'tags',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('slug', sa.String(length=200), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_tags')),
        sa.UniqueConstraint('language', 'slug', name=op.f('uq_tags_language_slug')),
    )
    op.create_table(
        'article_tags',
        sa.Column('article_id', sa.Integer(), nullable=False),
        sa.Column('tag_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['article_id'], ['articles.id'], name=op.f('fk_article_tags_article_id_articles'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['tag_id'], ['tags.id'], name=op.f('fk_article_tags_tag_id_tags'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('article_id', 'tag_id', name=op.f('pk_article_tags')),
    )
    op.create_index('ix_article_tags_tag_id', 'article_tags', ['tag_id', 'article_id'])
    op.create_table(
        'translation_groups',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_translation_groups')),
    )
    op.add_column('articles', sa.Column('revised_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('articles', sa.Column('kind', sa.String(length=20), nullable=True))
    op.add_column('articles', sa.Column('withdrawal_notice', sa.Text(), nullable=True))
    op.add_column('articles', sa.Column('translation_group_id', sa.Integer(), nullable=True))
    op.execute("UPDATE articles SET revised_at = updated_at, kind = 'announcement', withdrawal_notice = ''")
    with op.batch_alter_table('articles') as articles:
        _allow_states(articles, STATES)
        articles.alter_column('revised_at', existing_type=sa.DateTime(timezone=True), nullable=False)
        articles.alter_column('kind', existing_type=sa.String(length=20), nullable=False)
        articles.alter_column('withdrawal_notice', existing_type=sa.Text(), nullable=False)
        articles.create_check_constraint(op.f('ck_articles_kind_known'), "kind IN ('announcement', 'coverage')")
        articles.create_unique_constraint(
            op.f('uq_articles_translation_group_id_language'), ['translation_group_id', 'language']
        )
        articles.create_foreign_key(
            op.f('fk_articles_translation_group_id_translation_groups'),
            'translation_groups',
            ['translation_group_id'],
            ['id'],
            ondelete='SET NULL',
        )
    _rename_section_texts('section_names', 'section_texts', SECTION_TEXTS)
    for name in ('press_contact', 'boilerplate'):
        _add_text('site_texts', name, sa.Text())
    _add_text('site_settings', 'security_contact', sa.String(length=1000))


def downgrade():
    with op.batch_alter_table('site_settings') as settings:
        settings.drop_column('security_contact')
    with op.batch_alter_table('site_texts') as texts:
        texts.drop_column('boilerplate')
        texts.drop_column('press_contact')
    _rename_section_texts('section_texts', 'section_names', ())
    op.execute("UPDATE articles SET state = 'draft' WHERE state = 'withdrawn'")
    _count_anew()
    with op.batch_alter_table('articles') as articles:
        _allow_states(articles, STATES_BEFORE)
        articles.drop_constraint(op.f('ck_articles_kind_known'), type_='check')
        articles.drop_constraint(op.f('fk_articles_translation_group_id_translation_groups'), type_='foreignkey')
        articles.drop_constraint(op.f('uq_articles_translation_group_id_language'), type_='unique')
        for name in ('translation_group_id', 'withdrawal_notice', 'kind', 'revised_at'):
            articles.drop_column(name)
    op.drop_table('translation_groups')
    op.drop_table('article_tags')
    op.drop_table('tags')


def _count_anew():
    month = {
        'postgresql': "to_char(timezone('UTC', publish_at), 'YYYY-MM')",
        'sqlite': "strftime('%Y-%m', publish_at)",
    }[op.get_bind().dialect.name]
    op.execute('DELETE FROM article_counts')
    op.execute(
        'INSERT INTO article_counts (language, month, section_id, state, articles) '
        f"SELECT language, coalesce({month}, ''), section_id, state, count(*) FROM articles GROUP BY 1, 2, 3, 4"
    )


def _allow_states(articles, states):
    articles.drop_constraint(op.f('ck_articles_state_known'), type_='check')
    articles.create_check_constraint(op.f('ck_articles_state_known'), states)


def _add_text(table, name, kind):
    """Add a column whose text is empty in the rows that there are."""
    op.add_column(table, sa.Column(name, kind, nullable=True))
    op.execute(sa.update(sa.table(table, sa.column(name))).values({name: ''}))
    with op.batch_alter_table(table) as altered:
        altered.alter_column(name, existing_type=kind, nullable=False)


def _rename_section_texts(before, after, texts):
    op.create_table(
        after,
        sa.Column('section_id', sa.Integer(), nullable=False),
        sa.Column('language', sa.String(length=10), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        *(sa.Column(text, sa.Text(), nullable=False) for text in texts),
        sa.ForeignKeyConstraint(
            ['section_id'], ['sections.id'], name=op.f(f'fk_{after}_section_id_sections'), ondelete='CASCADE'
        ),
        sa.PrimaryKeyConstraint('section_id', 'language', name=op.f(f'pk_{after}')),
    )
    kept = ['section_id', 'language', 'name']
    old, new = (sa.table(name, *map(sa.column, [*kept, *texts])) for name in (before, after))
    values = [*(old.c[name] for name in kept), *(sa.literal('') for _ in texts)]
    op.execute(new.insert().from_select([*kept, *texts], sa.select(*values)))
    op.drop_table(before)
