"""What may be done with a case, by whom and when: role by action by state, days, pauses."""

from datetime import UTC, datetime, timedelta

import pytest

from models import complaint_days as days
from models import complaint_rules as rules
from models.calendar_file import read_calendar
from models.complaint import CLOSED, STATES, ComplaintRow
from models.complaint_file import read_complaints
from models.complaint_refusals import ComplaintMoved, ConfirmOver, FirstResolver, NotDesk, SomebodyElsesCase
from models.complaint_rules import (
    ANSWER,
    ASK,
    CONFIRM,
    DISMISS,
    DISPUTE,
    FROM,
    REPLY,
    SILENCE,
    TAKE,
    VERIFY,
    WITHDRAW,
    DeskScope,
)
from models.refusals import UnknownChoice
from services.rules import shipped_rules
from tests.conftest import START, ZONE

RULES = read_complaints(next(file for file in shipped_rules() if file.kind == "complaints").content)
CALENDAR = read_calendar(next(file for file in shipped_rules() if file.kind == "calendar").content, ZONE)
TRIAGE, DESK = DeskScope(1, triage=True), DeskScope(2, offices=frozenset({7}))
OTHER, INSPECTOR, NOBODY = DeskScope(3, offices=frozenset({8})), DeskScope(4, inspector=True), DeskScope(5)
LATER = START + timedelta(days=30)


def case(state: str = "received", **values: object) -> ComplaintRow:
    """A case of office 7, taken by person 2."""
    dates = days.dues(RULES, "complaint", CALENDAR, START)
    usual = {"kind": "complaint", "office_id": 7, "assigned_to": None, "reporter_id": 1, "rules_version_id": 1}
    return ComplaintRow(
        **{**usual, **dates, "number": "LS-000005-5", "state": state, "filed_at": START, "state_at": START, **values}
    )


def act(action: str, row: ComplaintRow, desk: DeskScope) -> rules.Step:
    return {
        VERIFY: lambda: rules.verify(row, desk, 7, START),
        DISMISS: lambda: rules.dismiss(row, desk, "archived", START),
        TAKE: lambda: rules.take(row, desk, START),
        ASK: lambda: rules.ask(row, desk, START, LATER),
        ANSWER: lambda: rules.answer(row, desk, START, LATER),
        REPLY: lambda: rules.reply(row, CALENDAR, START),
        CONFIRM: lambda: rules.confirm(row, START),
        DISPUTE: lambda: rules.dispute(row, RULES, CALENDAR, START),
        SILENCE: lambda: rules.silence(row, LATER),
        WITHDRAW: lambda: rules.withdraw(row, START),
    }[action]()


MAY = {(TRIAGE, VERIFY), (TRIAGE, DISMISS), (DESK, TAKE), (DESK, ASK), (DESK, ANSWER)}


@pytest.mark.parametrize("desk", [TRIAGE, DESK, OTHER, INSPECTOR, NOBODY])
@pytest.mark.parametrize("action", [VERIFY, DISMISS, TAKE, ASK, ANSWER])
@pytest.mark.parametrize("state", STATES)
def test_role_by_action_by_state(desk: DeskScope, action: str, state: str) -> None:
    taken = 2 if state in ("working", "asked", "answered", "closed") and action != TAKE else None
    row = case(state, assigned_to=taken)
    allowed = (desk, action) in MAY and (desk != DESK or state != "received")
    possible = state in FROM[action]
    assert rules.can(desk, action, row) == (allowed and possible)
    if not allowed:
        with pytest.raises(NotDesk):
            act(action, row, desk)
    elif not possible:
        with pytest.raises(ComplaintMoved):
            act(action, row, desk)
    else:
        assert act(action, row, desk).event == action


@pytest.mark.parametrize("action", [VERIFY, DISMISS, TAKE, ASK, ANSWER])
@pytest.mark.parametrize("desk", [TRIAGE, DESK, OTHER, NOBODY])
def test_misconduct_is_for_the_inspector_alone(desk: DeskScope, action: str) -> None:
    for state in STATES:
        row = case(state, to_inspector=True, assigned_to=4)
        assert not rules.sees(desk, row)
        with pytest.raises(NotDesk):
            act(action, row, desk)
    assert rules.may(INSPECTOR, action, case(to_inspector=True))


