"""What every use case of a draft does: take mine if the button is of its version, change it, show the next step."""

from collections.abc import Awaitable, Callable

from sqlmodel import select

from models.circular import ASKED, DRAFT, REVIEW, CircularDraft, CircularRow, Preview, first_moment, minutes_for
from models.circular_action import AwaitCircular
from models.conversation import Speaker
from models.office import FoundOffice
from models.role import HR
from services.calendars import Calendars
from services.circular_rows import chosen, example, gets, reach
from services.conversations import keep
from services.office_rows import in_order
from services.roles import need
from services.transaction import Session, Transactions

Found = tuple[FoundOffice, ...]
Work = Callable[[Session, CircularRow], Awaitable[Found]]


class CircularDesk:
    """Shared by `CircularDrafts` and `CircularSending`. `rate` is how many messages a second the courier is given."""

    def __init__(self, transactions: Transactions, calendars: Calendars, rate: float) -> None:
        self.transactions = transactions
        self.calendars = calendars
        self.rate = rate

    async def change(
        self,
        by: Speaker,
        work: Work,
        draft: int | None = None,
        version: int | None = None,
        *,
        step: str | None = None,
        tried: bool = False,
    ) -> CircularDraft | None:
        """`work` on my draft, if the button is of this version; then this step, else the next that is missing."""
        async with self.transactions.begin() as session:
            await need(session, by, HR)
            row = await mine(session, by, draft)
            if row is None:
                return None
            if version is not None and version != row.version:
                return await self.show(session, row, row.step, by, stale=True)
            found = await work(session, row)
            row.version += 1
            session.add(row)
            return await self.show(session, row, step or row.step, by, found, tried=tried)

    async def show(
        self,
        session: Session,
        row: CircularRow,
        step: str,
        by: Speaker,
        found: Found = (),
        *,
        stale: bool = False,
        tried: bool = False,
    ) -> CircularDraft:
        """The draft at this step, whose words are awaited from now on."""
        awaiting = AwaitCircular(step).pack() if step in ASKED else ""
        await keep(session, self.transactions, by, awaiting=awaiting)
        return CircularDraft(
            id=row.id or 0,
            version=row.version,
            step=step,
            audience=row.audience,
            places=await in_order(session, row.offices),
            text=row.text,
            text_en=row.text_en,
            found=found,
            preview=await self._preview(session, row) if step == REVIEW else None,
            stale=stale,
            tried=tried,
        )

    async def _preview(self, session: Session, row: CircularRow) -> Preview:
        now = self.transactions.now()
        who = chosen(row.audience, row.offices, now)
        found = await reach(session, who)
        begins_at = first_moment(await self.calendars.of(session), now)
        name, unit = await example(session, who & gets())
        return Preview(found, name, unit, begins_at, begins_at > now, minutes_for(found.people, self.rate))


async def mine(session: Session, by: Speaker, draft: int | None = None, *, lock: bool = True) -> CircularRow | None:
    """My draft, if it is this one; where only reading is allowed, without the lock."""
    query = select(CircularRow).where(CircularRow.author_id == by.person, CircularRow.state == DRAFT)
    found = (await session.exec(query.with_for_update() if lock else query)).first()
    return found if found and draft in (None, found.id) else None
