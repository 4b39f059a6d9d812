"""The statements of invitations. All inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import col, select

from models.conversation import Conversation
from models.invitation import LIFETIME, Invitation, Invited, hash_of, new_payload
from models.person import SILENT, Office, Person
from services.transaction import Session


def invitable() -> Any:
    """Whoever may be invited, by REF."""
    return select(Person).where(Person.state == "active", Person.standing != SILENT).order_by(col(Person.ref))


def without_account() -> Any:
    """Those of them who have no account yet."""
    linked = select(Conversation.person_id).where(col(Conversation.person_id).is_not(None))
    return invitable().where(col(Person.id).not_in(linked))


def newest() -> Any:
    """The id of the newest invitation, to be narrowed by its Person; 0 where there is none."""
    joined = select(func.coalesce(func.max(Invitation.id), 0)).select_from(Invitation)
    return joined.join(Person, col(Person.id) == col(Invitation.person_id))


async def make(session: Session, people: Sequence[Person], now: datetime, *, moves: bool = False) -> list[Invited]:
    """A fresh invitation for each, in this order. Earlier ones stay alive: slips may be on their way."""
    if not people:
        return []
    made = [(person, new_payload()) for person in people]
    rows = [
        {
            "person_id": person.id,
            "secret_hash": hash_of(payload),
            "created_at": now,
            "expires_at": now + LIFETIME,
            "moves": moves,
        }
        for person, payload in made
    ]
    await (await session.connection()).execute(insert(Invitation), rows)
    offices = {office.id: office.name for office in await session.exec(select(Office))}
    return [Invited(one.ref, one.name, offices.get(one.office_id, ""), payload) for one, payload in made]
