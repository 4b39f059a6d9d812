"""A draft becomes a case with its parts, its first event and its receipt. Inside the caller's transaction."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, select

from models import complaint_drafting as drafting
from models.calendar import Calendar
from models.complaint import REPORTER, ComplaintRow
from models.complaint_days import dues
from models.complaint_draft import Draft
from models.complaint_number import new_code, new_number, read_code
from models.complaint_policy import COMPLAINT, ComplaintRules
from models.complaint_refusals import FiledTooOften
from models.complaint_rules import FILED, Step
from models.conversation import Speaker
from models.notice import COMPLAINT_RECEIVED
from models.reporter import Reporter
from services.complaint_policy import keep_rules
from services.complaint_rows import part_of, record
from services.desk_people import tell_desk
from services.outbox import post_to_reporter
from services.reporters import ensure_reporter
from services.seal import Seal
from services.transaction import Session

TOLD_FOR = timedelta(days=30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def file_draft(
    session: Session, draft: Draft, by: Speaker, seal: Seal, calendar: Calendar, now: datetime
) -> ComplaintRow:
    """File what was told; the reporter gets the receipt. Raises FiledTooOften."""
    reporter = await ensure_reporter(session, seal, by, now)
    version, rules = await keep_rules(session, now)
    await _within_limits(session, reporter, rules, now)
    code = new_code() if draft.anonymous else ""
    row = _case(draft, await free_number(session), rules, calendar, now)
    row.reporter_id, row.rules_version_id = reporter.id or 0, version
    row.signed_by = by.person if draft.own_name else None
    row.code_hash = seal.lookup(f"{row.number} {read_code(code)}") if code else ""
    session.add(row)
    await session.flush()
    session.add_all(part_of(row.id or 0, REPORTER, piece, now) for piece in draft.pieces)
    await record(session, row, Step(FILED, {}, {"class": row.kind, "category": row.category}), None, now)
    await _receipt(session, row, seal.seal(code) if code else "", now)
    await tell_desk(session, row, now)
    return row


def _case(draft: Draft, number: str, rules: ComplaintRules, calendar: Calendar, now: datetime) -> ComplaintRow:
    """The case as it was told. Of a class that nobody knows yet it is a complaint."""
    category, pin = rules.category(draft.category or ""), draft.pin
    kind = category.kind if category else COMPLAINT
    due = dues(rules, kind, calendar, now)
    return ComplaintRow(
        number=number,
        reporter_id=0,
        rules_version_id=0,
        kind=kind,
        category=draft.category or "",
        office_id=draft.office,
        title=drafting.title_of(draft),
        occurred_text=draft.occurred,
        place_text=draft.place,
        kecamatan=draft.kecamatan or "",
        latitude=pin.latitude if pin else None,
        longitude=pin.longitude if pin else None,
        anonymous=draft.anonymous,
        confidential=draft.confidential,
        to_inspector=draft.to_inspector or rules.classes[kind].inspector,
        filed_at=now,
        state_at=now,
        verify_due=due["verify_due"],
        answer_due=due["answer_due"],
        finish_due=due["finish_due"],
    )


async def _receipt(session: Session, row: ComplaintRow, code: str, now: datetime) -> None:
    """The secret code stays sealed in the outbox; `services/complaint_facts.py` opens it."""
    await post_to_reporter(
        session,
        COMPLAINT_RECEIVED,
        to=row.reporter_id,
        facts={"number": row.number, "due": row.answer_due.isoformat(), "code": code},
        dedupe_key=f"{COMPLAINT_RECEIVED}:{row.id}",
        now=now,
        valid_until=now + TOLD_FOR,
        subject=row.id,
    )


async def _within_limits(session: Session, reporter: Reporter, rules: ComplaintRules, now: datetime) -> None:
    """Raises FiledTooOften, with the moment at which one more may be sent."""
    mine = select(ComplaintRow.filed_at).where(ComplaintRow.reporter_id == reporter.id)
    newest = list(await session.exec(mine.order_by(col(ComplaintRow.id).desc()).limit(rules.limits.per_day)))
    for limit, span in ((rules.limits.per_hour, HOUR), (rules.limits.per_day, DAY)):
        if len(newest) >= limit and newest[limit - 1] > now - span:
            raise FiledTooOften(limit=limit, until=newest[limit - 1] + span)


async def free_number(session: Session, make: Callable[[], str] = new_number) -> str:
    """A number that no case has."""
    while True:
        number = make()
        if (await session.exec(select(ComplaintRow.id).where(ComplaintRow.number == number))).first() is None:
            return number
