"""Forms on paper with their scans"""

from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('operator_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('digits', sa.Text(), nullable=False),
    sa.Column('submission', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('touched_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('countersigned_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('remarked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'saved', 'agreed', 'disputed')", name=op.f('ck_paper_form_state')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_paper_form_evaluation_id_evaluation')),
    sa.ForeignKeyConstraint(['operator_id'], ['person.id'], name=op.f('fk_paper_form_operator_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_form')),
    sa.UniqueConstraint('evaluation_id', name=op.f('uq_paper_form_evaluation_id')),
    sqlite_autoincrement=True,
    )
    with op.batch_alter_table('paper_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_form_operator_id'), ['operator_id'], unique=False)

    op.create_table('paper_scan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('file_id', sa.Text(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('holder', sa.String(length=40), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('retry_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('paper_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('file_unique_id', sa.String(length=64), nullable=False),
    sa.Column('album', sa.String(length=64), nullable=False),
    sa.Column('mime', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f('ck_paper_scan_kind')),
    sa.CheckConstraint("state IN ('waiting', 'kept', 'refused', 'lost', 'removed')", name=op.f('ck_paper_scan_state')),
    sa.ForeignKeyConstraint(['paper_id'], ['paper_form.id'], name=op.f('fk_paper_scan_paper_id_paper_form')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_scan'))
    )
    with op.batch_alter_table('paper_scan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_scan_paper_id'), ['paper_id'], unique=False)
        batch_op.create_index('ix_paper_scan_work', ['id'], unique=False, sqlite_where=sa.text("state IN ('waiting', 'removed')"), postgresql_where=sa.text("state IN ('waiting', 'removed')"))


def downgrade() -> None:
    with op.batch_alter_table('paper_scan', schema=None) as batch_op:
        batch_op.drop_index('ix_paper_scan_work', sqlite_where=sa.text("state IN ('waiting', 'removed')"), postgresql_where=sa.text("state IN ('waiting', 'removed')"))
        batch_op.drop_index(batch_op.f('ix_paper_scan_paper_id'))

    op.drop_table('paper_scan')
    with op.batch_alter_table('paper_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_form_operator_id'))

    op.drop_table('paper_form')
