"""A late permission that HR puts together in chat, and who gave one"""

from alembic import op
import sqlalchemy as sa


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'late_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('cycle_id', sa.Integer(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('forms', sa.JSON(), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_late_draft_cycle_id_cycle')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_late_draft_person_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_late_draft')),
        sa.UniqueConstraint('person_id', name=op.f('uq_late_draft_person_id')),
    )
    with op.batch_alter_table('late_permission', schema=None) as batch_op:
        batch_op.add_column(sa.Column('given_by', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_late_permission_given_by_person'), 'person', ['given_by'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('late_permission', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_late_permission_given_by_person'), type_='foreignkey')
        batch_op.drop_column('given_by')
    op.drop_table('late_draft')
