"""Circulars: what HR writes to a chosen set of people, and who wants none"""

from alembic import op
import sqlalchemy as sa


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'circular',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('first_id', sa.Integer(), nullable=True),
        sa.Column('edition', sa.Integer(), nullable=True),
        sa.Column('author_id', sa.Integer(), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('audience', sa.String(length=32), nullable=True),
        sa.Column('offices', sa.JSON(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('text_en', sa.Text(), nullable=True),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('unlinked', sa.Integer(), nullable=False),
        sa.Column('muted', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'sent', 'stopped')", name=op.f('ck_circular_state')),
        sa.CheckConstraint("audience IN ('everybody', 'unsent', 'raters', 'offices')", name=op.f('ck_circular_audience')),
        sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_circular_author_id_person')),
        sa.ForeignKeyConstraint(['first_id'], ['circular.id'], name=op.f('fk_circular_first_id_circular')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_circular')),
        sa.UniqueConstraint('first_id', 'edition', name=op.f('uq_circular_first_id_edition')),
    )
    draft = sa.text("state = 'draft'")
    op.create_index('ix_circular_draft', 'circular', ['author_id'], unique=True, sqlite_where=draft, postgresql_where=draft)
    ours = sa.text("kind = 'circular'")
    op.create_index('ix_notice_circular', 'notice', ['subject_id'], sqlite_where=ours, postgresql_where=ours)
    # Whoever has a row wants everything else as before; a table made anew on SQLite needs a value for it.
    with op.batch_alter_table('preference', schema=None) as batch_op:
        batch_op.add_column(sa.Column('no_circulars', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('preference', schema=None) as batch_op:
        batch_op.alter_column('no_circulars', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('preference', schema=None) as batch_op:
        batch_op.drop_column('no_circulars')
    op.drop_index('ix_notice_circular', table_name='notice')
    op.drop_index('ix_circular_draft', table_name='circular')
    op.drop_table('circular')
