"""Who is speaking, in which language, and what text we wait for from them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlmodel import col

from models.conversation import LANGUAGES, Conversation, Speaker
from models.person import Person
from models.refusals import UnknownLanguage
from services.reporters import mark_reachable
from services.seal import Seal
from services.transaction import Session, Transactions, beside_the_update
from services.upsert import insert_into

HINT_EVERY = timedelta(minutes=1)

_WHO = (
    select(
        col(Conversation.language),
        col(Conversation.person_id),
        col(Person.name),
        col(Conversation.awaiting),
        col(Conversation.blocked_at),
    )
    .select_from(Conversation)
    .join(Person, col(Person.id) == col(Conversation.person_id), isouter=True)
    .where(col(Conversation.channel) == bindparam("on"), col(Conversation.channel_user_id) == bindparam("user"))
)


class Conversations:
    """Use cases of a conversation itself."""

    def __init__(self, transactions: Transactions, seal: Seal | None = None) -> None:
        self._transactions = transactions
        self._seal = seal

    async def who(self, channel: str, channel_user_id: str) -> Speaker:
        """The speaker behind an account; someone unknown speaks Indonesian."""
        account = {"on": channel, "user": channel_user_id}
        row = await self._transactions.look(lambda connection: connection.execute(_WHO, account).first())
        if row is None:
            return Speaker(channel, channel_user_id)
        language, person, name, awaiting, blocked_at = row
        return Speaker(channel, channel_user_id, language, person, name or "", awaiting, blocked_at is not None)

    async def set_language(self, speaker: Speaker, language: str) -> Speaker:
        """Speak `language` from now on; notices follow too. Raises UnknownLanguage."""
        if language not in LANGUAGES:
            raise UnknownLanguage
        async with self._transactions.begin() as session:
            await keep(session, self._transactions, speaker, language=language)
        return replace(speaker, language=language)

    async def leave(self, speaker: Speaker) -> str:
        """Stop waiting for a text; what was awaited, packed."""
        async with self._transactions.begin() as session:
            await keep(session, self._transactions, speaker, awaiting="")
        return speaker.awaiting

    async def hint(self, speaker: Speaker) -> bool:
        """May a hint be shown? Once a minute: a burst of messages gets one."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            await keep(session, self._transactions, speaker)
            shown = await session.exec(
                update(Conversation)
                .where(*_is(speaker))
                .where(or_(col(Conversation.hinted_at).is_(None), col(Conversation.hinted_at) <= now - HINT_EVERY))
                .values(hinted_at=now)
            )
            return shown.rowcount == 1

    async def set_reachable(self, speaker: Speaker, *, reachable: bool) -> None:
        """The person blocked us, or let us in again."""
        async with self._transactions.begin() as session:
            blocked_at = None if reachable else self._transactions.now()
            await keep(session, self._transactions, speaker, blocked_at=blocked_at)
            await self._mark_reporter(session, speaker, blocked_at)

    async def back(self, speaker: Speaker) -> None:
        """Whoever writes can be reached, whatever Telegram said before: what is held back for them goes out."""
        with beside_the_update():
            async with self._transactions.begin() as session:
                await session.exec(update(Conversation).where(*_is(speaker)).values(blocked_at=None))
                await self._mark_reporter(session, speaker, None)

    async def _mark_reporter(self, session: Session, speaker: Speaker, blocked_at: datetime | None) -> None:
        """An account that files is a reporter too, whose notices name no account."""
        if self._seal is not None:
            await mark_reachable(session, self._seal, speaker, blocked_at)


async def keep(session: Session, transactions: Transactions, speaker: Speaker, **changes: object) -> None:
    """Write `changes` to the speaker's conversation row, made now if they never spoke before."""
    key = {"channel": speaker.channel, "channel_user_id": speaker.channel_user_id}
    first = {"language": speaker.language, "awaiting": "", "since": transactions.now()}
    insert = insert_into(session, Conversation).values(**{**first, **changes, **key})
    if changes:
        await session.exec(insert.on_conflict_do_update(index_elements=list(key), set_=changes))
    else:
        await session.exec(insert.on_conflict_do_nothing(index_elements=list(key)))


def _is(speaker: Speaker) -> tuple[Any, Any]:
    return (
        col(Conversation.channel) == speaker.channel,
        col(Conversation.channel_user_id) == speaker.channel_user_id,
    )
