"""Roles and the operator's decisions"""

from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('role_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('hr', 'operator', 'desk', 'triage', 'inspector', 'leader')", name=op.f('ck_role_grant_role')),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_role_grant_office_id_office')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_role_grant_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant'))
    )
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grant_person_id'), ['person_id'], unique=False)

    with op.batch_alter_table('link_attempt', schema=None) as batch_op:
        batch_op.add_column(sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('decided_by', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_link_attempt_decided_by_person'), 'person', ['decided_by'], ['id'])



def downgrade() -> None:
    with op.batch_alter_table('link_attempt', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_link_attempt_decided_by_person'), type_='foreignkey')
        batch_op.drop_column('decided_by')
        batch_op.drop_column('decided_at')

    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grant_person_id'))

    op.drop_table('role_grant')
