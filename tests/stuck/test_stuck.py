"""Whoever is held up is found, whatever field is empty; hr sees everybody, an operator the people of their offices."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from models.conversation import Conversation, Speaker
from models.evaluation import SUBMITTED, EvaluationRow
from models.inbox import InboxUpdate
from models.invitation import PHONE_DIFFERS, LinkAttempt
from models.person import Office, Person
from models.refusals import NotAllowed, NotLinked
from models.stuck import (
    NO_FORM,
    NO_OFFICE,
    NO_RATER,
    NO_SUPERIOR,
    PHONE,
    RATER_AWAY,
    RATING_LATE,
    REASONS,
    SELF_LATE,
    SET_ASIDE,
    UNLINKED,
    UNREACHABLE,
    VACANT,
)
from services.reminder_rows import superior_of
from tests.support.house import OPEN_DAYS, House
from tests.support.staff import AGUS, EVERYONE, HEAD, MADE, RATNA, SITI, YOHANA, Staff, member

ELSEWHERE = member(910, "Dari Puskesmas", RATNA, office="Puskesmas Contoh")
BELOW = member(911, "Dari Seksi", RATNA, office="Seksi Contoh")
STAFF = (*EVERYONE, ELSEWHERE, BELOW)


@pytest.fixture(autouse=True)
async def regency(house: House) -> None:
    """Everybody is linked; Hasan is hr and has no rater, Ratna is the operator of an office with one below it."""
    await house.employ(*STAFF)
    await house.core.roles.grant(RATNA.nip, "operator", "Dinas Contoh")
    await house.core.roles.grant(HEAD.nip, "hr")
    now = house.clock.now()
    async with house.core.transactions.begin() as session:
        offices = {office.name: office for office in await session.exec(select(Office))}
        offices["Seksi Contoh"].parent_id = offices["Dinas Contoh"].id
        for person in await session.exec(select(Person)):
            session.add(Conversation(channel_user_id=f"9{person.id}", person_id=person.id, since=now))


async def speaker(house: House, staff: Staff) -> Speaker:
    people = {row.ref: row.id for row in await house.rows(Person)}
    return Speaker("telegram", "1", person=people[staff.nip])


async def found(house: House, by: Staff = HEAD) -> dict[str, list[str]]:
    """The names under each reason that holds somebody up."""
    listed, _ = await house.core.stuck.all(await speaker(house, by))
    return {reason: sorted(line.who.name for line in lines) for reason, lines in listed.by_reason.items() if lines}


async def change(house: House, table: Any, *where: Any, **values: Any) -> None:
    async with house.core.transactions.begin() as session:
        await session.exec(update(table).where(*where).values(**values))


async def of(house: House, staff: Staff) -> int:
    return (await speaker(house, staff)).person or 0


BEGIN = {NO_RATER: ["Hasan Kepala"], NO_SUPERIOR: ["Ratna Penilai"]}
"""How the house begins: nobody rates its head, and nobody is above the head."""


async def test_only_the_head_of_a_house_in_order(house: House) -> None:
    await house.open_cycle()
    assert await found(house) == BEGIN
    await house.core.roster.add_without_nip("Bupati Contoh", "X-BUPATI")
    assert await found(house) == {**BEGIN, UNLINKED: ["Bupati Contoh"]}, "above all offices there is none"
    listed, _ = await house.core.stuck.everybody()
    assert set(listed.by_reason) == set(REASONS)
    assert listed.board.people == 3


async def test_an_empty_field_hides_nobody(house: House) -> None:
    await house.open_cycle()
    siti = await of(house, SITI)
    await change(house, Person, col(Person.id) == siti, office_id=None)
    async with house.core.transactions.begin() as session:
        await session.delete((await session.exec(select(Conversation).where(Conversation.person_id == siti))).one())
    await house.core.raters.set(
        SITI.nip, RATNA.nip, kind="definitive", from_at=house.clock.now() + timedelta(1), until_at=None
    )
    stuck = await found(house)
    assert stuck[NO_OFFICE] == stuck[UNLINKED] == [SITI.name]
    assert SITI.name not in str(await found(house, RATNA)), "nobody but hr looks after who has no office"
    await house.employ(*(one for one in STAFF if one is not SITI), Staff(SITI.nip, SITI.name, office=""))
    stuck = await found(house)
    assert SITI.name in stuck[NO_RATER]
    assert SITI.name in stuck[NO_OFFICE]
    board = await house.core.stuck.board(await speaker(house, HEAD))
    assert board.people == 3, "under three reasons, and counted once"


async def test_a_vacant_place(house: House) -> None:
    await house.open_cycle()
    await change(house, Person, col(Person.ref) == RATNA.nip, standing="closed")
    stuck = await found(house)
    below = sorted(one.name for one in STAFF if one not in (HEAD, RATNA))
    assert stuck[VACANT] == stuck[NO_SUPERIOR] == below, "the head rates them, and nobody is above the head"
    await change(house, Person, col(Person.ref) == HEAD.nip, standing="closed")
    stuck = await found(house)
    assert stuck[NO_RATER] == below, "who is away themselves is not rated"
    listed, _ = await house.core.stuck.everybody()
    assert {line.why.rater for line in listed.by_reason[NO_RATER]} == {"Ratna Penilai"}


async def test_past_due(house: House) -> None:
    await house.open_cycle()
    siti, made, now = await of(house, SITI), await of(house, MADE), house.clock.now()
    sent = {"state": SUBMITTED, "submitted_at": now}
    await change(house, EvaluationRow, col(EvaluationRow.person_id).in_((siti, made)), **sent)
    await change(house, EvaluationRow, col(EvaluationRow.person_id) == made, opened_at=now)
    yohana = await of(house, YOHANA)
    house.clock.advance(days=OPEN_DAYS)
    assert await found(house) == BEGIN, "the last instant belongs to the phase"
    house.clock.advance(seconds=1)
    permitted = house.clock.now() + timedelta(days=3)
    await change(house, EvaluationRow, col(EvaluationRow.person_id) == yohana, late_until=permitted)
    unsent = sorted(one.name for one in STAFF if one not in (SITI, MADE, YOHANA))
    assert await found(house) == {**BEGIN, SELF_LATE: unsent}
    house.clock.advance(days=OPEN_DAYS)
    assert await found(house) == {**BEGIN, SELF_LATE: sorted([*unsent, YOHANA.name]), RATING_LATE: [SITI.name]}
    listed, _ = await house.core.stuck.everybody()
    (late,) = listed.by_reason[RATING_LATE]
    assert (late.why.rater, late.why.period) == ("Ratna Penilai", "Tahun 2026")
    house.clock.advance(days=OPEN_DAYS)
    assert await found(house) == BEGIN, "it is published: nobody waits any more"


async def test_what_was_sent_waits_even_without_a_rater_or_its_sender(house: House) -> None:
    await house.open_cycle()
    siti = await of(house, SITI)
    sent = {"state": SUBMITTED, "submitted_at": house.clock.now(), "rater_id": None}
    await change(house, EvaluationRow, col(EvaluationRow.person_id) == siti, **sent)
    await change(house, Person, col(Person.id) == siti, state="left")
    house.clock.advance(days=2 * OPEN_DAYS, seconds=1)
    listed, _ = await house.core.stuck.everybody()
    (late,) = listed.by_reason[RATING_LATE]
    assert (late.who.name, late.who.left, late.why.rater) == (SITI.name, True, "")
    assert SITI.name not in (await found(house))[SELF_LATE]


async def test_a_rater_who_cannot_hear_of_it(house: House) -> None:
    await house.open_cycle()
    siti, now = await of(house, SITI), house.clock.now()
    await change(house, EvaluationRow, col(EvaluationRow.person_id) == siti, state=SUBMITTED, submitted_at=now)
    ratna = await of(house, RATNA)
    assert RATER_AWAY not in await found(house)
    await change(house, Conversation, col(Conversation.person_id) == ratna, blocked_at=now)
    assert await found(house) == {**BEGIN, RATER_AWAY: [SITI.name], UNREACHABLE: ["Ratna Penilai"]}
    assert (await house.core.deliveries.unreachable(await speaker(house, HEAD))).count == 1
    await change(house, Conversation, col(Conversation.person_id) == ratna, person_id=None, blocked_at=None)
    assert await found(house) == {**BEGIN, RATER_AWAY: [SITI.name], UNLINKED: ["Ratna Penilai"]}


async def test_who_came_after_the_forms_were_made(house: House) -> None:
    cycle = await house.open_cycle()
    await house.employ(*STAFF, member(930, "Baru Datang", RATNA))
    assert (await found(house))[NO_FORM] == ["Baru Datang"]
    house.clock.advance(days=2 * OPEN_DAYS, seconds=1)
    assert NO_FORM not in await found(house), "too late for a form"
    await house.core.cycles.populate(cycle.id)
    assert "Baru Datang" in (await found(house))[SELF_LATE]


async def test_a_phone_to_match_and_an_update_that_was_set_aside(house: House) -> None:
    siti, now = await of(house, SITI), house.clock.now()
    async with house.core.transactions.begin() as session:
        for phone in ("+62811", "+62812"):
            session.add(
                LinkAttempt(
                    channel="telegram", channel_user_id="5", person_id=siti, outcome=PHONE_DIFFERS, phone=phone, at=now
                )
            )
        for number, chat in enumerate((f"9{await of(house, MADE)}", "77")):
            session.add(
                InboxUpdate(bot_id=1, update_id=number, chat=chat, body="{}", received_at=now, set_aside_at=now)
            )
    assert await found(house) == {**BEGIN, PHONE: [SITI.name], SET_ASIDE: [MADE.name]}
    house.clock.advance(days=30)
    assert await found(house) == {**BEGIN, PHONE: [SITI.name]}


async def test_nothing_is_shown_of_who_has_died_and_nobody_waits_for_who_is_away(house: House) -> None:
    await house.open_cycle()
    now = house.clock.now()
    for staff, standing in ((AGUS, "silent"), (MADE, "paused")):
        await change(house, Person, col(Person.ref) == staff.nip, standing=standing)
        person = await of(house, staff)
        await change(house, Conversation, col(Conversation.person_id) == person, blocked_at=now)
    house.clock.advance(days=OPEN_DAYS, seconds=1)
    stuck = await found(house)
    assert stuck[UNREACHABLE] == [MADE.name]
    assert MADE.name not in stuck[SELF_LATE]
    assert AGUS.name not in str(stuck)
    unreachable = await house.core.deliveries.unreachable(await speaker(house, HEAD))
    assert [one.name for one in unreachable.people] == [MADE.name]


SEEN = {"hr": {"Siti Aminah", "Dari Seksi", "Dari Puskesmas"}, "operator": {"Siti Aminah", "Dari Seksi"}}


@pytest.mark.parametrize("role", [*SEEN, "leader", "triage", "inspector", "desk", None])
async def test_who_may_do_what(house: House, role: str | None) -> None:
    """Every role with every action: denied unless granted."""
    staff = (SITI, BELOW, ELSEWHERE)
    ids = [await of(house, one) for one in staff]
    await change(house, Conversation, col(Conversation.person_id).in_(ids), blocked_at=house.clock.now())
    if role:
        await house.core.roles.grant(MADE.nip, role, "Dinas Contoh" if role in ("operator", "desk") else None)
    by, stuck = await speaker(house, MADE), house.core.stuck
    actions = (stuck.board(by), stuck.page(UNREACHABLE, 0, by=by), stuck.page("forged", 0, by=by), stuck.all(by))
    if role not in SEEN:
        for action in actions:
            with pytest.raises(NotAllowed):
                await action
        return
    board, page, forged, (listed, _) = [await action for action in actions]
    assert forged is None
    assert board == listed.board
    assert {line.who.name for line in page.lines} == SEEN[role]
    assert board.counts[UNREACHABLE] == len(SEEN[role])


async def test_strangers_and_those_who_left_see_nothing(house: House) -> None:
    with pytest.raises(NotLinked):
        await house.core.stuck.board(Speaker("telegram", "1"))
    await change(house, Person, col(Person.ref) == HEAD.nip, state="left")
    with pytest.raises(NotAllowed):
        await house.core.stuck.board(await speaker(house, HEAD))


async def test_nobody_above_is_whom_the_ladder_of_reminders_would_tell(house: House) -> None:
    """The list says it of people, the ladder of forms: they agree."""
    await house.open_cycle()
    await change(house, Person, col(Person.ref) == SITI.nip, superior_id=await of(house, YOHANA))
    await change(house, Person, col(Person.ref) == MADE.nip, superior_id=await of(house, RATNA))
    for rater_of_ratna in (await of(house, HEAD), None):
        await change(house, Person, col(Person.ref) == RATNA.nip, rater_id=rater_of_ratna)
        nobody: Any = (
            select(Person.name)
            .join(EvaluationRow, col(EvaluationRow.person_id) == col(Person.id))
            .where(col(EvaluationRow.rater_id).is_not(None), superior_of(1).is_(None))
        )
        async with house.core.transactions.read() as session:
            untold = sorted(await session.exec(nobody))
        assert (await found(house))[NO_SUPERIOR] == untold
