"""Countersigning a form that was entered from paper: the employee's use cases."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection
from sqlmodel import col, select

from models import evaluation_rules
from models import paper_rules as rules
from models.conversation import Speaker
from models.evaluation import PAPER_AGREED, PAPER_DISPUTED, Evaluation
from models.evidence_refusals import EvidenceGone, EvidenceNotYet
from models.notice import PAPER_DISPUTED as DISPUTE_TOLD
from models.paper import Countersign, Scan
from models.paper_action import AwaitRemark
from models.person import Person
from models.refusals import NotYours
from services import evaluation_result_store, evaluation_store, paper_store
from services.files import Files
from services.methods import Methods
from services.outbox import post
from services.submission import untell_rater
from services.transaction import Session, Transactions

TOLD_FOR = timedelta(days=30)


class Countersigning:
    """Use cases of the person whose form it is. Others get NotLinked or NotYours."""

    def __init__(self, transactions: Transactions, methods: Methods, files: Files) -> None:
        self._transactions = transactions
        self._methods = methods
        self._files = files

    async def view(self, paper: int, *, by: Speaker) -> Countersign:
        """What was entered, with the pages of the scan."""
        now = self._transactions.now()

        def find(connection: Connection) -> Countersign:
            mine = self._mine(connection, paper, by, now)
            return replace(mine, evaluation=evaluation_result_store.attached(connection, mine.evaluation))

        return await self._transactions.look(find)

    async def scan(self, scan: int, *, by: Speaker) -> Scan:
        """One page. Raises EvidenceGone, EvidenceNotYet."""
        now = self._transactions.now()

        def find(connection: Connection) -> Scan:
            paper = paper_store.paper_of(connection, scan)
            try:
                mine = self._mine(connection, paper or 0, by, now)
            except NotYours:
                raise EvidenceGone from None
            found = [one for one in mine.scans if one.id == scan]
            if not found:
                raise EvidenceGone
            return found[0]

        page = await self._transactions.look(find)
        if page.path is None:
            raise EvidenceNotYet
        return page

    async def agree(self, paper: int, *, by: Speaker) -> Countersign:
        """It is right; twice changes nothing. Raises PaperSettled where it was disputed, recalled or sent anew."""
        now = self._transactions.now()

        def agree(connection: Connection) -> Countersign:
            mine = self._mine(connection, paper, by, now, lock=True)
            if mine.state == PAPER_AGREED:
                return mine
            rules.undecided(mine)
            paper_store.decide(connection, paper, state=PAPER_AGREED, countersigned_at=now)
            return replace(mine, state=PAPER_AGREED, countersigned_at=now)

        return await self._transactions.write(agree)

    async def ask(self, paper: int, *, by: Speaker) -> Countersign:
        """Something is wrong: what, is awaited. Raises PaperSettled."""
        now = self._transactions.now()

        def ask(connection: Connection) -> Countersign:
            mine = rules.undecided(self._mine(connection, paper, by, now, lock=True))
            evaluation_store.wait_for(connection, by, AwaitRemark(paper).pack())
            return mine

        return await self._transactions.write(ask)

    async def dispute(self, paper: int, *, by: Speaker, text: str) -> Countersign:
        """Keep what is wrong and tell the operator that something is. The form is the employee's draft again.

        Unless it is too late to recall it: then the rater reads the remark.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            connection = await session.connection()
            before, after = await connection.run_sync(self._dispute, paper, by, text, now)
            if after.reopened:
                await untell_rater(session, before.evaluation, now)
            await _tell_operator(session, after, now)
            return after

    def _dispute(
        self, connection: Connection, paper: int, by: Speaker, text: str, now: datetime
    ) -> tuple[Countersign, Countersign]:
        before = rules.undecided(self._mine(connection, paper, by, now, lock=True))
        values = {"remark": rules.remark(text), "remarked_at": now, "state": PAPER_DISPUTED}
        paper_store.decide(connection, paper, **values)
        evaluation_store.wait_for(connection, by, "")
        form = _reopened(before.evaluation, now)
        if form is not before.evaluation:
            evaluation_store.save(connection, before.evaluation, form, now)
        return before, replace(before, evaluation=form, state=PAPER_DISPUTED, reopened=form is not before.evaluation)

    def _mine(
        self, connection: Connection, paper: int, by: Speaker, now: datetime, *, lock: bool = False
    ) -> Countersign:
        evaluation = paper_store.form_of(connection, paper)
        form = evaluation_store.load(connection, evaluation, self._methods, now, lock=lock) if evaluation else None
        found = paper_store.countersign(connection, self._files, form) if form else None
        return rules.countersignable(found, by.person)


def _reopened(form: Evaluation, now: datetime) -> Evaluation:
    return evaluation_rules.recall(form, form.version, now) if form.recallable else form


async def _tell_operator(session: Session, found: Countersign, now: datetime) -> None:
    """That something is wrong, not what: an operator sees no contents once it is saved."""
    employee = (await session.exec(select(Person.name).where(col(Person.id) == found.evaluation.person))).one()
    await post(
        session,
        DISPUTE_TOLD,
        to=found.operator,
        facts={"employee": employee, "person": found.evaluation.person, "reopened": found.reopened},
        dedupe_key=f"{DISPUTE_TOLD}:{found.paper}",
        now=now,
        valid_until=now + TOLD_FOR,
    )
