"""Filing a report: the story in the person's own words, at most two questions, review, sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlmodel import select

from models import complaint_drafting as drafting
from models.complaint import TEXT
from models.complaint_action import AwaitDetail, AwaitStory
from models.complaint_draft import OFFERED, REVIEW, Draft, Drafted, Offices, Piece
from models.complaint_policy import ComplaintRules
from models.complaint_refusals import NoDraft, StoryNeeded
from models.conversation import Speaker
from models.person import Office
from models.refusals import UnknownChoice
from services.calendars import Calendars
from services.complaint_drafts import drop_draft, load_draft, save_draft
from services.complaint_policy import complaint_rules
from services.complaint_sending import file_draft
from services.conversations import keep
from services.office_rows import offices_named
from services.seal import Seal
from services.transaction import Session, Transactions

TOLD_FOR = timedelta(days=30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFER_EVERY = timedelta(minutes=1)
Change = Callable[[Draft, ComplaintRules], Draft]


class ComplaintFiling:
    """Use cases of somebody who reports. Whoever they are: only their account finds their draft."""

    def __init__(self, transactions: Transactions, calendars: Calendars, seal: Seal) -> None:
        self._transactions = transactions
        self._calendars = calendars
        self._seal = seal

    async def begin(self, *, by: Speaker) -> Drafted:
        """The draft where it stands, or an empty one; the story is awaited from now on."""
        async with self._transactions.begin() as session:
            draft, _ = await load_draft(session, self._seal, by)
            if draft is None or draft.step == OFFERED:
                draft = drafting.telling(draft or Draft())
            return await self._keep(session, by, draft)

    async def tell(self, piece: Piece, *, by: Speaker) -> Drafted:
        """One more message of the story. Raises StoryNeeded, StoryFull (once), and what a file may be refused for."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            draft, _ = await load_draft(session, self._seal, by)
            grown = drafting.tell(draft or Draft(), piece, await complaint_rules(session), now)
            drafted = await self._keep(session, by, grown.draft, quietly=grown.silent)
        if grown.refusal:  # after the commit: that it was said must be remembered
            raise grown.refusal
        return replace(drafted, calls=grown.calls, silent=grown.silent)

    async def tell_unasked(self, piece: Piece, *, by: Speaker) -> Drafted | None:
        """The first message of somebody from whom nothing is awaited; None for a mere greeting, which tells nothing."""
        async with self._transactions.read() as session:
            draft, _ = await load_draft(session, self._seal, by, lock=False)
            greeting = draft is None and piece.kind == TEXT and (await complaint_rules(session)).greets(piece.text)
        return None if greeting else await self.tell(piece, by=by)

    async def offer(self, piece: Piece, *, by: Speaker) -> Drafted:
        """An employee sent something nobody awaits: it is kept until they say whether it is a report.

        `silent` for what comes within a minute of an offer. Where a report is begun, it joins that.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            draft, changed_at = await load_draft(session, self._seal, by)
            before = drafting.held(draft, changed_at, now)
            asked = before.step == OFFERED and changed_at is not None and bool(before.pieces)
            grown = drafting.tell(before, piece, await complaint_rules(session), now)
            silent = grown.silent or (asked and changed_at is not None and now - changed_at < OFFER_EVERY)
            awaiting = "" if before.step == OFFERED else None
            drafted = await self._keep(session, by, grown.draft, awaiting=awaiting, quietly=silent)
        return replace(drafted, calls=grown.calls, silent=silent)

    async def accept(self, version: int, *, by: Speaker) -> Drafted:
        """Yes, it is a report."""
        return await self._change(version, by, lambda draft, _: drafting.telling(draft))

    async def end_story(self, version: int, *, by: Speaker) -> Drafted:
        """That was the story: to the first question that the words did not decide. Raises StoryNeeded."""
        return await self._change(version, by, drafting.ahead)

    async def choose_topic(self, version: int, category: str, *, by: Speaker) -> Drafted:
        """What it is about; empty is «I don't know»."""
        return await self._change(version, by, lambda draft, rules: drafting.with_topic(draft, category, rules))

    async def choose_place(self, version: int, kecamatan: str, *, by: Speaker) -> Drafted:
        """Where it was; empty is «skip»."""
        return await self._change(version, by, lambda draft, rules: drafting.with_place(draft, kecamatan, rules))

    async def switch(self, version: int, name: str, *, on: bool, by: Speaker) -> Drafted:
        """Anonymous, confidential, or signed with an employee's name."""
        linked = by.person is not None
        return await self._change(version, by, lambda draft, _: drafting.switched(draft, name, on=on, linked=linked))

    async def tell_more(self, version: int, *, by: Speaker) -> Drafted:
        """Back to the story."""
        return await self._change(version, by, lambda draft, _: drafting.telling(draft))

    async def review(self, version: int, *, by: Speaker) -> Drafted:
        """The report before it is sent, or the question that is still open."""
        return await self._change(version, by, drafting.ahead)

    async def look(self, *, by: Speaker) -> Drafted:
        """The draft as it stands, to choose from a longer list. Raises NoDraft."""
        async with self._transactions.read() as session:
            draft, _ = await load_draft(session, self._seal, by, lock=False)
            if draft is None:
                raise NoDraft
            return Drafted(draft, await complaint_rules(session), linked=by.person is not None)

    async def ask_detail(self, version: int, name: str, *, by: Speaker) -> Drafted:
        """When, where exactly or which office is awaited from now on. Raises UnknownChoice."""
        if name not in (drafting.OCCURRED, drafting.WHERE, drafting.OFFICE):
            raise UnknownChoice
        return await self._change(version, by, lambda draft, _: draft, awaiting=AwaitDetail(name).pack())

    async def detail(self, name: str, text: str, *, by: Speaker) -> Drafted:
        """When or where exactly, as they say it."""
        return await self._change(None, by, lambda draft, _: drafting.with_detail(draft, name, text))

    async def find_offices(self, text: str, *, by: Speaker) -> Offices:
        """Offices by words of their names; the choice is a button. Raises NoDraft."""
        async with self._transactions.read() as session:
            draft, _ = await load_draft(session, self._seal, by, lock=False)
            if draft is None:
                raise NoDraft
            return Offices(draft, await offices_named(session, text))

    async def choose_office(self, version: int, office: int, *, by: Speaker) -> Drafted:
        """The office it is about; 0 is none. Raises UnknownChoice."""
        async with self._transactions.read() as session:
            name = (await session.exec(select(Office.name).where(Office.id == office))).first()
        if office and name is None:
            raise UnknownChoice
        return await self._change(
            version, by, lambda draft, _: replace(draft, office=office or None, office_name=name or "", step=REVIEW)
        )

    async def leave(self, *, by: Speaker) -> bool:
        """Throw the draft away; was there one?"""
        async with self._transactions.begin() as session:
            await keep(session, self._transactions, by, awaiting="")
            return await drop_draft(session, self._seal, by)

    async def send(self, version: int, *, by: Speaker) -> Drafted | None:
        """File it: the receipt follows as a notice. The draft as it is when the button was old; None when sent.

        Raises NoDraft (pressed twice), StoryNeeded, FiledTooOften: the draft is kept.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            draft, _ = await load_draft(session, self._seal, by)
            if draft is None:
                raise NoDraft
            if draft.version != version:
                return replace(await self._keep(session, by, draft, quietly=True), stale=True)
            if draft.empty:
                raise StoryNeeded
            await file_draft(session, draft, by, self._seal, await self._calendars.of(session), now)
            await drop_draft(session, self._seal, by)
            await keep(session, self._transactions, by, awaiting="")
        return None

    async def _change(
        self, version: int | None, by: Speaker, change: Change, *, awaiting: str | None = None
    ) -> Drafted:
        """Take a step of the draft. An old button changes nothing and shows what there is. Raises NoDraft."""
        async with self._transactions.begin() as session:
            draft, _ = await load_draft(session, self._seal, by)
            if draft is None:
                raise NoDraft
            if version is not None and version != draft.version:
                return replace(await self._keep(session, by, draft, quietly=True), stale=True)
            changed = change(draft, await complaint_rules(session))
            return await self._keep(session, by, changed, awaiting=awaiting)

    async def _keep(
        self, session: Session, by: Speaker, draft: Draft, *, awaiting: str | None = None, quietly: bool = False
    ) -> Drafted:
        """Save the draft; more of the story is awaited, unless `awaiting` says something else."""
        now = self._transactions.now()
        draft = replace(draft, version=await save_draft(session, self._seal, by, draft, now, quietly=quietly))
        waits_for = AwaitStory().pack() if awaiting is None else awaiting
        await keep(session, self._transactions, by, awaiting=waits_for)
        return Drafted(draft, await complaint_rules(session), linked=by.person is not None)