@pytest.mark.parametrize("action", [REPLY, CONFIRM, DISPUTE, SILENCE, WITHDRAW])
@pytest.mark.parametrize("state", STATES)
def test_the_reporters_steps_by_state(action: str, state: str) -> None:
    row = case(state, confirm_until=START)
    if state in FROM[action]:
        assert act(action, row, NOBODY).event == action
    else:
        with pytest.raises(ComplaintMoved):
            act(action, row, NOBODY)


def test_only_who_took_it_answers_and_nobody_takes_it_twice() -> None:
    row = case("working", assigned_to=9)
    for action in (ANSWER, ASK, TAKE):
        with pytest.raises(SomebodyElsesCase):
            act(action, row, DESK)
        assert not rules.can(DESK, action, row)


def test_a_disputed_case_is_open_again_for_somebody_else() -> None:
    row = case("answered", resolver_id=2, assigned_to=2, confirm_until=LATER, reopened=0)
    step = act(DISPUTE, row, NOBODY)
    assert (step.changes["state"], step.changes["assigned_to"], step.changes["reopened"]) == ("working", None, 1)
    assert step.changes["answer_due"] == CALENDAR.deadline(START, RULES.days.answer)
    again = case("working", resolver_id=2)
    with pytest.raises(FirstResolver):
        act(TAKE, again, DESK)
    assert not rules.can(DESK, TAKE, again)
    colleague = DeskScope(6, offices=frozenset({7}))
    assert act(TAKE, again, colleague).changes["assigned_to"] == 6
    assert act(ANSWER, case("working", resolver_id=2, assigned_to=6), colleague).changes["resolver_id"] == 2


def test_an_answer_can_be_disputed_until_its_day_only() -> None:
    with pytest.raises(ConfirmOver):
        rules.dispute(case("answered", confirm_until=START), RULES, CALENDAR, START + timedelta(seconds=1))


def test_silence_closes_only_after_its_day_and_says_so() -> None:
    with pytest.raises(ComplaintMoved):
        rules.silence(case("answered", confirm_until=LATER), START)
    step = rules.silence(case("answered", confirm_until=START), LATER)
    assert (step.changes["state"], step.changes["closed_as"]) == (CLOSED, "unconfirmed")


def test_only_what_ends_a_case_dismisses_it() -> None:
    with pytest.raises(UnknownChoice):
        rules.dismiss(case(), TRIAGE, "solved", START)


def test_days_count_from_arrival_by_the_calendar() -> None:
    dates = days.dues(RULES, "complaint", CALENDAR, START)
    local = {name: due.astimezone(ZONE).strftime("%d.%m. %H:%M") for name, due in dates.items()}
    assert local == {"verify_due": "06.07. 16:00", "answer_due": "08.07. 16:00", "finish_due": "21.07. 16:00"}
    assert days.dues(RULES, "information", CALENDAR, START)["finish_due"] == dates["answer_due"]


def test_a_pause_moves_what_was_still_to_come_by_its_working_time() -> None:
    asked = datetime(2026, 7, 2, 2, tzinfo=UTC)
    row = case("asked", paused_at=asked, asked_until=LATER, verify_due=START)
    replied = asked + timedelta(days=1)
    step = rules.reply(row, CALENDAR, replied)
    stood = CALENDAR.working_time(asked, replied)
    assert step.changes["verify_due"] == START, "over before the pause began"
    assert CALENDAR.working_time(row.answer_due, step.changes["answer_due"]) == stood
    assert step.changes["paused_at"] is None


@pytest.mark.parametrize("state", STATES)
def test_what_comes_next_has_a_date_until_it_is_over(state: str) -> None:
    row = case(state, asked_until=LATER, confirm_until=LATER)
    assert (days.next_due(row) is None) == (state == CLOSED)
