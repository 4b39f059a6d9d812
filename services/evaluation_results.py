"""Work results in a self-evaluation: what their owner says of them, and how their rater reads it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from models import evaluation_result_rules as rules
from models.action import parse
from models.conversation import Speaker
from models.evaluation import Evaluation
from models.evaluation_result import Results
from models.evaluation_result_actions import AwaitNote, AwaitResult
from models.evaluation_result_rules import NOTE, WORDS, Page
from models.evaluation_rules import owned
from models.evidence_rules import is_changeable, shown_to_rater
from models.refusals import NotLinked
from services import evaluation_result_store as store
from services import evaluation_store
from services.methods import Methods
from services.transaction import Transactions

Step = Callable[[Page, datetime], Page]


class EvaluationResults:
    """Use cases of the person whose results they are, and one of their rater. Each returns the page to show next.

    They raise NotLinked, NotYours and what `models.evaluation_result_rules` says.
    """

    def __init__(self, transactions: Transactions, methods: Methods) -> None:
        self._transactions = transactions
        self._methods = methods

    async def open(self, evaluation: int, *, by: Speaker, result: int | None = None) -> Page:
        """All results of a form, or one of them."""
        return await self._change(evaluation, by, lambda page, now: rules.show(page, result))

    async def rate(self, evaluation: int, *, by: Speaker, result: int, rating: int, edition: int, version: int) -> Page:
        """Give a rating; what was achieved is awaited then."""
        return await self._change(evaluation, by, lambda p, now: rules.rate(p, result, rating, edition, version, now))

    async def ask_note(self, evaluation: int, *, by: Speaker, result: int, version: int) -> Page:
        """Wait for what was achieved."""
        return await self._change(evaluation, by, lambda page, now: rules.ask(page, result, NOTE, version, now))

    async def ask_words(self, evaluation: int, *, by: Speaker, result: int, version: int) -> Page:
        """Wait for the words of a result of one's own; 0 is a new one."""
        return await self._change(evaluation, by, lambda page, now: rules.ask(page, result, WORDS, version, now))

    async def tell(self, evaluation: int, *, by: Speaker, text: str) -> Page:
        """The text we wait for."""
        return await self._change(evaluation, by, lambda page, now: rules.tell(page, text, now))

    async def remove(self, evaluation: int, *, by: Speaker, result: int, version: int) -> Page:
        """Take one's own away, or what was said of one that HR no longer lists."""
        return await self._change(evaluation, by, lambda page, now: rules.remove(page, result, version, now))

    async def leave(self, evaluation: int, *, by: Speaker) -> Evaluation:
        """Back to the form as it stands; nothing is awaited of the section any more."""
        now = self._transactions.now()

        def work(connection: Connection) -> Evaluation:
            form = self._mine(connection, evaluation, by, now)
            if isinstance(parse(by.awaiting), AwaitNote | AwaitResult):
                evaluation_store.stop_waiting(connection, by, by.awaiting)
            form = replace(form, awaited=evaluation_store.awaited(by.awaiting, form.id))
            return store.attached(connection, form)

        return await self._transactions.write(work)

    async def for_rater(self, evaluation: int, *, by: Speaker) -> Results | None:
        """What was said, for today's rater, once they have opened what was sent; None if the method asks for nothing.

        Raises NotYours.
        """
        now = self._transactions.now()

        def find(connection: Connection) -> Results | None:
            form = shown_to_rater(evaluation_store.load(connection, evaluation, self._methods, now), by.person)
            return store.read(connection, form) if form.method.own_results is not None else None

        return await self._transactions.look(find)

    async def _change(self, evaluation: int, by: Speaker, step: Step) -> Page:
        """Hold the form, which must be mine, take one step, write what changed: one transaction."""
        now = self._transactions.now()

        def work(connection: Connection) -> Page:
            form = self._mine(connection, evaluation, by, now)
            before = _page(form, store.read(connection, form), by, now)
            return self._save(connection, form, step(before, now), by, now)

        return await self._transactions.write(work)

    def _save(self, connection: Connection, before: Evaluation, page: Page, by: Speaker, now: datetime) -> Page:
        if not page.editable:
            return page
        page = replace(page, results=store.save(connection, page.evaluation, page.results, now))
        if page.evaluation.version != before.version:
            evaluation_store.save(connection, before, page.evaluation, now)
        if not page.stale and (waiting := _awaiting(page)) != by.awaiting:
            evaluation_store.wait_for(connection, by, waiting)
        return page

    def _mine(self, connection: Connection, evaluation: int, by: Speaker, now: datetime) -> Evaluation:
        if by.person is None:
            raise NotLinked
        return owned(evaluation_store.load(connection, evaluation, self._methods, now, lock=True), by.person)


def _page(form: Evaluation, results: Results, by: Speaker, now: datetime) -> Page:
    """Where the person is: at the text that is awaited, else before the list."""
    page = Page(form, results, editable=is_changeable(form, now))
    match parse(by.awaiting):
        case AwaitNote(evaluation, result) if evaluation == form.id and (number := results.number(result)):
            return replace(page, shown=number, awaited=NOTE)
        case AwaitResult(evaluation, result) if evaluation == form.id:
            number = results.number(result)
            return replace(page, shown=number, awaited=WORDS if number or not result else "")
    return page


def _awaiting(page: Page) -> str:
    result = (page.said.id if page.said else 0) or 0
    if not page.awaited:
        return ""
    kind = AwaitNote if page.awaited == NOTE else AwaitResult
    return kind(page.evaluation.id, result).pack()
