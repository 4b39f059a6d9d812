"""The operator's work on links: who has no account yet, and phones that have to be matched by a person."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select, update

from models import invitation as outcomes
from models.conversation import Conversation, Speaker
from models.invitation import OPEN_ATTEMPT, Invitation, Invited, LinkAttempt
from models.link import PAGE, LinkBoard, LinkCase, SlipOffer
from models.notice import LINK_MATCHED
from models.person import Office, Person
from models.refusals import AlreadyDecided, NotYours
from models.role import Scope
from services.delivery_rows import count_unreachable
from services.invitation_rows import invitable, make, newest, without_account
from services.outbox import post
from services.roles import looking_after, scope_of, within
from services.transaction import Session, Transactions
from services.upsert import insert_into

TOLD_FOR = timedelta(days=30)


class Links:
    """Use cases of hr and of an office's operator; they see completion, never contents. Others get NotAllowed."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def may(self, by: Speaker) -> bool:
        """Has this speaker any people to look after?"""
        if by.person is None:
            return False
        async with self._transactions.read() as session:
            return not (await scope_of(session, by)).nobody

    async def board(self, by: Speaker) -> LinkBoard:
        """How many are linked, who is not, and the phones that wait, oldest first."""
        async with self._transactions.read() as session:
            scope = await looking_after(session, by)
            active = within(scope, select(func.count(col(Person.id))).where(col(Person.state) == "active"))
            linked = active.join(Conversation, col(Conversation.person_id) == col(Person.id))
            waiting = within(scope, _cases()).where(*OPEN_ATTEMPT).order_by(col(LinkAttempt.id)).limit(PAGE)
            cases = await session.exec(waiting)
            missing = await session.exec(
                within(scope, select(Person.name))
                .join(Conversation, col(Conversation.person_id) == col(Person.id), isouter=True)
                .where(col(Person.state) == "active", col(Conversation.id).is_(None))
                .order_by(col(Person.name))
                .limit(PAGE)
            )
            return LinkBoard(
                people=(await session.exec(active)).one(),
                linked=(await session.exec(linked)).one(),
                unlinked=tuple(missing),
                cases=tuple(_case(row) for row in cases),
                unreachable=await count_unreachable(session, scope),
            )

    async def slips(self, by: Speaker) -> SlipOffer:
        """How many have no account and could be invited."""
        async with self._transactions.read() as session:
            scope = await looking_after(session, by)
            people = within(scope, without_account()).order_by(None).subquery()
            return SlipOffer(
                people=(await session.exec(select(func.count()).select_from(people))).one(),
                newest=(await session.exec(within(scope, newest()))).one(),
            )

    async def invite_unlinked(self, since: int, *, by: Speaker) -> list[Invited]:
        """Invite everybody without an account, by office and name.

        Nobody when an invitation newer than `since` is there: the button is old, or was pressed twice.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            scope = await looking_after(session, by)
            if (await session.exec(within(scope, newest()))).one() != since:
                return []
            people = await session.exec(within(scope, without_account()))
            invited = await make(session, list(people), now)
        return sorted(invited, key=lambda one: (one.office, one.name))

    async def invite(self, person: int, since: int, *, moves: bool, by: Speaker) -> Invited | None:
        """Invite one person; `moves` takes over who has an account, and only them. Raises NotYours outside the scope.

        None when the button is old: there is an invitation newer than `since`, or the account has come or gone.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            scope = await looking_after(session, by)
            one = col(Person.id) == person
            found = (await session.exec(within(scope, invitable()).where(one).with_for_update())).first()
            if found is None:
                raise NotYours
            linked = (await session.exec(select(Conversation.id).where(Conversation.person_id == person))).first()
            if moves != (linked is not None) or (await session.exec(newest().where(one))).one() != since:
                return None
            return (await make(session, [found], now, moves=moves))[0]

    async def case(self, attempt: int, *, by: Speaker) -> LinkCase:
        """One phone to match. Raises NotYours outside the scope, AlreadyDecided."""
        async with self._transactions.read() as session:
            return await _find(session, await looking_after(session, by), attempt)

    async def decide(self, attempt: int, *, match: bool, by: Speaker) -> LinkCase:
        """The operator knows the person: link the account, or refuse it. Who decided is kept; who is linked is told."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            case = await _find(session, await looking_after(session, by), attempt)
            await session.exec(
                update(LinkAttempt)
                .where(
                    col(LinkAttempt.person_id) == case.person,
                    col(LinkAttempt.channel_user_id) == case.account,
                    *OPEN_ATTEMPT,
                )
                .values(decided_at=now, decided_by=by.person)
            )
            if match:
                await self._link(session, case, by)
                await post(
                    session,
                    LINK_MATCHED,
                    to=case.person,
                    facts={"name": case.name},
                    dedupe_key=f"{LINK_MATCHED}:{attempt}",
                    now=now,
                    valid_until=now + TOLD_FOR,
                )
            return case

    async def _link(self, session: Session, case: LinkCase, by: Speaker) -> None:
        taken = select(Conversation.id).where(
            (col(Conversation.person_id) == case.person)
            | ((col(Conversation.channel_user_id) == case.account) & col(Conversation.person_id).is_not(None))
        )
        if (await session.exec(taken)).first() is not None:
            raise AlreadyDecided
        now = self._transactions.now()
        row = {"channel": by.channel, "channel_user_id": case.account, "person_id": case.person, "awaiting": ""}
        insert = insert_into(session, Conversation).values(**row, language="id", since=now)
        await session.exec(
            insert.on_conflict_do_update(
                index_elements=["channel", "channel_user_id"], set_={"person_id": case.person, "awaiting": ""}
            )
        )
        await session.exec(
            update(Invitation)
            .where(col(Invitation.person_id) == case.person, col(Invitation.used_at).is_(None))
            .values(used_at=now)
        )
        session.add(
            LinkAttempt(
                channel=by.channel,
                channel_user_id=case.account,
                person_id=case.person,
                outcome=outcomes.LINKED,
                at=now,
                decided_at=now,
                decided_by=by.person,
            )
        )


def _cases() -> Any:
    return (
        select(LinkAttempt, Person, Office.name)
        .join(Person, col(Person.id) == col(LinkAttempt.person_id))
        .join(Office, col(Office.id) == col(Person.office_id), isouter=True)
    )


def _case(row: Any) -> LinkCase:
    attempt, person, office = row
    return LinkCase(
        attempt=attempt.id,
        person=person.id,
        name=person.name,
        position=person.position,
        office=office or "",
        account=attempt.channel_user_id,
        phone=attempt.phone,
        on_record=person.phone,
        at=attempt.at,
    )


async def _find(session: Session, scope: Scope, attempt: int) -> LinkCase:
    found = (await session.exec(within(scope, _cases()).where(col(LinkAttempt.id) == attempt))).first()
    if found is None:
        raise NotYours
    if found[0].decided_at is not None:
        raise AlreadyDecided
    return _case(found)
