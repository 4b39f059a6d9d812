"""Where a case must not stay: triage ends it with a reason, an office gives it back."""

from datetime import datetime

from models import complaint_rules as rules
from models.complaint import NOT_OURS, OFFICE, TEXT, Complaint
from models.complaint_draft import Piece
from models.complaint_rules import DISMISSALS
from models.conversation import Speaker
from models.desk import REASON_LIMIT, DeskCase
from models.desk_action import AwaitDismissal, AwaitReturn
from models.notice import COMPLAINT_DISMISSED
from models.refusals import TextNeeded, TextTooLong, UnknownChoice
from services.complaint_rows import part_of
from services.conversations import keep
from services.desk_people import tell_desk
from services.desk_work import Decide, DeskWork, card_of, tell_reporter
from services.transaction import Session


class DeskTriage(DeskWork):
    """Use cases of triage and of an office. Others get NotDesk, and so do they for other cases."""

    async def begin_dismissal(self, complaint: int, version: int, outcome: str, *, by: Speaker) -> DeskCase:
        """Which end, then its reason: that is awaited once `outcome` is chosen. Raises UnknownChoice."""
        if outcome and outcome not in DISMISSALS:
            raise UnknownChoice
        awaiting = AwaitDismissal(complaint, version, outcome).pack() if outcome else ""
        outcome = outcome or NOT_OURS  # would any be possible?
        return await self._awaits(
            complaint, version, awaiting, by, lambda row, scope, now: rules.dismiss(row, scope, outcome, now)
        )

    async def dismiss(self, complaint: int, version: int, outcome: str, text: str, *, by: Speaker) -> DeskCase:
        """End it; the reporter reads the reason. Raises TextNeeded, TextTooLong, UnknownChoice."""
        reason = _reason(text)

        async def tell(session: Session, found: Complaint, now: datetime) -> None:
            session.add(part_of(found.id, OFFICE, Piece(TEXT, reason), now))
            await tell_reporter(session, COMPLAINT_DISMISSED, found.row, {"outcome": outcome}, now)

        return await self._step(
            complaint, version, by, lambda row, scope, now: rules.dismiss(row, scope, outcome, now), tell
        )

    async def begin_return(self, complaint: int, version: int, *, by: Speaker) -> DeskCase:
        """The reason is awaited from now on."""
        awaiting = AwaitReturn(complaint, version).pack()
        return await self._awaits(
            complaint, version, awaiting, by, lambda row, scope, now: rules.give_back(row, scope, "", now, now)
        )

    async def give_back(self, complaint: int, version: int, text: str, *, by: Speaker) -> DeskCase | None:
        """Not our office's: triage has it again and hears of it. None: it is not the speaker's to see any more.

        Raises TextNeeded, TextTooLong.
        """
        reason = _reason(text)

        async def tell(session: Session, found: Complaint, now: datetime) -> None:
            await tell_desk(session, found.row, now)

        async with self._transactions.begin() as session:
            due = (await self._calendars.of(session)).deadline(self._transactions.now(), 1)
            card = await self._stepped(
                session,
                complaint,
                version,
                by,
                lambda row, scope, now: rules.give_back(row, scope, reason, now, due),
                tell,
            )
            return card if rules.sees(card.scope, card.complaint.row) else None

    async def _awaits(self, complaint: int, version: int, awaiting: str, by: Speaker, decide: Decide) -> DeskCase:
        """Wait for a reason, if the step would be possible now."""
        async with self._transactions.begin() as session:
            scope, row = await self._seen(session, complaint, by, lock=True)
            if row.version != version:
                return await card_of(session, row, scope, stale=True)
            decide(row, scope, self._transactions.now())
            await keep(session, self._transactions, by, awaiting=awaiting)
            return await card_of(session, row, scope)


def _reason(text: str) -> str:
    said = text.strip()
    if not said:
        raise TextNeeded
    if len(said) > REASON_LIMIT:
        raise TextTooLong(limit=REASON_LIMIT, length=len(said))
    return said
