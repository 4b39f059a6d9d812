"""Methods of appraisal: those shipped with the program, those added, and the versions that cycles have taken."""

import tomllib
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from json import dumps
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, select, update

from models.method import Method, read_method
from models.method_version import MethodVersion
from models.refusals import MethodShipped, UnknownMethod
from services.transaction import Session, Transactions
from services.upsert import insert_into

_IS_ADDED = col(MethodVersion.added_at).is_not(None)


class Methods:
    """Reads methods. A version never changes, so each is read once a process."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._versions: dict[int, Method] = {}

    @staticmethod
    def shipped() -> list[Method]:
        """The methods of this program, by id."""
        return [read_method(data) for _, data in sorted(_shipped().items())]

    @staticmethod
    def find(code: str) -> Method:
        """The shipped method of an id; UnknownMethod when there is none."""
        try:
            return read_method(_shipped()[code])
        except KeyError:
            raise UnknownMethod(id=code) from None

    async def added(self) -> list[Method]:
        """The methods that operators added, by id, each as it was added last."""
        async with self._transactions.read() as session:
            return await _added(session)

    async def add(self, content: dict[str, Any]) -> Method:
        """Keep a method that `models.method_check` found good, for cycles to come; those that run keep theirs.

        Raises MethodShipped.
        """
        method, now = read_method(content), self._transactions.now()
        if method.id in _shipped():
            raise MethodShipped(id=method.id)
        async with self._transactions.begin() as session:
            version = await _keep(session, method.id, content, now)
            await session.exec(update(MethodVersion).where(col(MethodVersion.id) == version).values(added_at=now))
        return method

    async def get(self, version_id: int) -> Method:
        """The method of a stored version; UnknownMethod when there is none."""
        return await self._transactions.look(lambda connection: self.stored(connection, version_id))

    def stored(self, connection: Connection, version_id: int) -> Method:
        """The same within a transaction."""
        if version_id not in self._versions:
            known = select(MethodVersion.content).where(MethodVersion.id == version_id)
            content: dict[str, Any] | None = connection.scalar(known)
            if content is None:
                raise UnknownMethod(id=str(version_id))
            self._versions[version_id] = read_method(content)
        return self._versions[version_id]


async def offered(session: Session) -> list[Method]:
    """The methods that a new cycle may take: those of this program, then those added."""
    return [*Methods.shipped(), *await _added(session)]


async def ensure_version(session: Session, code: str, now: datetime) -> int:
    """The id of the version that holds the method's present content, stored on its first use.

    For a use case that takes a method, inside its own transaction. Raises UnknownMethod.
    """
    return await _keep(session, code, await _content(session, code), now)


async def _added(session: Session) -> list[Method]:
    codes = (await session.exec(select(MethodVersion.code).where(_IS_ADDED).distinct())).all()
    return [read_method(content) for code in sorted(codes) if (content := await _latest(session, code))]


async def _keep(session: Session, code: str, content: dict[str, Any], now: datetime) -> int:
    canonical = dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = sha256(canonical.encode()).hexdigest()
    known = select(MethodVersion.id).where(col(MethodVersion.code) == code, col(MethodVersion.digest) == digest)
    found = (await session.exec(known)).first()
    if found is None:
        row = {"code": code, "digest": digest, "content": content, "created_at": now}
        # Two processes may take a method for the first time at once: the second finds the row of the first.
        await session.exec(insert_into(session, MethodVersion).values(row).on_conflict_do_nothing())
        found = (await session.exec(known)).one()
    assert found is not None
    return found


async def _content(session: Session, code: str) -> dict[str, Any]:
    content = _shipped().get(code) or await _latest(session, code)
    if content is None:
        raise UnknownMethod(id=code)
    return content


async def _latest(session: Session, code: str) -> dict[str, Any] | None:
    added = select(MethodVersion.content).where(MethodVersion.code == code, _IS_ADDED)
    last = added.order_by(col(MethodVersion.added_at).desc(), col(MethodVersion.id).desc())
    content: Any = (await session.exec(last)).first()
    return dict(content) if content else None


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    folder = files("models") / "methods"
    sources = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".toml")]
    return {data["id"]: data for data in map(tomllib.loads, sources)}
