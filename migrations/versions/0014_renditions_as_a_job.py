"""from when on the renditions of a picture are to be made

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('pictures', sa.Column('renditions_due_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_pictures_renditions_due_at', 'pictures', ['renditions_due_at'])


def downgrade():
    op.drop_index('ix_pictures_renditions_due_at', 'pictures')
    op.drop_column('pictures', 'renditions_due_at')
