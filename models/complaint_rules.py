"""What may be done with a case, when and by whom: pure rules. A step says what changes and which event tells it.

`models/complaint.py` draws the states. Source of the steps: PermenPANRB 62/2018 (domain.md §3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.calendar import Calendar
from models.complaint import (
    ANSWERED,
    ARCHIVED,
    ASKED,
    CLOSED,
    DUPLICATE,
    NOT_OURS,
    OPEN,
    RECEIVED,
    SOLVED,
    UNCONFIRMED,
    VERIFIED,
    WITHDRAWN,
    WORKING,
    ComplaintRow,
)
from models.complaint_days import resumed
from models.complaint_policy import ComplaintRules
from models.complaint_refusals import ComplaintMoved, ConfirmOver, FirstResolver, NotDesk, SomebodyElsesCase
from models.refusals import UnknownChoice

FILED, VERIFY, TAKE, ASK, REPLY, ANSWER = "filed", "verify", "take", "ask", "reply", "answer"
CONFIRM, DISPUTE, SILENCE, WITHDRAW, DISMISS = "confirm", "dispute", "silence", "withdraw", "dismiss"
TELL, LAPSE, ESCALATE, RETURN, RATE, NOTE = "tell", "lapse", "escalate", "return", "rate", "note"
FROM: Mapping[str, tuple[str, ...]] = {
    VERIFY: (RECEIVED,),
    DISMISS: (RECEIVED,),
    TAKE: (VERIFIED, WORKING),
    RETURN: (VERIFIED, WORKING),
    ASK: (WORKING,),
    REPLY: (ASKED,),
    TELL: (ASKED, WORKING),
    LAPSE: (ASKED,),
    ANSWER: (WORKING,),
    CONFIRM: (ANSWERED,),
    DISPUTE: (ANSWERED,),
    SILENCE: (ANSWERED,),
    WITHDRAW: OPEN,
    RATE: (CLOSED,),
}
"""In which states an action is possible."""
DISMISSALS = (ARCHIVED, NOT_OURS, DUPLICATE)
STARS = range(1, 6)


@dataclass(frozen=True)
class Step:
    """One change of a case: columns, and the event that tells it. `public`: the reporter may see it."""

    event: str
    changes: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)
    public: bool = True


@dataclass(frozen=True)
class DeskScope:
    """What somebody of the staff may do with cases: roles of the whole regency, and offices with those below."""

    person: int = 0
    triage: bool = False
    inspector: bool = False
    offices: frozenset[int] = frozenset()

    @property
    def nobody(self) -> bool:
        return not (self.triage or self.inspector or self.offices)


# --- who ------------------------------------------------------------------------------------------------------------


def sees(desk: DeskScope, case: ComplaintRow) -> bool:
    """Misconduct only the Inspektorat; else triage everything, and an office what was verified for it."""
    if case.to_inspector:
        return desk.inspector
    return desk.triage or (case.state != RECEIVED and case.office_id in desk.offices)


def may(desk: DeskScope, action: str, case: ComplaintRow) -> bool:
    """Role by action, whatever the state."""
    if not sees(desk, case):
        return False
    if case.to_inspector:
        return True
    if action in (VERIFY, DISMISS):
        return desk.triage
    if action == RETURN and desk.triage:
        return True
    return case.office_id in desk.offices


def allowed(desk: DeskScope, action: str, case: ComplaintRow) -> None:
    """Raises NotDesk, then ComplaintMoved."""
    if not may(desk, action, case):
        raise NotDesk
    possible(action, case)


def possible(action: str, case: ComplaintRow) -> None:
    """Raises ComplaintMoved where the state does not allow it."""
    if case.state not in FROM[action]:
        raise ComplaintMoved(state=case.state)


def can(desk: DeskScope, action: str, case: ComplaintRow) -> bool:
    """For buttons: would it be done now?"""
    if case.state not in FROM[action] or not may(desk, action, case):
        return False
    if action == TAKE:
        return case.assigned_to is None and case.resolver_id != desk.person
    if action == RETURN:
        return not case.to_inspector and (desk.triage or case.assigned_to in (None, desk.person))
    return action not in (ANSWER, ASK) or case.assigned_to == desk.person


# --- the office's steps ---------------------------------------------------------------------------------------------


def verify(case: ComplaintRow, desk: DeskScope, office: int, now: datetime) -> Step:
    """It is a complaint, and this office has it."""
    allowed(desk, VERIFY, case)
    return Step(VERIFY, {"state": VERIFIED, "state_at": now, "office_id": office}, {"office": office})


def dismiss(case: ComplaintRow, desk: DeskScope, outcome: str, now: datetime) -> Step:
    """It ends before it begins: archived, not ours, a duplicate."""
    allowed(desk, DISMISS, case)
    if outcome not in DISMISSALS:
        raise UnknownChoice
    return Step(DISMISS, _closed(outcome, now), {"closed_as": outcome})


def take(case: ComplaintRow, desk: DeskScope, now: datetime) -> Step:
    """I work on it. A reopened case is not for who answered it first."""
    allowed(desk, TAKE, case)
    if case.assigned_to is not None:
        raise SomebodyElsesCase
    if case.resolver_id == desk.person:
        raise FirstResolver
    return Step(TAKE, {"state": WORKING, "state_at": now, "assigned_to": desk.person})


def give_back(case: ComplaintRow, desk: DeskScope, reason: str, now: datetime, verify_due: datetime) -> Step:
    """Not this office's: triage has it again, with days of its own; the reason stays inside.

    An office gives back what nobody of it, or the officer themselves, took; triage takes back whatever is stuck.
    """
    allowed(desk, RETURN, case)
    if case.to_inspector:
        raise NotDesk
    if not desk.triage and case.assigned_to not in (None, desk.person):
        raise SomebodyElsesCase
    again = {"state": RECEIVED, "state_at": now, "office_id": None, "assigned_to": None, "verify_due": verify_due}
    return Step(RETURN, again, {"office": case.office_id, "reason": reason}, public=False)


def ask(case: ComplaintRow, desk: DeskScope, now: datetime, until: datetime) -> Step:
    """A question to the citizen: the clocks stand still until they reply."""
    allowed(desk, ASK, case)
    _mine(case, desk)
    return Step(ASK, {"state": ASKED, "state_at": now, "paused_at": now, "asked_until": until})


def answer(case: ComplaintRow, desk: DeskScope, now: datetime, confirm_until: datetime) -> Step:
    """The office's answer; whether it solves it, the citizen says until `confirm_until`."""
    allowed(desk, ANSWER, case)
    _mine(case, desk)
    changes = {"state": ANSWERED, "state_at": now, "answered_at": now, "confirm_until": confirm_until}
    return Step(ANSWER, {**changes, "resolver_id": case.resolver_id or desk.person})


