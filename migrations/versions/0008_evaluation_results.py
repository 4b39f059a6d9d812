"""What people say of their work results in an evaluation"""

from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('evaluation_result',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('work_result_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("text <> ''", name=op.f('ck_evaluation_result_text')),
    sa.CheckConstraint('rating BETWEEN 1 AND 9', name=op.f('ck_evaluation_result_rating')),
    sa.CheckConstraint("rating IS NOT NULL OR note = ''", name=op.f('ck_evaluation_result_note_beside_rating')),
    sa.CheckConstraint('(rating IS NULL) = (said_at IS NULL)', name=op.f('ck_evaluation_result_said')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_result_evaluation_id_evaluation')),
    sa.ForeignKeyConstraint(['work_result_id'], ['work_result.id'], name=op.f('fk_evaluation_result_work_result_id_work_result')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation_result')),
    sa.UniqueConstraint('evaluation_id', 'work_result_id', name=op.f('uq_evaluation_result_evaluation_id_work_result_id'))
    )


def downgrade() -> None:
    op.drop_table('evaluation_result')
