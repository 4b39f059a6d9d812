"""Entering a form from paper: the scan, the digits part by part, the review, saving. The operator's use cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import select

from models import paper_rules as rules
from models.conversation import Speaker
from models.evaluation import PAPER_DRAFT, PAPER_SAVED, Evaluation
from models.evaluation_rules import within_dates
from models.notice import PAPER_ENTERED
from models.paper import SCAN, Paper
from models.paper_action import AwaitPart, AwaitScan
from models.paper_refusals import PaperBegun, PaperGone, PaperNoForm, PaperSent
from models.parcel import Sent
from models.person import SILENT, Person
from models.refusals import NotYours, Refusal
from models.role import Scope
from services import evaluation_result_store, evaluation_store, paper_store
from services.methods import Methods
from services.outbox import post
from services.roles import looking_after, within
from services.submission import tell_rater
from services.transaction import Session, Transactions

Step = Callable[[Connection, Paper, datetime], Paper]


class Papers:
    """Use cases of hr and of an office's operator, each on what they have begun themselves.

    They raise NotLinked, NotAllowed, NotYours, PaperGone, EvaluationClosed and what `models.paper_rules` says.
    """

    def __init__(self, transactions: Transactions, methods: Methods) -> None:
        self._transactions = transactions
        self._methods = methods

    async def open(self, person: int, *, by: Speaker) -> Paper:
        """Begin this person's form, or go on with it. Raises PaperNoForm, PaperTaken.

        A draft that is not needed any more, because they were faster in chat, is deleted and said so.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            scope = await looking_after(session, by)
            living = select(Person.name).where(Person.id == person, Person.state == "active", Person.standing != SILENT)
            name = (await session.exec(within(scope, living))).first()
            if name is None:
                raise NotYours
            found = await (await session.connection()).run_sync(self._open, person, name, by, now)
        if isinstance(found, Refusal):
            raise found
        return found

    async def go_on(self, paper: int, *, by: Speaker) -> Paper:
        """What is next."""
        return await self._step(paper, by, lambda connection, found, now: found)

    async def open_part(self, paper: int, *, by: Speaker, part: int) -> Paper:
        """The digits of a part are awaited."""
        return await self._step(paper, by, lambda connection, found, now: rules.at_part(found, part))

    async def open_scan(self, paper: int, *, by: Speaker) -> Paper:
        """Pages are awaited. Also after saving: one may have been lost."""
        return await self._step(paper, by, lambda connection, found, now: replace(found, place=SCAN), saved_too=True)

    async def add_page(self, paper: int, *, by: Speaker, sent: Sent) -> Paper:
        """Keep a page of the scan."""

        def add(connection: Connection, found: Paper, now: datetime) -> Paper:
            later = paper_store.knows_album(connection, found.id, sent.album)
            added = paper_store.add_page(connection, found, sent, now)
            return replace(added, place=SCAN, version=found.version + 1, album=bool(sent.album), later=later)

        return await self._step(paper, by, add, saved_too=True)

    async def clear_scan(self, paper: int, *, by: Speaker, version: int) -> Paper:
        """Take all pages away; they are sent again."""

        def clear(connection: Connection, found: Paper, now: datetime) -> Paper:
            if version != found.version:
                return replace(found, stale=True)
            paper_store.clear(connection, found.id)
            return replace(found, place=SCAN, scans=0, version=found.version + 1)

        return await self._step(paper, by, clear)

    async def tell(self, paper: int, *, by: Speaker, part: int, text: str) -> Paper:
        """The digits of a part."""

        def tell(connection: Connection, found: Paper, now: datetime) -> Paper:
            within_dates(found.evaluation, now)
            return rules.tell(found, part, text)

        return await self._step(paper, by, tell)

    async def save(self, paper: int, *, by: Speaker, version: int) -> Paper:
        """Send the form as the paper says. The rater is told as always, the employee as soon as they have an account.

        Raises ScanNeeded, PaperIncomplete, PaperSent, PaperBegun.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            scope = await looking_after(session, by)
            connection = await session.connection()
            found = await connection.run_sync(self._hold, paper, scope, by, now)
            if found.state != PAPER_DRAFT or found.version != version:
                return replace(found, stale=True)
            saved = await connection.run_sync(_save, found, by, now)
            if isinstance(saved, Paper):
                await tell_rater(session, saved.evaluation, saved.name, now)
                await _ask_employee(session, saved, now)
        if isinstance(saved, Refusal):
            raise saved
        return saved

    async def drop(self, paper: int, *, by: Speaker, version: int) -> Paper:
        """Give a draft up: its scan and its digits are deleted."""

        def drop(connection: Connection, found: Paper, now: datetime) -> Paper:
            if version != found.version:
                return replace(found, stale=True)
            paper_store.drop(connection, found.id)
            return replace(found, place=len(found.evaluation.method.parts))

        return await self._step(paper, by, drop)

    async def _step(self, paper: int, by: Speaker, step: Step, *, saved_too: bool = False) -> Paper:
        """Hold the paper form, take a step, write what changed. Of one that is saved nothing changes but its scan."""
        now = self._transactions.now()

        def work(connection: Connection, scope: Scope) -> Paper:
            found = self._hold(connection, paper, scope, by, now)
            if found.state != PAPER_DRAFT and not saved_too:
                return replace(found, stale=True)
            after = step(connection, found, now)
            if after.version != found.version:
                after = paper_store.touch(connection, after, now)
            evaluation_store.wait_for(connection, by, _awaiting(after))
            return after

        async with self._transactions.begin() as session:
            scope = await looking_after(session, by)
            return await (await session.connection()).run_sync(work, scope)

    def _open(self, connection: Connection, person: int, name: str, by: Speaker, now: datetime) -> Paper | Refusal:
        current = evaluation_store.current(connection, person, now)
        form = self._form(connection, current, now) if current else None
        if form is None or by.person is None:
            raise PaperNoForm(name=name)
        found = paper_store.load(connection, form)
        try:
            rules.startable(form, name, by.person, now)
        except (PaperSent, PaperBegun) as refusal:
            return _not_needed(connection, found, by, refusal)
        if found and rules.free_for(found, by.person, now):
            paper_store.drop(connection, found.id)
            found = None
        if found is None:
            found = paper_store.begin(connection, form, by.person, now)
        found = rules.onward(found)
        evaluation_store.wait_for(connection, by, _awaiting(found))
        return found

    def _form(self, connection: Connection, evaluation: int, now: datetime) -> Evaluation | None:
        return evaluation_store.load(connection, evaluation, self._methods, now, lock=True)

    def _hold(self, connection: Connection, paper: int, scope: Scope, by: Speaker, now: datetime) -> Paper:
        """The form's lock is the paper's, too: two operators, or the employee in chat, come one after the other."""
        evaluation = paper_store.form_of(connection, paper)
        form = self._form(connection, evaluation, now) if evaluation else None
        found = paper_store.load(connection, form) if form else None
        if found is None or found.id != paper:
            raise PaperGone
        if found.operator != by.person or not scope.holds(found.office):
            raise NotYours
        return rules.onward(found)


def _save(connection: Connection, paper: Paper, by: Speaker, now: datetime) -> Paper | Refusal:
    try:
        form = rules.sent(paper, now)
    except (PaperSent, PaperBegun) as refusal:
        return _not_needed(connection, paper, by, refusal)
    evaluation_store.save(connection, paper.evaluation, form, now)
    evaluation_result_store.freeze(connection, paper.evaluation, now)
    evaluation_store.wait_for(connection, by, "")
    return paper_store.close(connection, replace(paper, evaluation=form), PAPER_SAVED, form.submissions, now)


def _not_needed(connection: Connection, paper: Paper | None, by: Speaker, why: Refusal) -> Refusal:
    """Whoever was faster in chat: the operator's draft goes, in this commit; the refusal is raised after it."""
    if paper is not None and paper.draft and paper.operator == by.person:
        paper_store.drop(connection, paper.id)
        evaluation_store.wait_for(connection, by, "")
    return why


async def _ask_employee(session: Session, paper: Paper, now: datetime) -> None:
    cycle = paper.evaluation.cycle
    await post(
        session,
        PAPER_ENTERED,
        to=paper.evaluation.person,
        facts={"paper": paper.id, "operator": paper.operator_name, "period": cycle.name, "at": now.isoformat()},
        dedupe_key=f"{PAPER_ENTERED}:{paper.id}",
        now=now,
        valid_until=cycle.publish_at,
        subject=paper.evaluation.id,
    )


def _awaiting(paper: Paper) -> str:
    """The packed form of what is awaited from the operator at this place."""
    if paper.place == SCAN:
        return AwaitScan(paper.id).pack()
    if paper.state != PAPER_DRAFT or paper.at_review:
        return ""
    return AwaitPart(paper.id, paper.place).pack()