def _mine(case: ComplaintRow, desk: DeskScope) -> None:
    if case.assigned_to != desk.person:
        raise SomebodyElsesCase


# --- the reporter's steps -------------------------------------------------------------------------------------------


def reply(case: ComplaintRow, calendar: Calendar, now: datetime) -> Step:
    """The citizen replied: every date that was still to come moves by the working time that stood still."""
    possible(REPLY, case)
    return Step(REPLY, {"state": WORKING, "state_at": now, **resumed(case, calendar, now)})


def confirm(case: ComplaintRow, now: datetime) -> Step:
    """It is solved."""
    possible(CONFIRM, case)
    return Step(CONFIRM, _closed(SOLVED, now), {"closed_as": SOLVED})


def dispute(case: ComplaintRow, rules: ComplaintRules, calendar: Calendar, now: datetime) -> Step:
    """It is not: the case is open again, for another officer, with days of its own. Raises ConfirmOver."""
    possible(DISPUTE, case)
    if case.confirm_until is not None and now > case.confirm_until:
        raise ConfirmOver(until=case.confirm_until)
    due = {
        "answer_due": calendar.deadline(now, rules.days.answer),
        "finish_due": max(case.finish_due, calendar.deadline(now, rules.days.answer)),
    }
    again = {"state": WORKING, "state_at": now, "assigned_to": None, "confirm_until": None}
    return Step(DISPUTE, {**again, **due, "reopened": case.reopened + 1})


def lapse(case: ComplaintRow, calendar: Calendar, now: datetime) -> Step:
    """Nobody replied in time: the office goes on with what it has, and its clock runs again."""
    possible(LAPSE, case)
    if case.asked_until is None or now <= case.asked_until:
        raise ComplaintMoved(state=case.state)
    return Step(LAPSE, {"state": WORKING, "state_at": now, **resumed(case, calendar, now)})


def withdraw(case: ComplaintRow, now: datetime) -> Step:
    """The reporter takes it back."""
    possible(WITHDRAW, case)
    return Step(WITHDRAW, _closed(WITHDRAWN, now), {"closed_as": WITHDRAWN})


def rate(case: ComplaintRow, stars: int) -> Step:
    """How it went, once, by whom it was solved for. Raises UnknownChoice, ComplaintMoved."""
    possible(RATE, case)
    if stars not in STARS:
        raise UnknownChoice
    if case.closed_as != SOLVED or case.stars is not None:
        raise ComplaintMoved(state=case.state)
    return Step(RATE, {"stars": stars}, {"stars": stars})


def silence(case: ComplaintRow, now: datetime) -> Step:
    """Nobody said whether the answer solved it. Silence is not agreement: it is closed as not confirmed."""
    possible(SILENCE, case)
    if case.confirm_until is None or now <= case.confirm_until:
        raise ComplaintMoved(state=case.state)
    return Step(SILENCE, _closed(UNCONFIRMED, now), {"closed_as": UNCONFIRMED})


def _closed(outcome: str, now: datetime) -> dict[str, Any]:
    return {"state": CLOSED, "state_at": now, "closed_at": now, "closed_as": outcome, "paused_at": None}
