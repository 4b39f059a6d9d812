"""Raters dated from and to: HR names one, definitive or acting, and the forms follow."""

from datetime import datetime

from sqlmodel import col, select

from models.nip import BadRefError, read_ref
from models.person import SILENT, Person
from models.rater_term import RaterTerm, Term, cut
from models.refusals import RaterDatesWrong, RaterLoop, RaterSelf, UnknownPerson
from models.vacancy import RaterToday, rates
from services.rater_forms import read_places
from services.rater_terms import end_terms, turn
from services.transaction import Session, Transactions


class Raters:
    """Who rates whom, from when to when."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def set(self, ref: str, rater: str, *, kind: str, from_at: datetime, until_at: datetime | None) -> None:
        """From `from_at` on, before `until_at`, `rater` rates `ref`. The later decision counts: terms in the same
        capacity (definitive, or acting) give way, and go on after `until_at`.

        Raises UnknownPerson, RaterSelf, RaterLoop, RaterDatesWrong.
        """
        now = self._transactions.now()
        if until_at is not None and until_at <= max(from_at, now):
            raise RaterDatesWrong
        async with self._transactions.begin() as session:
            person, rates = await _person(session, ref), await _person(session, rater)
            if person.id == rates.id:
                raise RaterSelf
            await _no_loop(session, person, rates)
            await _write(session, person.id or 0, Term(rates.id or 0, kind, from_at, until_at), now)
            await turn(session, now)

    async def history(self, ref: str) -> list[tuple[str, Term]]:
        """Everybody who rated, rates or will rate this person, by name, oldest first. Raises UnknownPerson."""
        async with self._transactions.read() as session:
            person = await _person(session, ref)
            rows = await session.exec(
                select(RaterTerm, Person.name)
                .join(Person, col(Person.id) == col(RaterTerm.rater_id))
                .where(RaterTerm.person_id == person.id)
                .order_by(col(RaterTerm.from_at), col(RaterTerm.id))
            )
            return [(name, _facts(row)) for row, name in rows]

    async def today(self, ref: str) -> RaterToday:
        """Who rates this person now, over a vacancy too. Raises UnknownPerson."""
        now = self._transactions.now()
        async with self._transactions.read() as session:
            person = await _person(session, ref)
            today = rates(person.id or 0, await read_places(session, now))
            rater = await session.get(Person, today.rater) if today.rater else None
            return RaterToday(rater.name if rater else "", today.vacant)


async def _person(session: Session, ref: str) -> Person:
    try:
        read = read_ref(ref)
    except BadRefError:
        raise UnknownPerson(ref=ref) from None
    there = select(Person).where(Person.ref == read, Person.state == "active", Person.standing != SILENT)
    found = (await session.exec(there)).first()
    if found is None:
        raise UnknownPerson(ref=ref)
    return found


async def _no_loop(session: Session, person: Person, rater: Person) -> None:
    """Nobody may in the end be rated by those whom they rate."""
    seen: set[int | None] = set()
    above: Person | None = rater
    while above is not None and above.id not in seen:
        seen.add(above.id)
        above = await session.get(Person, above.rater_id) if above.rater_id else None
    if person.id in seen:
        raise RaterLoop


async def _write(session: Session, person: int, new: Term, now: datetime) -> None:
    rows = (await session.exec(select(RaterTerm).where(RaterTerm.person_id == person))).all()
    ends: dict[int, datetime] = {}
    for row in rows:
        if new.meets(_facts(row)):
            ends[row.id or 0], tail = cut(_facts(row), new)
            if tail:
                session.add(_row(person, tail, now))
    session.add(_row(person, new, now))
    await session.flush()
    await end_terms(session, ends, now)


def _row(person: int, term: Term, now: datetime) -> RaterTerm:
    return RaterTerm(
        person_id=person,
        rater_id=term.rater,
        kind=term.kind,
        from_at=term.from_at,
        until_at=term.until_at,
        due_at=max(term.from_at, now),
    )


def _facts(row: RaterTerm) -> Term:
    return Term(row.rater_id, row.kind, row.from_at, row.until_at)
