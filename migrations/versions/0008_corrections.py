"""corrections of articles

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('articles', sa.Column('correction', sa.Text(), nullable=True))
    op.execute("UPDATE articles SET correction = ''")
    with op.batch_alter_table('articles') as articles:
        articles.alter_column('correction', existing_type=sa.Text(), nullable=False)


def downgrade():
    with op.batch_alter_table('articles') as articles:
        articles.drop_column('correction')
