"""Invitations that take a person over to a new phone"""

from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('invitation', sa.Column('moves', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.alter_column('moves', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_column('moves')
