"""Who has which part in complaints, and how they hear of cases. Inside the caller's transaction."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlmodel import col, select

from models.complaint import ComplaintRow
from models.desk_staff import DeskStaff
from models.notice import BULK, COMPLAINT_ARRIVED
from models.person import Office, Person
from models.role import DESK, INSPECTOR, TRIAGE, RoleGrant
from services.outbox import post
from services.transaction import Session

TOLD_FOR = timedelta(days=3)


async def desk_staff(session: Session) -> DeskStaff:
    """As the roles are now; who has left has none."""
    grants = await session.exec(
        select(RoleGrant.role, RoleGrant.office_id, RoleGrant.person_id)
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(Person.state == "active", col(RoleGrant.role).in_((TRIAGE, DESK, INSPECTOR)))
        .order_by(col(RoleGrant.id))
    )
    roles: defaultdict[str, list[int]] = defaultdict(list)
    desks: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for role, office, person in grants:
        if role == DESK and office:
            desks[office] += (person,)
        elif role != DESK:
            roles[role].append(person)
    offices = (await session.exec(select(Office.id, Office.parent_id))).all()
    above = {office or 0: parent for office, parent in offices}
    return DeskStaff(tuple(roles[TRIAGE]), tuple(roles[INSPECTOR]), desks, above)


async def tell_desk(session: Session, row: ComplaintRow, now: datetime) -> None:
    """Whom the case waits for hears of it, once an hour however many come; how many wait is read at delivery."""
    for person in (await desk_staff(session)).of(row):
        await post(
            session,
            COMPLAINT_ARRIVED,
            to=person,
            facts={},
            dedupe_key=f"{COMPLAINT_ARRIVED}:{person}:{now:%Y-%m-%dT%H}",
            now=now,
            valid_until=now + TOLD_FOR,
            lane=BULK,
        )
