"""Roles are granted on the command line; what they allow is asked by the use case itself."""

from datetime import datetime
from typing import Any

from sqlmodel import col, delete, select

from models.conversation import Speaker
from models.cycle_refusals import OnlyHr
from models.person import Office, Person
from models.refusals import NotAllowed, NotLinked, OfficeUnknown, UnknownPerson
from models.role import HR, OF_AN_OFFICE, OPERATOR, ROLES, Granted, RoleGrant, Scope
from models.role_refusals import NotGranted, RoleNeedsOffice, UnknownRole
from services.office_rows import with_sub_offices
from services.transaction import Session, Transactions


class Roles:
    """Granting and listing."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def grant(self, ref: str, role: str, office: str | None = None) -> None:
        """Give a role; twice adds nothing. Raises UnknownPerson, UnknownRole, RoleNeedsOffice, OfficeUnknown."""
        now: datetime = self._transactions.now()
        async with self._transactions.begin() as session:
            person, place = await _named(session, ref, role, office)
            if (await session.exec(_grants(person, role, place))).first() is None:
                session.add(RoleGrant(person_id=person, role=role, office_id=place, granted_at=now))

    async def revoke(self, ref: str, role: str, office: str | None = None) -> None:
        """Take a role away. Raises NotGranted besides what `grant` raises."""
        async with self._transactions.begin() as session:
            person, place = await _named(session, ref, role, office)
            found = list(await session.exec(_grants(person, role, place)))
            if not found:
                raise NotGranted
            await session.exec(delete(RoleGrant).where(col(RoleGrant.id).in_([grant.id for grant in found])))

    async def list(self) -> list[Granted]:
        """All grants, by role and name."""
        async with self._transactions.read() as session:
            found = await session.exec(
                select(Person.ref, Person.name, RoleGrant.role, Office.name)
                .select_from(RoleGrant)
                .join(Person, col(Person.id) == col(RoleGrant.person_id))
                .join(Office, col(Office.id) == col(RoleGrant.office_id), isouter=True)
                .order_by(col(RoleGrant.role), col(Person.name), col(RoleGrant.id))
            )
            return [Granted(ref, name, role, office or "") for ref, name, role, office in found]


async def scope_of(session: Session, speaker: Speaker) -> Scope:
    """Whom this speaker may look after: hr everyone, an operator their offices and those below them.

    Someone who has left looks after nobody.
    """
    found = await session.exec(
        select(RoleGrant.role, RoleGrant.office_id)
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(RoleGrant.person_id == speaker.person, Person.state == "active")
        .where(col(RoleGrant.role).in_((HR, OPERATOR)))
    )
    grants = list(found)
    return Scope(
        everyone=any(role == HR for role, _ in grants),
        offices=await _with_those_below(session, [office for role, office in grants if role == OPERATOR and office]),
    )


async def everybody_with(session: Session, role: str) -> list[int]:
    """Who has this role and is still here, by id."""
    found = select(col(RoleGrant.person_id)).join(Person, col(Person.id) == col(RoleGrant.person_id))
    return list(await session.exec(found.where(RoleGrant.role == role, Person.state == "active").distinct()))


async def looking_after(session: Session, speaker: Speaker) -> Scope:
    """The same for a use case that needs somebody in it. Raises NotLinked, NotAllowed."""
    if speaker.person is None:
        raise NotLinked
    scope = await scope_of(session, speaker)
    if scope.nobody:
        raise NotAllowed
    return scope


async def holds(session: Session, speaker: Speaker, *roles: str) -> bool:
    """Has this speaker, still in office, one of these roles of the whole regency?"""
    granted = select(RoleGrant.id).join(Person, col(Person.id) == col(RoleGrant.person_id))
    mine = granted.where(RoleGrant.person_id == speaker.person, Person.state == "active")
    return (await session.exec(mine.where(col(RoleGrant.role).in_(roles)))).first() is not None


async def need(session: Session, by: Speaker, *roles: str) -> None:
    """Raises NotLinked, OnlyHr."""
    if by.person is None:
        raise NotLinked
    if not await holds(session, by, *roles):
        raise OnlyHr


def within(scope: Scope, query: Any) -> Any:
    """Only people whom the scope holds."""
    return query if scope.everyone else query.where(col(Person.office_id).in_(scope.offices))


async def _with_those_below(session: Session, offices: list[int]) -> frozenset[int]:
    if not offices:
        return frozenset()
    named: Any = select(col(Office.id).label("office_id")).where(col(Office.id).in_(offices))
    return frozenset((await session.exec(with_sub_offices(named))).all())


def _grants(person: int, role: str, office: int | None) -> Any:
    same_office = col(RoleGrant.office_id).is_(None) if office is None else col(RoleGrant.office_id) == office
    return select(RoleGrant).where(RoleGrant.person_id == person, RoleGrant.role == role, same_office)


async def _named(session: Session, ref: str, role: str, office: str | None) -> tuple[int, int | None]:
    if role not in ROLES:
        raise UnknownRole(role=role)
    needed = role in OF_AN_OFFICE
    if needed != (office is not None):
        raise RoleNeedsOffice(role=role, needed=needed)
    person = (await session.exec(select(Person.id).where(Person.ref == ref, Person.state == "active"))).first()
    if person is None:
        raise UnknownPerson(ref=ref)
    if office is None:
        return person, None
    place = (await session.exec(select(Office.id).where(Office.code == office))).first()
    if place is None:
        raise OfficeUnknown(codes=(office,))
    return person, place
