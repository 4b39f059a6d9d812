"""What people chose about reminders, and what keeps raters"""

from alembic import op
import sqlalchemy as sa


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('obstacle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('rater_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_obstacle_cycle_id_cycle')),
    sa.ForeignKeyConstraint(['rater_id'], ['person.id'], name=op.f('fk_obstacle_rater_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_obstacle'))
    )
    with op.batch_alter_table('obstacle', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_obstacle_cycle_id'), ['cycle_id'], unique=False)

    op.create_table('preference',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=True),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_until', sa.Integer(), nullable=False),
    sa.Column('no_reminders', sa.Boolean(), nullable=False),
    sa.Column('no_digests', sa.Boolean(), nullable=False),
    sa.CheckConstraint('hour IS NULL OR hour BETWEEN 0 AND 23', name=op.f('ck_preference_hour')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_preference_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_preference'))
    )


def downgrade() -> None:
    op.drop_table('preference')
    with op.batch_alter_table('obstacle', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_obstacle_cycle_id'))

    op.drop_table('obstacle')
