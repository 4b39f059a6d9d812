"""The reminder rules in force."""

from functools import lru_cache

from models.reminder import ReminderRules
from models.reminder_file import read_reminders
from models.rule_file import REMINDERS, RuleFile
from services.rules import rules_in_force
from services.transaction import Session


async def reminder_rules(session: Session) -> ReminderRules:
    """The file that was added last, else the shipped one; read once a version."""
    connection = await session.connection()
    return _read(await connection.run_sync(rules_in_force, REMINDERS))


@lru_cache(maxsize=8)
def _read(file: RuleFile) -> ReminderRules:
    return read_reminders(file.content)
