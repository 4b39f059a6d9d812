"""What somebody of the staff may do with cases: roles by rows. Inside the caller's transaction."""

from typing import Any

from sqlalchemy import and_, false, func, or_
from sqlmodel import col, select

from models.complaint import OPEN, RECEIVED, VERIFIED, WORKING, ComplaintRow
from models.complaint_refusals import NotDesk
from models.complaint_rules import DeskScope
from models.conversation import Speaker
from models.person import Office, Person
from models.refusals import NotLinked
from models.role import DESK, INSPECTOR, TRIAGE, RoleGrant
from services.office_rows import with_sub_offices
from services.transaction import Session


async def desk_scope(session: Session, speaker: Speaker) -> DeskScope:
    """Triage and inspector for the whole regency, desk for offices with those below; who has left has nothing."""
    found = await session.exec(
        select(RoleGrant.role, RoleGrant.office_id)
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(RoleGrant.person_id == speaker.person, Person.state == "active")
        .where(col(RoleGrant.role).in_((TRIAGE, DESK, INSPECTOR)))
    )
    grants = list(found)
    roles = {role for role, _ in grants}
    offices = [office for role, office in grants if role == DESK and office]
    named: Any = select(col(Office.id).label("office_id")).where(col(Office.id).in_(offices))
    below = frozenset((await session.exec(with_sub_offices(named))).all()) if offices else frozenset()
    return DeskScope(speaker.person or 0, TRIAGE in roles, INSPECTOR in roles, below)


async def at_the_desk(session: Session, speaker: Speaker) -> DeskScope:
    """The same for a use case that needs a role. Raises NotLinked, NotDesk."""
    if speaker.person is None:
        raise NotLinked
    scope = await desk_scope(session, speaker)
    if scope.nobody:
        raise NotDesk
    return scope


def waiting_for(scope: DeskScope) -> Any:
    """Open cases that somebody of this scope has to do something about."""
    open_ = col(ComplaintRow.state).in_(OPEN)
    plain = col(ComplaintRow.to_inspector).is_(False)
    triage = and_(col(ComplaintRow.state) == RECEIVED, plain) if scope.triage else false()
    inspector = and_(open_, ~plain) if scope.inspector else false()
    states = col(ComplaintRow.state).in_((VERIFIED, WORKING))
    return or_(triage, inspector, and_(states, plain, col(ComplaintRow.office_id).in_(scope.offices)))


async def waiting_count(session: Session, person: int) -> int:
    """How many cases wait at somebody's desk."""
    waits = waiting_for(await desk_scope(session, Speaker("", "", person=person)))
    return int((await session.exec(select(func.count()).select_from(ComplaintRow).where(waits))).one())
