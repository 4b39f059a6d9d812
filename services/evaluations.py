"""Self-evaluation: every public method is one use case and, if it writes, one transaction.

The statements of an answer are few and prepared once, because 14,000 people give 294,000 of them: mark the update
handled, read the form with its answers, write the answer, write the form.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from models import evaluation_rules as rules
from models.conversation import Speaker
from models.evaluation import Awaited, Evaluation
from models.parcel import Sent
from models.refusals import NoEvaluation, NotLinked
from services import evaluation_result_store, evidence_store
from services import evaluation_store as store
from services.methods import Methods
from services.submission import tell_rater, untell_rater
from services.transaction import Transactions

Step = Callable[[Evaluation, datetime], Evaluation]


class Evaluations:
    """Use cases of the person who evaluates themselves. Each returns the form as it stands afterwards.

    They raise NotLinked, NotYours, NoEvaluation, EvaluationClosed and what `models.evaluation_rules` says.
    """

    def __init__(self, transactions: Transactions, methods: Methods) -> None:
        self._transactions = transactions
        self._methods = methods

    async def present(self, by: Speaker) -> Evaluation:
        """My form where it stands: of the cycle that is open, else of the last one."""
        person, now = by.person, self._transactions.now()
        if person is None:
            raise NotLinked

        def find(connection: Connection) -> Evaluation:
            if (found := store.current(connection, person, now)) is None:
                raise NoEvaluation
            return evaluation_result_store.attached(connection, self._load(connection, found, by, now))

        return await self._transactions.look(find)

    async def view(self, evaluation: int, *, by: Speaker) -> Evaluation:
        """One form of mine, unchanged."""
        now = self._transactions.now()
        return await self._transactions.look(lambda connection: self._load(connection, evaluation, by, now))

    async def answer(self, evaluation: int, *, by: Speaker, item: int, level: int, version: int) -> Evaluation:
        """Give a level to an item."""
        return await self._change(evaluation, by, lambda e, now: rules.answer(e, item, level, version, now))

    async def go_to(self, evaluation: int, *, by: Speaker, item: int, version: int) -> Evaluation:
        """Open an item, or the review (count + 1)."""
        return await self._change(evaluation, by, lambda e, now: rules.go_to(e, item, version, now))

    async def review(self, evaluation: int, *, by: Speaker, version: int) -> Evaluation:
        """Open the review."""
        return await self._change(evaluation, by, lambda e, now: rules.go_to(e, e.method.count + 1, version, now))

    async def not_applicable(self, evaluation: int, *, by: Speaker, item: int, version: int) -> Evaluation:
        """Say that an item does not apply; its reason is awaited."""
        return await self._change(evaluation, by, lambda e, now: rules.not_applicable(e, item, version, now))

    async def tell(self, evaluation: int, *, by: Speaker, text: str) -> Evaluation:
        """The example or the reason we wait for."""
        return await self._change(evaluation, by, lambda e, now: rules.tell(e, text, now))

    async def tell_beside(self, evaluation: int, *, by: Speaker, text: str, sent: Sent) -> Evaluation:
        """The same, as the caption of a file that is evidence. A file that is refused costs no word of the text."""
        now = self._transactions.now()

        def work(connection: Connection) -> Evaluation:
            before, after = self._step(connection, evaluation, by, lambda e, at: rules.tell(e, text, at), now)
            if before.awaited is None or before.submitted:
                return after
            after, refusal = evidence_store.try_add(connection, after, before.awaited.item, sent, now)
            return replace(after, turned_away=refusal)

        return await self._transactions.write(work)

    async def speak(self, evaluation: int, *, by: Speaker, sent: Sent) -> Evaluation:
        """The example we wait for, as a voice note."""
        now = self._transactions.now()

        def work(connection: Connection) -> Evaluation:
            before, after = self._step(connection, evaluation, by, rules.speak, now)
            if before.awaited is None or after.stale:
                return after
            return evidence_store.add(connection, after, before.awaited.item, sent, now, spoken=True)

        return await self._transactions.write(work)

    async def submit(self, evaluation: int, *, by: Speaker, version: int) -> Evaluation:
        """Send to the rater, who is told. Raises Incomplete."""
        async with self._transactions.begin() as session:
            now = self._transactions.now()
            connection = await session.connection()
            before, after = await connection.run_sync(
                self._step, evaluation, by, lambda e, at: rules.submit(e, version, at), now
            )
            if after.submitted and not before.submitted:
                await tell_rater(session, after, by.name, now)
            return after

    async def recall(self, evaluation: int, *, by: Speaker, version: int) -> Evaluation:
        """Take it back. A notice to the rater that has not gone out is cancelled. Raises RecallTooLate."""
        async with self._transactions.begin() as session:
            now = self._transactions.now()
            connection = await session.connection()
            before, after = await connection.run_sync(
                self._step, evaluation, by, lambda e, at: rules.recall(e, version, at), now
            )
            if not after.stale:
                await untell_rater(session, before, now)
            return after

    async def _change(self, evaluation: int, by: Speaker, step: Step) -> Evaluation:
        """Read the form, take one step of the rules, write what changed: one transaction."""
        now = self._transactions.now()
        _, after = await self._transactions.write(lambda connection: self._step(connection, evaluation, by, step, now))
        return after

    def _step(
        self, connection: Connection, evaluation: int, by: Speaker, step: Step, now: datetime
    ) -> tuple[Evaluation, Evaluation]:
        """The form before and after."""
        before = self._load(connection, evaluation, by, now, lock=True)
        after = step(before, now)
        self._save(connection, before, after, by, now)
        return before, evaluation_result_store.attached(connection, after)

    def _load(
        self, connection: Connection, evaluation: int, by: Speaker, now: datetime, *, lock: bool = False
    ) -> Evaluation:
        if by.person is None:
            raise NotLinked
        found = store.load(connection, evaluation, self._methods, now, lock=lock)
        mine = rules.owned(found, by.person)
        return replace(mine, awaited=store.awaited(by.awaiting, mine.id))

    def _save(self, connection: Connection, before: Evaluation, after: Evaluation, by: Speaker, now: datetime) -> None:
        if after.version != before.version:
            store.save(connection, before, after, now)
        if after.submitted and not before.submitted:
            evaluation_result_store.freeze(connection, before, now)
        waiting = store.awaiting(after)
        if waiting != by.awaiting and (after.version != before.version or _was_mine(by, before)):
            store.wait_for(connection, by, waiting)


def _was_mine(by: Speaker, evaluation: Evaluation) -> bool:
    return store.awaited(by.awaiting, evaluation.id) is not None


__all__ = ["Awaited", "Evaluations"]
