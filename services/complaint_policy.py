"""The rules of complaints: those in force, and those a case began with."""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from models.complaint_file import read_complaints
from models.complaint_policy import ComplaintRules
from models.rule_file import COMPLAINTS, RuleFile
from services.rules import ensure_rules, rules_in_force, stored_rules
from services.transaction import Session


def complaint_rules_on(connection: Connection) -> ComplaintRules:
    """What holds for a new report; read once a version."""
    return _read(rules_in_force(connection, COMPLAINTS))


async def complaint_rules(session: Session) -> ComplaintRules:
    """The same within a session."""
    return await (await session.connection()).run_sync(complaint_rules_on)


async def rules_of(session: Session, version: int) -> ComplaintRules:
    """What holds for a case that began with this version. Raises UnknownRules."""
    return _read(await (await session.connection()).run_sync(stored_rules, version))


async def keep_rules(session: Session, now: datetime) -> tuple[int, ComplaintRules]:
    """The version in force with its id, stored on its first use."""
    version = await ensure_rules(session, COMPLAINTS, now)
    return version, await rules_of(session, version)


@lru_cache(maxsize=16)
def _read(file: RuleFile) -> ComplaintRules:
    return read_complaints(file.content)
