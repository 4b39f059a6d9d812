"""Evidence: what its owner does with it, and how their rater reads it. The bytes come by services/evidence_queue.py."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from models import evidence_rules as rules
from models.action import AwaitEvidence, parse
from models.conversation import Speaker
from models.evaluation import Evaluation
from models.evaluation_rules import owned
from models.evidence import LINK, Folder, Piece
from models.evidence_refusals import EvidenceGone, EvidenceNotYet
from models.parcel import Sent
from models.refusals import NotLinked, NotYours, Refusal
from services import evaluation_store, evidence_store
from services.files import Files
from services.methods import Methods
from services.transaction import Transactions

T = TypeVar("T")


class Evidence:
    """Use cases of the person whose evidence it is, and one of their rater.

    They raise NotLinked, NotYours, EvidenceGone and what `models.evidence_rules` says.
    """

    def __init__(self, transactions: Transactions, methods: Methods, files: Files) -> None:
        self._transactions = transactions
        self._methods = methods
        self._files = files

    async def album(self, album: str, *, by: Speaker) -> AwaitEvidence | None:
        """What was awaited when the first part of this album came."""
        if by.person is None:
            return None
        person = by.person
        place = await self._transactions.look(lambda connection: evidence_store.place_of(connection, album, person))
        return AwaitEvidence(*place) if place else None

    async def open(self, evaluation: int, *, by: Speaker, item: int) -> Folder:
        """The evidence of an item; while the form is a draft, more is awaited from now on."""

        def work(connection: Connection, form: Evaluation, now: datetime) -> Folder:
            folder = self._folder(connection, form, rules.item_of(form, item), now)
            if folder.editable:
                evaluation_store.wait_for(connection, by, AwaitEvidence(form.id, item).pack())
            return folder

        return await self._change(evaluation, by, work)

    async def add(self, evaluation: int, *, by: Speaker, item: int, sent: Sent) -> Folder:
        """Lay a file beside an item."""
        refusals: list[Refusal | None] = []

        def work(connection: Connection, form: Evaluation, now: datetime) -> Folder:
            later = bool(sent.album) and evidence_store.place_of(connection, sent.album, form.person) is not None
            form, refusal = evidence_store.try_add(connection, form, item, sent, now)
            refusals.append(refusal)
            return replace(self._folder(connection, form, item, now), album=bool(sent.album), later=later)

        folder = await self._change(evaluation, by, work)
        for refusal in filter(None, refusals):  # after the commit: the album's place must be remembered
            raise refusal
        return folder

    async def add_links(self, evaluation: int, *, by: Speaker, item: int, found: list[str]) -> Folder:
        """Lay the addresses found in a text beside an item. Raises LinkNeeded."""

        def work(connection: Connection, form: Evaluation, now: datetime) -> Folder:
            rules.changeable(form, now)
            form = evidence_store.add_links(connection, form, item, rules.links(found), now)
            return self._folder(connection, form, item, now)

        return await self._change(evaluation, by, work)

    async def finish(self, evaluation: int, *, by: Speaker) -> Evaluation:
        """That was all: nothing more is awaited. The form as it stands."""

        def work(connection: Connection, form: Evaluation, now: datetime) -> Evaluation:
            if isinstance(parse(by.awaiting), AwaitEvidence):
                evaluation_store.stop_waiting(connection, by, by.awaiting)
                return form
            return replace(form, awaited=evaluation_store.awaited(by.awaiting, form.id))

        return await self._change(evaluation, by, work)

    async def view(self, piece: int, *, by: Speaker) -> Piece:
        """One piece, with the place of its bytes. Raises EvidenceNotYet while they are on their way."""
        now = self._transactions.now()
        _, found = await self._transactions.look(lambda connection: self._mine(connection, piece, by, now))
        if found.path is None and found.kind != LINK:
            raise EvidenceNotYet
        return found

    async def remove(self, piece: int, *, by: Speaker) -> Folder:
        """Take a piece away; its file is deleted soon after."""
        now = self._transactions.now()

        def work(connection: Connection) -> Folder:
            form, found = self._mine(connection, piece, by, now, lock=True)
            rules.changeable(form, now)
            evidence_store.remove(connection, found.id)
            return self._folder(connection, self._load(connection, form.id, by, now), found.item, now)

        return await self._transactions.write(work)

    async def for_rater(self, evaluation: int, *, by: Speaker) -> tuple[Piece, ...]:
        """All evidence of a form, for its rater, once they have opened what was sent. Raises NotYours."""
        now = self._transactions.now()

        def find(connection: Connection) -> tuple[Piece, ...]:
            form = evaluation_store.load(connection, evaluation, self._methods, now)
            return evidence_store.pieces(connection, self._files, rules.shown_to_rater(form, by.person).id)

        return await self._transactions.look(find)

    async def _change(self, evaluation: int, by: Speaker, work: Callable[[Connection, Evaluation, datetime], T]) -> T:
        """Hold the form, which must be mine, and do it: one transaction."""
        now = self._transactions.now()
        return await self._transactions.write(
            lambda connection: work(connection, self._load(connection, evaluation, by, now, lock=True), now)
        )

    def _load(
        self, connection: Connection, evaluation: int, by: Speaker, now: datetime, *, lock: bool = False
    ) -> Evaluation:
        if by.person is None:
            raise NotLinked
        return owned(evaluation_store.load(connection, evaluation, self._methods, now, lock=lock), by.person)

    def _mine(
        self, connection: Connection, piece: int, by: Speaker, now: datetime, *, lock: bool = False
    ) -> tuple[Evaluation, Piece]:
        """A piece of mine with its form. Whether somebody else's exists is not told."""
        if by.person is None:
            raise NotLinked
        if (evaluation := evidence_store.form_of(connection, piece)) is None:
            raise EvidenceGone
        try:
            form = self._load(connection, evaluation, by, now, lock=lock)
        except NotYours:
            raise EvidenceGone from None
        found = [one for one in evidence_store.pieces(connection, self._files, form.id) if one.id == piece]
        if not found:
            raise EvidenceGone
        return form, found[0]

    def _folder(self, connection: Connection, form: Evaluation, item: int, now: datetime) -> Folder:
        pieces = evidence_store.pieces(connection, self._files, form.id, item=item)
        return Folder(form, item, pieces, editable=rules.is_changeable(form, now))
