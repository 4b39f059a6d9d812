"""The statements about what is stuck: a few for everybody, joined so that an empty field never loses a person."""

import asyncio
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from models.conversation import Conversation
from models.cycle import CycleRow
from models.evaluation import EvaluationRow
from models.inbox import InboxUpdate
from models.invitation import OPEN_ATTEMPT, LinkAttempt
from models.person import SILENT, Office, Person
from models.role import Scope
from models.stuck import (
    ASIDE_FOR,
    NO_FORM,
    NO_OFFICE,
    PHONE,
    RATER_AWAY,
    RATING_LATE,
    SELF_LATE,
    SET_ASIDE,
    UNLINKED,
    UNREACHABLE,
    Held,
    Standing,
    Stuck,
    StuckList,
    held_by_the_line,
    is_outside,
    sorted_out,
)
from models.vacancy import Place
from models.waiting import waits_for_employee, waits_for_rater
from services.cycle_people import takes_part
from services.rater_forms import read_places
from services.rater_today import in_office, table_of
from services.roles import within
from services.transaction import Session


async def stuck(session: Session, scope: Scope, now: datetime) -> StuckList:
    """Everybody in the scope whose work is held up, by reason. Of who has died nothing is shown."""
    people, held = await _people(session, scope)
    held += await _of_raters(session, now)
    held += await _of_forms(session, scope, now)
    held += await _without_form(session, scope, now)
    held += await _with_a_phone_to_match(session, scope)
    held += await _set_aside(session, scope, now)
    # In a thread, as the line of raters below: for a whole regency it takes tenths of a second.
    return await asyncio.to_thread(sorted_out, people, held)


async def _people(session: Session, scope: Scope) -> tuple[dict[int, Stuck], list[Held]]:
    """Everybody, and what their own row and account leave open. Who has left may still have a form that waits."""
    query: Any = (
        sa.select(
            col(Person.id),
            col(Person.name),
            col(Person.ref),
            col(Person.position),
            col(Person.state) != "active",
            col(Person.office_id),
            col(Office.name),
            col(Conversation.id),
            col(Conversation.blocked_at),
        )
        .select_from(Person)
        .outerjoin(Office, col(Office.id) == col(Person.office_id))
        .outerjoin(Conversation, col(Conversation.person_id) == col(Person.id))
        .where(col(Person.standing) != SILENT)
    )
    people, held = {}, []
    for person, name, ref, position, left, office_id, office, account, blocked_at in await session.exec(
        within(scope, query)
    ):
        people[person] = Stuck(person, name, ref, position, office or "", bool(left))
        if left:
            continue
        if office_id is None and not is_outside(ref):
            held.append(Held(NO_OFFICE, person))
        if account is None:
            held.append(Held(UNLINKED, person))
        elif blocked_at:
            held.append(Held(UNREACHABLE, person, since=blocked_at))
    return people, held


async def _of_raters(session: Session, now: datetime) -> list[Held]:
    """Where nobody rates, somebody above does, or nobody stands above the rater. The line crosses every scope."""
    people = table_of(Person)
    query: Any = sa.select(people.c.id, people.c.ref, people.c.name, people.c.rater_id, in_office(people))
    standings = {
        person: Standing(ref, name, rater, bool(present))
        for person, ref, name, rater, present in await session.exec(query)
    }
    return await asyncio.to_thread(_held_by_the_line, standings, await read_places(session, now))


def _held_by_the_line(standings: dict[int, Standing], places: dict[int, Place]) -> list[Held]:
    return [
        Held(reason, person, rater)
        for person in standings
        for reason, rater in held_by_the_line(person, places, standings)
    ]


async def _of_forms(session: Session, scope: Scope, now: datetime) -> list[Held]:
    """Forms of running cycles: not sent in time, not appraised in time, or sent to a rater who cannot hear of it."""
    rater: Any = aliased(Person)
    account: Any = aliased(Conversation)
    permitted = col(EvaluationRow.late_until)
    late = waits_for_employee() & (col(CycleRow.self_until) < now) & (permitted.is_(None) | (permitted < now))
    overdue = waits_for_rater() & (col(CycleRow.appraise_until) < now)
    away = waits_for_rater() & rater.id.is_not(None) & (account.id.is_(None) | account.blocked_at.is_not(None))
    query: Any = (
        sa.select(
            col(EvaluationRow.person_id),
            rater.name,
            col(CycleRow.name),
            late,
            func.coalesce(permitted, col(CycleRow.self_until)),
            overdue,
            col(CycleRow.appraise_until),
            away,
            col(EvaluationRow.submitted_at),
        )
        .select_from(EvaluationRow)
        .join(Person, col(Person.id) == col(EvaluationRow.person_id))
        .join(CycleRow, col(CycleRow.id) == col(EvaluationRow.cycle_id))
        .outerjoin(rater, rater.id == col(EvaluationRow.rater_id))
        .outerjoin(account, account.person_id == rater.id)
        .where(*_runs(now), late | overdue | away)
    )
    held = []
    for person, name, period, is_late, until, is_overdue, due, is_away, sent_at in await session.exec(
        within(scope, query)
    ):
        if is_late:
            held.append(Held(SELF_LATE, person, period=period, since=until))
        if is_overdue:
            held.append(Held(RATING_LATE, person, name or "", period, due))
        if is_away:
            held.append(Held(RATER_AWAY, person, name, period, sent_at))
    return held


async def _without_form(session: Session, scope: Scope, now: datetime) -> list[Held]:
    """Who takes part in a cycle that still asks for forms, and came, or came back, after its people were frozen."""
    open_ = select(CycleRow).where(*_runs(now), CycleRow.appraise_until >= now)
    held = []
    for cycle in (await session.exec(open_)).all():
        form = exists().where(col(EvaluationRow.cycle_id) == cycle.id, col(EvaluationRow.person_id) == col(Person.id))
        missing = select(Person.id).where(takes_part(cycle.id or 0), ~form)
        held += [
            Held(NO_FORM, person, period=cycle.name, since=cycle.opens_at)
            for person in await session.exec(within(scope, missing))
        ]
    return held


async def _with_a_phone_to_match(session: Session, scope: Scope) -> list[Held]:
    query: Any = (
        select(LinkAttempt.person_id, func.min(LinkAttempt.at))
        .join(Person, col(Person.id) == col(LinkAttempt.person_id))
        .where(*OPEN_ATTEMPT)
        .group_by(col(LinkAttempt.person_id))
    )
    return [Held(PHONE, person, since=at) for person, at in await session.exec(within(scope, query))]


async def _set_aside(session: Session, scope: Scope, now: datetime) -> list[Held]:
    """What a linked person sent and nobody could process. In a private chat the chat is the account."""
    account = (col(Conversation.channel) == "telegram") & (col(Conversation.channel_user_id) == col(InboxUpdate.chat))
    query: Any = (
        select(Conversation.person_id, func.min(InboxUpdate.received_at))
        .select_from(InboxUpdate)
        .join(Conversation, account)
        .join(Person, col(Person.id) == col(Conversation.person_id))
        .where(col(InboxUpdate.set_aside_at).is_not(None), InboxUpdate.received_at > now - ASIDE_FOR)
        .group_by(col(Conversation.person_id))
    )
    return [Held(SET_ASIDE, person, since=at) for person, at in await session.exec(within(scope, query))]


def _runs(now: datetime) -> tuple[Any, ...]:
    """Conditions on CycleRow: its people are frozen and its results are not out."""
    return CycleRow.opens_at <= now, CycleRow.publish_at > now, col(CycleRow.populated_at).is_not(None)
