"""Linking an account to a person: a one-time invitation and, as the second proof, the sender's own contact."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select, update

from models import invitation as outcomes
from models.action import AwaitContact, parse
from models.conversation import Conversation, Speaker
from models.invitation import (
    GUESS_WINDOW,
    GUESSES,
    Invitation,
    Invited,
    LinkAttempt,
    hash_of,
)
from models.notice import INVITATION_TRIED
from models.person import Person
from models.phone import read_phone
from models.refusals import (
    AlreadyLinked,
    ContactNotOwn,
    InvitationExpired,
    InvitationForeign,
    InvitationUnknown,
    InvitationUsed,
    NoInvitation,
    NotYours,
    PhoneDiffers,
    PhoneMissing,
    Refusal,
    TooManyGuesses,
)
from services.conversations import keep
from services.invitation_rows import invitable, make, without_account
from services.outbox import post
from services.transaction import Session, Transactions

Verdict = tuple[str, Refusal]
TOLD_FOR = timedelta(days=3)


class Invitations:
    """Use cases of inviting and linking. A refused try is committed as a LinkAttempt before the Refusal is raised."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def invite(self, refs: Sequence[str] | None, *, moves: bool = False) -> tuple[list[Invited], list[str]]:
        """Make invitations for these REFs, or with None for every active person who has no account yet.

        `moves`: for a new phone; linking takes the person over from their old account.
        Returns them with the REFs that are nobody's. Earlier invitations stay alive: slips may be on their way.
        """
        now = self._transactions.now()
        wanted = without_account() if refs is None else invitable().where(col(Person.ref).in_(refs))
        async with self._transactions.begin() as session:
            people = list(await session.exec(wanted))
            made = await make(session, people, now, moves=moves)
        return made, sorted(set(refs or ()) - {person.ref for person in people})

    async def open(self, payload: str, *, by: Speaker) -> None:
        """`/start <payload>`: if it is good, the sender's contact is awaited next."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            invitation = (
                await session.exec(select(Invitation).where(Invitation.secret_hash == hash_of(payload)))
            ).first()
            refused = await _judge(session, invitation, by, now)
            awaiting = AwaitContact(invitation.id or 0).pack() if invitation and not refused else by.awaiting
            await keep(session, self._transactions, by, awaiting=awaiting)
            if refused:
                await _record(session, by, refused[0], invitation.person_id if invitation else None, now)
        if refused:
            raise refused[1]

    async def prove(self, phone: str, *, own: bool, by: Speaker) -> Speaker:
        """A contact came: `own` says that it is the sender's and was not forwarded. Equal phones link the account."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            waiting = parse(by.awaiting)
            found = await session.get(Invitation, waiting.invitation) if isinstance(waiting, AwaitContact) else None
            verdict = await self._prove(session, found, phone, own=own, by=by, now=now)
            if found and not isinstance(verdict, Speaker):
                kept = (
                    (read_phone(phone) or "") if verdict[0] in (outcomes.PHONE_DIFFERS, outcomes.PHONE_MISSING) else ""
                )
                await _record(session, by, verdict[0], found.person_id, now, phone=kept)
        if isinstance(verdict, Speaker):
            return verdict
        raise verdict[1]

    async def _prove(
        self, session: Session, invitation: Invitation | None, phone: str, *, own: bool, by: Speaker, now: datetime
    ) -> Speaker | Verdict:
        if invitation is None:
            return "", AlreadyLinked(name=by.name) if by.person else NoInvitation()
        if refused := await _judge(session, invitation, by, now):
            return refused
        if not own:
            return outcomes.NOT_OWN, ContactNotOwn()
        person = await session.get_one(Person, invitation.person_id)
        if not person.phone:
            return outcomes.PHONE_MISSING, PhoneMissing()
        if read_phone(phone) != person.phone:
            return outcomes.PHONE_DIFFERS, PhoneDiffers()
        if invitation.moves:
            old = update(Conversation).where(col(Conversation.person_id) == person.id)
            await session.exec(old.values(person_id=None, awaiting=""))
        await keep(session, self._transactions, by, person_id=person.id, awaiting="")
        await session.exec(update(Invitation).where(col(Invitation.id) == invitation.id).values(used_at=now))
        await _record(session, by, outcomes.LINKED, person.id, now)
        return replace(by, person=person.id, name=person.name, awaiting="")

    async def undo(self, person: int, *, by: Speaker) -> str:
        """*Bukan saya*: the account belongs to nobody again, and the invitation may be used by the right person.

        Returns the name that was linked. Raises NotYours.
        """
        if by.person != person:
            raise NotYours
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            await keep(session, self._transactions, by, person_id=None, awaiting="")
            await session.exec(update(Invitation).where(col(Invitation.person_id) == person).values(used_at=None))
            await _record(session, by, outcomes.UNDONE, person, now)
        return by.name


async def _judge(session: Session, invitation: Invitation | None, by: Speaker, now: datetime) -> Verdict | None:
    """Why this invitation cannot be used by this account, or None."""
    guesses = await _guesses(session, by, now)
    if invitation is None or guesses >= GUESSES:
        return outcomes.UNKNOWN, TooManyGuesses() if guesses >= GUESSES else InvitationUnknown()
    taken = await session.exec(select(Conversation.id).where(Conversation.person_id == invitation.person_id))
    used = invitation.used_at is not None or (taken.first() is not None and not invitation.moves)
    reasons: list[tuple[bool, Verdict]] = [
        (by.person == invitation.person_id, (outcomes.OPENED, AlreadyLinked(name=by.name))),
        (by.person is not None, (outcomes.FOREIGN, InvitationForeign())),
        (used, (outcomes.USED, InvitationUsed())),
        (invitation.expires_at <= now, (outcomes.EXPIRED, InvitationExpired())),
    ]
    return next((verdict for holds, verdict in reasons if holds), None)


async def _guesses(session: Session, by: Speaker, now: datetime) -> int:
    counted = await session.exec(
        select(func.count())
        .select_from(LinkAttempt)
        .where(LinkAttempt.channel == by.channel, LinkAttempt.channel_user_id == by.channel_user_id)
        .where(LinkAttempt.outcome == outcomes.UNKNOWN, LinkAttempt.at > now - GUESS_WINDOW)
    )
    return counted.one()


async def _record(
    session: Session, by: Speaker, outcome: str, person: int | None, now: datetime, *, phone: str = ""
) -> None:
    """Keep the try; a linked person hears at once that somebody else tried an invitation of theirs."""
    session.add(
        LinkAttempt(
            channel=by.channel,
            channel_user_id=by.channel_user_id,
            person_id=person,
            outcome=outcome,
            phone=phone,
            at=now,
        )
    )
    if person is not None and outcome in (outcomes.USED, outcomes.EXPIRED, outcomes.FOREIGN):
        await post(
            session,
            INVITATION_TRIED,
            to=person,
            facts={"at": now.isoformat()},
            # One word an hour and account, however often it is tried.
            dedupe_key=f"{INVITATION_TRIED}:{person}:{by.channel_user_id}:{now:%Y%m%d%H}",
            now=now,
            valid_until=now + TOLD_FOR,
        )
