"""Office life: the tree of offices, standings, terms of raters, late permissions, work results, added methods"""

from alembic import op
import sqlalchemy as sa


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('cycle_employment',
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('employment', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycle.id'], name=op.f('fk_cycle_employment_cycle_id_cycle')),
    sa.PrimaryKeyConstraint('cycle_id', 'employment', name=op.f('pk_cycle_employment'))
    )
    op.create_table('rater_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('rater_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('definitive', 'plt', 'plh')", name=op.f('ck_rater_term_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_rater_term_person_id_person')),
    sa.ForeignKeyConstraint(['rater_id'], ['person.id'], name=op.f('fk_rater_term_rater_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rater_term'))
    )
    with op.batch_alter_table('rater_term', schema=None) as batch_op:
        batch_op.create_index('ix_rater_term_due', ['due_at'], unique=False, sqlite_where=sa.text('due_at IS NOT NULL'), postgresql_where=sa.text('due_at IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_rater_term_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rater_term_rater_id'), ['rater_id'], unique=False)

    op.create_table('work_result',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_work_result_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_result')),
    sa.UniqueConstraint('person_id', 'digest', name=op.f('uq_work_result_person_id_digest'))
    )
    op.create_table('late_permission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_late_permission_evaluation_id_evaluation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_late_permission'))
    )
    with op.batch_alter_table('late_permission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_late_permission_evaluation_id'), ['evaluation_id'], unique=False)

    # Added in place: SQLite's other way, a new table for the old one, would delete what refers to it.
    # A cycle that is there already took everybody: it stays what it was.
    op.execute("ALTER TABLE cycle ADD COLUMN include_teachers BOOLEAN DEFAULT true NOT NULL")
    op.add_column('evaluation', sa.Column('late_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('method_version', sa.Column('added_at', sa.DateTime(timezone=True), nullable=True))
    op.execute("ALTER TABLE office ADD COLUMN parent_id INTEGER CONSTRAINT fk_office_parent_id_office REFERENCES office (id)")
    op.create_index(op.f('ix_office_parent_id'), 'office', ['parent_id'], unique=False)

    # What a legal status or a post means is known at the next import of the roster; until then everybody is active.
    op.execute(
        "ALTER TABLE person ADD COLUMN standing VARCHAR(32) DEFAULT 'active' NOT NULL "
        "CONSTRAINT ck_person_standing CHECK (standing IN ('active', 'paused', 'closed', 'silent'))"
    )
    op.execute("ALTER TABLE person ADD COLUMN teacher BOOLEAN DEFAULT false NOT NULL")

    # Whoever rates somebody now has done so at least since that person's row was last changed.
    op.execute(
        "INSERT INTO rater_term (person_id, rater_id, kind, from_at) "
        "SELECT id, rater_id, 'definitive', changed_at FROM person WHERE rater_id IS NOT NULL"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE person DROP COLUMN teacher")
    op.execute("ALTER TABLE person DROP COLUMN standing")
    op.drop_index(op.f('ix_office_parent_id'), 'office')
    op.execute("ALTER TABLE office DROP COLUMN parent_id")
    op.execute("ALTER TABLE method_version DROP COLUMN added_at")
    op.execute("ALTER TABLE evaluation DROP COLUMN late_until")
    op.execute("ALTER TABLE cycle DROP COLUMN include_teachers")
    op.drop_table('late_permission')
    op.drop_table('work_result')
    op.drop_table('rater_term')
    op.drop_table('cycle_employment')
