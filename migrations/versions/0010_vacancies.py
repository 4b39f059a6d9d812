"""Forms at the level above a vacancy; the end of a contract"""

from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: SQLite's other way, a new table for the old one, would delete what refers to it.
    op.execute("ALTER TABLE evaluation ADD COLUMN vacant BOOLEAN DEFAULT false NOT NULL")
    op.add_column('person', sa.Column('contract_until', sa.Date(), nullable=True))

    # The forms of raters who are gone already move with the next tick of the planner.
    op.execute(
        "UPDATE rater_term SET due_at = from_at WHERE due_at IS NULL AND until_at IS NULL AND rater_id IN "
        "(SELECT id FROM person WHERE state <> 'active' OR standing <> 'active')"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE person DROP COLUMN contract_until")
    op.execute("ALTER TABLE evaluation DROP COLUMN vacant")
