"""Rules files: those shipped with the program, those that operators added, and which one of a kind is in force."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, select, update

from models.rule_file import ListedRules, RuleFile, read_rules
from models.rule_refusals import RulesIdTaken, UnknownRules
from models.rule_version import RuleVersion
from services.transaction import Session, Transactions
from services.upsert import insert_into

_ADDED = col(RuleVersion.added_at).is_not(None)
_NEWEST = (col(RuleVersion.added_at).desc(), col(RuleVersion.id).desc())


class Rules:
    """What `kinerja rules` does."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    @staticmethod
    def shipped() -> list[ListedRules]:
        """The files of this program, by id, as if none had been added."""
        return _listed(())

    async def list(self) -> list[ListedRules]:
        """Every file by kind and id, an added one as it was added last."""
        return _listed(await self._transactions.look(_all_added))

    async def add(self, source: str) -> RuleFile:
        """Keep a file that `models.rule_file.check_rules` found good; from now on it is in force.

        Raises RulesIdTaken.
        """
        file, now = read_rules(source), self._transactions.now()
        async with self._transactions.begin() as session:
            kinds = set(await session.exec(select(RuleVersion.kind).where(RuleVersion.code == file.id)))
            if file.id in {one.id for one in shipped_rules()} or kinds - {file.kind}:
                raise RulesIdTaken(id=file.id)
            version = await _keep(session, file, now)
            await session.exec(update(RuleVersion).where(col(RuleVersion.id) == version).values(added_at=now))
        return file


def rules_in_force(connection: Connection, kind: str) -> RuleFile:
    """The file of this kind that was added last; until one is, the shipped one (KeyError where there is none)."""
    newest = select(RuleVersion.source).where(RuleVersion.kind == kind, _ADDED).order_by(*_NEWEST).limit(1)
    source: str | None = connection.scalar(newest)
    return read_rules(source) if source is not None else {file.kind: file for file in shipped_rules()}[kind]


async def ensure_rules(session: Session, kind: str, now: datetime) -> int:
    """The id of the version in force, stored on its first use: for what keeps the rules it began with."""
    connection = await session.connection()
    return await _keep(session, await connection.run_sync(rules_in_force, kind), now)


def stored_rules(connection: Connection, version_id: int) -> RuleFile:
    """The file of a stored version. Raises UnknownRules."""
    source: str | None = connection.scalar(select(RuleVersion.source).where(RuleVersion.id == version_id))
    if source is None:
        raise UnknownRules(id=str(version_id))
    return read_rules(source)


@cache
def shipped_rules() -> tuple[RuleFile, ...]:
    """The rules files of this program, by id; of several of a kind the last is in force."""
    folder = files("models") / "rules"
    sources = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")]
    # Rules without a kind (staff.toml) are not for operators to add.
    return tuple(sorted((read_rules(one) for one in sources if "kind" in loads(one)), key=lambda file: file.id))


def _listed(added: Sequence[RuleFile]) -> list[ListedRules]:
    force = {file.kind: file for file in (*shipped_rules(), *reversed(added))}
    shipped = [ListedRules(file, shipped=True, in_force=force[file.kind] == file) for file in shipped_rules()]
    others = [ListedRules(file, shipped=False, in_force=force[file.kind] == file) for file in added]
    return sorted([*shipped, *others], key=lambda one: (one.file.kind, one.file.id))


def _all_added(connection: Connection) -> list[RuleFile]:
    """Newest first, each id once."""
    sources: Any = connection.scalars(select(RuleVersion.source).where(_ADDED).order_by(*_NEWEST))
    newest: dict[str, RuleFile] = {}
    for file in map(read_rules, sources):
        newest.setdefault(file.id, file)
    return list(newest.values())


async def _keep(session: Session, file: RuleFile, now: datetime) -> int:
    known = select(RuleVersion.id).where(RuleVersion.code == file.id, RuleVersion.digest == file.digest)
    found = (await session.exec(known)).first()
    if found is None:
        row = {"kind": file.kind, "code": file.id, "digest": file.digest, "source": file.source, "created_at": now}
        # Two processes may store a file for the first time at once: the second finds the row of the first.
        await session.exec(insert_into(session, RuleVersion).values(row).on_conflict_do_nothing())
        found = (await session.exec(known)).one()
    assert found is not None
    return found
