"""Complaints: reporters, cases with their events, drafts; a notice may be to a reporter"""

from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

WAITS = sa.text("outcome = 'waiting'")
RECIPIENT = '(person_id IS NULL) <> (reporter_id IS NULL)'


def upgrade() -> None:
    op.create_table('complaint_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lookup', sa.String(length=64), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_draft')),
    sa.UniqueConstraint('lookup', name=op.f('uq_complaint_draft_lookup'))
    )
    op.create_table('complaint_guess',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('lookup', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_guess'))
    )
    with op.batch_alter_table('complaint_guess', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_guess_lookup'), ['lookup'], unique=False)

    op.create_table('reporter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('lookup', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.Text(), nullable=False),
    sa.Column('blocked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reporter')),
    sa.UniqueConstraint('lookup', name=op.f('uq_reporter_lookup'))
    )
    op.create_table('complaint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=16), nullable=False),
    sa.Column('reporter_id', sa.Integer(), nullable=False),
    sa.Column('rules_version_id', sa.Integer(), nullable=False),
    sa.Column('class', sa.String(length=32), nullable=False),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('occurred_text', sa.String(length=120), nullable=False),
    sa.Column('occurred_on', sa.Date(), nullable=True),
    sa.Column('place_text', sa.String(length=300), nullable=False),
    sa.Column('kecamatan', sa.String(length=32), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('anonymous', sa.Boolean(), nullable=False),
    sa.Column('confidential', sa.Boolean(), nullable=False),
    sa.Column('to_inspector', sa.Boolean(), nullable=False),
    sa.Column('signed_by', sa.Integer(), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('verify_due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finish_due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('asked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirm_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_as', sa.String(length=32), nullable=False),
    sa.Column('assigned_to', sa.Integer(), nullable=True),
    sa.Column('resolver_id', sa.Integer(), nullable=True),
    sa.Column('reopened', sa.Integer(), nullable=False),
    sa.Column('follows_id', sa.Integer(), nullable=True),
    sa.Column('lapor_number', sa.String(length=40), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.Column('stars', sa.Integer(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.CheckConstraint("class IN ('information', 'aspiration', 'complaint', 'misconduct')", name=op.f('ck_complaint_class')),
    sa.CheckConstraint("closed_as IN ('', 'solved', 'unconfirmed', 'not_solved', 'not_ours', 'archived', 'duplicate', 'withdrawn')", name=op.f('ck_complaint_closed_as')),
    sa.CheckConstraint("state IN ('received', 'verified', 'working', 'asked', 'answered', 'closed')", name=op.f('ck_complaint_state')),
    sa.ForeignKeyConstraint(['assigned_to'], ['person.id'], name=op.f('fk_complaint_assigned_to_person')),
    sa.ForeignKeyConstraint(['entered_by'], ['person.id'], name=op.f('fk_complaint_entered_by_person')),
    sa.ForeignKeyConstraint(['follows_id'], ['complaint.id'], name=op.f('fk_complaint_follows_id_complaint')),
    sa.ForeignKeyConstraint(['office_id'], ['office.id'], name=op.f('fk_complaint_office_id_office')),
    sa.ForeignKeyConstraint(['reporter_id'], ['reporter.id'], name=op.f('fk_complaint_reporter_id_reporter')),
    sa.ForeignKeyConstraint(['resolver_id'], ['person.id'], name=op.f('fk_complaint_resolver_id_person')),
    sa.ForeignKeyConstraint(['rules_version_id'], ['rule_version.id'], name=op.f('fk_complaint_rules_version_id_rule_version')),
    sa.ForeignKeyConstraint(['signed_by'], ['person.id'], name=op.f('fk_complaint_signed_by_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('number', name=op.f('uq_complaint_number'))
    )
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_reporter_id'), ['reporter_id'], unique=False)
        batch_op.create_index('ix_complaint_state_office_id', ['state', 'office_id'], unique=False)

    op.create_table('complaint_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('complaint_id', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('prev_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_complaint_event_actor_id_person')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_event_complaint_id_complaint')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_event')),
    sa.UniqueConstraint('complaint_id', 'seq', name=op.f('uq_complaint_event_complaint_id_seq'))
    )
    op.create_table('complaint_part',
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
    sa.Column('complaint_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('mime', sa.String(length=120), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('text', 'photo', 'document', 'voice', 'video', 'location')", name=op.f('ck_complaint_part_kind')),
    sa.CheckConstraint("side IN ('reporter', 'office')", name=op.f('ck_complaint_part_side')),
    sa.CheckConstraint("state IN ('waiting', 'kept', 'refused', 'lost', 'removed')", name=op.f('ck_complaint_part_state')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_part_complaint_id_complaint')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_part'))
    )
    with op.batch_alter_table('complaint_part', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_part_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index('ix_complaint_part_work', ['id'], unique=False, sqlite_where=sa.text("state IN ('waiting', 'removed')"), postgresql_where=sa.text("state IN ('waiting', 'removed')"))

    op.create_table('complaint_reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('complaint_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_reading_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_complaint_reading_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_reading'))
    )
    with op.batch_alter_table('complaint_reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_reading_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaint_reading_person_id'), ['person_id'], unique=False)

    op.drop_index('ix_notice_waiting', 'notice')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reporter_id', sa.Integer(), nullable=True))
        batch_op.alter_column('person_id', existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f('ix_notice_reporter_id'), ['reporter_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_notice_reporter_id_reporter'), 'reporter', ['reporter_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_notice_recipient'), RECIPIENT)
        batch_op.create_index('ix_notice_waiting', ['lane', 'due_at', 'id'], unique=False, sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    op.execute('DELETE FROM notice WHERE person_id IS NULL')
    op.drop_index('ix_notice_waiting', 'notice')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_notice_reporter_id_reporter'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_notice_reporter_id'))
        batch_op.drop_constraint(batch_op.f('ck_notice_recipient'), type_='check')
        batch_op.alter_column('person_id', existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column('reporter_id')
        batch_op.create_index('ix_notice_waiting', ['lane', 'due_at', 'id'], unique=False, sqlite_where=WAITS, postgresql_where=WAITS)

    with op.batch_alter_table('complaint_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_reading_person_id'))
        batch_op.drop_index(batch_op.f('ix_complaint_reading_complaint_id'))

    op.drop_table('complaint_reading')
    with op.batch_alter_table('complaint_part', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_part_work', sqlite_where=sa.text("state IN ('waiting', 'removed')"), postgresql_where=sa.text("state IN ('waiting', 'removed')"))
        batch_op.drop_index(batch_op.f('ix_complaint_part_complaint_id'))

    op.drop_table('complaint_part')
    op.drop_table('complaint_event')
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_state_office_id')
        batch_op.drop_index(batch_op.f('ix_complaint_reporter_id'))

    op.drop_table('complaint')
    op.drop_table('reporter')
    with op.batch_alter_table('complaint_guess', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_guess_lookup'))

    op.drop_table('complaint_guess')
    op.drop_table('complaint_draft')
