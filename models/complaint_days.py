"""The days of a case: limits, pauses, what is near and what is late. Pure.

Source of the limits: PermenPANRB 62/2018 (domain.md §3); they are data (`models/rules/complaints.toml`).
"""

from datetime import datetime
from typing import Any

from models.calendar import Calendar
from models.complaint import ANSWERED, ASKED, RECEIVED, VERIFIED, WORKING, ComplaintRow
from models.complaint_policy import CLASSES, ComplaintRules


def dues(rules: ComplaintRules, kind: str, calendar: Calendar, filed: datetime) -> dict[str, datetime]:
    """When a case of this class must be verified, answered and finished; all from its arrival (confirm)."""
    assert kind in CLASSES
    return {
        "verify_due": calendar.deadline(filed, rules.days.verify),
        "answer_due": calendar.deadline(filed, min(rules.days.answer, rules.classes[kind].finish)),
        "finish_due": calendar.deadline(filed, rules.classes[kind].finish),
    }


def resumed(case: ComplaintRow, calendar: Calendar, now: datetime) -> dict[str, Any]:
    """The due dates after a pause that ends now; what was over before the pause began stays over."""
    since = case.paused_at or now
    stood = calendar.working_time(since, now)
    dates = {name: getattr(case, name) for name in ("verify_due", "answer_due", "finish_due")}
    moved = {name: calendar.add_working_time(due, stood) if due > since else due for name, due in dates.items()}
    return {**moved, "paused_at": None, "asked_until": None}


def next_due(case: ComplaintRow) -> datetime | None:
    """Until when the next thing happens: a verification, an answer, a reply, a confirmation. None: it is over."""
    return {
        RECEIVED: case.verify_due,
        VERIFIED: case.answer_due,
        WORKING: case.answer_due,
        ASKED: case.asked_until,
        ANSWERED: case.confirm_until,
    }.get(case.state)


def is_late(case: ComplaintRow, now: datetime) -> bool:
    """Should what the office owes next have come already?"""
    due = next_due(case)
    return case.state in (RECEIVED, VERIFIED, WORKING) and due is not None and now > due


def limit_key(case: ComplaintRow) -> str:
    """The limit that runs now, as the events of escalation name it."""
    due = next_due(case)
    return f"{case.state}:{due.isoformat() if due else ''}"


def spent(case: ComplaintRow, rules: ComplaintRules, calendar: Calendar, now: datetime) -> int:
    """How much of the office's limit is over, in percent of its working time; 100 when it is late.

    Counted from its end, so that a pause costs nothing.
    """
    due = next_due(case)
    if case.state not in (RECEIVED, VERIFIED, WORKING) or due is None:
        return 0
    if now > due:
        return 100
    days = rules.days.verify if case.state == RECEIVED else rules.days.answer
    whole = calendar.working_time(case.filed_at, calendar.deadline(case.filed_at, days))
    return max(0, min(99, 100 - round(100 * calendar.working_time(now, due) / whole)))


def level_due(case: ComplaintRow, rules: ComplaintRules, calendar: Calendar, now: datetime) -> int:
    """How many steps up the line should know that it is late; 0 while it is not, and never for the Inspektorat's."""
    due = next_due(case)
    if case.to_inspector or due is None or not is_late(case, now):
        return 0
    over = calendar.working_days_between(calendar.day_of(due), calendar.day_of(now))
    return min(rules.levels, 1 + over // rules.every)
