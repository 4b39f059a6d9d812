"""Roles are denied unless granted; each has its office or none."""

import pytest
from sqlmodel import select

from models.conversation import Speaker
from models.person import Office, Person
from models.refusals import OfficeUnknown, UnknownPerson
from models.role import Scope
from models.role_refusals import NotGranted, RoleNeedsOffice, UnknownRole
from services.roles import Roles, scope_of
from services.transaction import Transactions


@pytest.fixture
async def roles(transactions: Transactions) -> Roles:
    async with transactions.begin() as session:
        session.add(Office(code="D-1", name="Dinas"))
        session.add(Person(ref="X-HR", name="Orang HR", changed_at=transactions.clock.now()))
    return Roles(transactions)


async def test_granted_listed_revoked(roles: Roles) -> None:
    await roles.grant("X-HR", "hr")
    await roles.grant("X-HR", "hr")
    await roles.grant("X-HR", "operator", "D-1")
    assert [(one.role, one.office) for one in await roles.list()] == [("hr", ""), ("operator", "Dinas")]
    await roles.revoke("X-HR", "operator", "D-1")
    assert [one.role for one in await roles.list()] == ["hr"]


async def test_what_is_refused(roles: Roles) -> None:
    for words, refusal in {
        ("X-NOBODY", "hr"): UnknownPerson,
        ("X-HR", "king"): UnknownRole,
        ("X-HR", "operator"): RoleNeedsOffice,
        ("X-HR", "hr", "D-1"): RoleNeedsOffice,
        ("X-HR", "desk", "D-9"): OfficeUnknown,
    }.items():
        with pytest.raises(refusal):
            await roles.grant(*words)
    with pytest.raises(NotGranted):
        await roles.revoke("X-HR", "leader")
    assert await roles.list() == []


def test_a_scope_holds_its_offices() -> None:
    assert Scope().nobody
    assert Scope(everyone=True).holds(None)
    assert Scope(offices=frozenset({3})).holds(3)
    assert not Scope(offices=frozenset({3})).holds(4)
    assert not Scope(offices=frozenset({3})).holds(None)


async def test_an_office_holds_what_is_below_it(roles: Roles, transactions: Transactions) -> None:
    async with transactions.begin() as session:
        offices = {code: Office(code=code, name=code) for code in ("D-2", "D-2-1", "D-2-1-1", "D-3")}
        session.add_all(offices.values())
        await session.flush()
        offices["D-2-1"].parent_id, offices["D-2-1-1"].parent_id = offices["D-2"].id, offices["D-2-1"].id
        offices["D-2"].parent_id = offices["D-2-1-1"].id  # a loop, which only a database changed by hand could have
        (person,) = await session.exec(select(Person.id))
    by = Speaker("telegram", "1", person=person)
    async with transactions.read() as session:
        assert (await scope_of(session, by)).nobody
    await roles.grant("X-HR", "operator", "D-2-1")
    async with transactions.read() as session:
        assert (await scope_of(session, by)).offices == {offices[code].id for code in ("D-2", "D-2-1", "D-2-1-1")}
    await roles.revoke("X-HR", "operator", "D-2-1")
    await roles.grant("X-HR", "operator", "D-3")
    async with transactions.read() as session:
        assert (await scope_of(session, by)).offices == {offices["D-3"].id}
