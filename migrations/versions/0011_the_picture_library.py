"""the picture library: focal points, licences, versions

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

# What the pictures that are there get.
_ADDED = {
    'focus_x': (sa.Integer(), '50'),
    'focus_y': (sa.Integer(), '50'),
    'licence_note': (sa.Text(), "''"),
    'withheld': (sa.Boolean(), 'false'),
    'version': (sa.Integer(), '1'),
}


def upgrade():
    op.add_column('pictures', sa.Column('licence_ends', sa.DateTime(timezone=True), nullable=True))
    for name, (type_, value) in _ADDED.items():
        op.add_column('pictures', sa.Column(name, type_, nullable=True))
        op.execute(f'UPDATE pictures SET {name} = {value}')
    with op.batch_alter_table('pictures') as pictures:
        for name, (type_, _value) in _ADDED.items():
            pictures.alter_column(name, existing_type=type_, nullable=False)
        pictures.create_check_constraint(
            op.f('ck_pictures_focus_within'), 'focus_x BETWEEN 0 AND 100 AND focus_y BETWEEN 0 AND 100'
        )
        pictures.create_index(op.f('ix_pictures_licence_ends'), ['licence_ends'])


def downgrade():
    with op.batch_alter_table('pictures') as pictures:
        pictures.drop_index(op.f('ix_pictures_licence_ends'))
        pictures.drop_constraint(op.f('ck_pictures_focus_within'), type_='check')
        for name in ('licence_ends', *_ADDED):
            pictures.drop_column(name)
