"""the language in which a user reads the desk

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('users', sa.Column('language', sa.String(length=10), nullable=True))


def downgrade():
    with op.batch_alter_table('users') as users:
        users.drop_column('language')
