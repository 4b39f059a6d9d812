"""A cycle that HR puts together in chat, and its dates that were moved"""

from alembic import op
import sqlalchemy as sa


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'cycle_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('cycle_id', sa.Integer(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=80), nullable=False),
        sa.Column('method', sa.String(length=64), nullable=False),
        sa.Column('offices', sa.JSON(), nullable=True),
        sa.Column('employments', sa.JSON(), nullable=False),
        sa.Column('include_teachers', sa.Boolean(), nullable=False),
        sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('self_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('appraise_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('publish_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_cycle_draft_cycle_id_cycle')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_cycle_draft_person_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_cycle_draft')),
        sa.UniqueConstraint('person_id', 'cycle_id', name=op.f('uq_cycle_draft_person_id_cycle_id')),
    )
    op.create_index(
        'uq_cycle_draft_new',
        'cycle_draft',
        ['person_id'],
        unique=True,
        sqlite_where=sa.text('cycle_id IS NULL'),
        postgresql_where=sa.text('cycle_id IS NULL'),
    )
    op.create_table(
        'deadline_change',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('cycle_id', sa.Integer(), nullable=False),
        sa.Column('step', sa.String(length=32), nullable=False),
        sa.Column('before', sa.DateTime(timezone=True), nullable=False),
        sa.Column('after', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('changed_by', sa.Integer(), nullable=True),
        sa.CheckConstraint("step IN ('opens', 'self', 'appraise', 'publish')", name=op.f('ck_deadline_change_step')),
        sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_deadline_change_changed_by_person')),
        sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_deadline_change_cycle_id_cycle')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline_change')),
    )
    op.create_index(op.f('ix_deadline_change_cycle_id'), 'deadline_change', ['cycle_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_deadline_change_cycle_id'), table_name='deadline_change')
    op.drop_table('deadline_change')
    op.drop_index('uq_cycle_draft_new', table_name='cycle_draft')
    op.drop_table('cycle_draft')
