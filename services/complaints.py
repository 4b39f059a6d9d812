"""One's own cases: where they stand, and whether the answer solved them. Nobody sees or counts another's."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func
from sqlmodel import col, select

from models import complaint_rules as rules
from models.complaint import ANSWERED, ASKED, CLOSED, Complaint, ComplaintGuess, ComplaintRow, OwnCase
from models.complaint_action import AwaitCode
from models.complaint_days import is_late
from models.complaint_number import read_code, read_number
from models.complaint_refusals import ComplaintGuesses, ComplaintUnknown, NumberMistyped
from models.conversation import Speaker
from services.calendars import Calendars
from services.complaint_rows import answer_of, apply_step, escalated_at, own_case, with_rules
from services.conversations import keep
from services.desk_people import tell_desk
from services.reporters import account_of, find_reporter
from services.seal import Seal
from services.transaction import Session, Transactions

GUESSES, WINDOW = 5, timedelta(hours=1)
SHOWN = 20
"""Own cases in a list, newest first."""


@dataclass(frozen=True)
class Asked:
    """A number that is not the speaker's own: its secret code is awaited, whether or not there is such a case."""

    number: str


class Complaints:
    """Use cases of a reporter."""

    def __init__(self, transactions: Transactions, calendars: Calendars, seal: Seal) -> None:
        self._transactions = transactions
        self._calendars = calendars
        self._seal = seal

    async def mine(self, *, by: Speaker) -> tuple[Complaint, ...]:
        """The speaker's newest cases."""
        async with self._transactions.read() as session:
            reporter = await find_reporter(session, self._seal, by)
            if reporter is None:
                return ()
            own = select(ComplaintRow).where(ComplaintRow.reporter_id == reporter.id)
            rows = (await session.exec(own.order_by(col(ComplaintRow.id).desc()).limit(SHOWN))).all()
            return tuple([await with_rules(session, row) for row in rows])

    async def open(self, complaint: int, *, by: Speaker) -> OwnCase:
        """One of them. Raises ComplaintUnknown for another's, whether or not there is one."""
        async with self._transactions.read() as session:
            return await self._shown(session, await own_case(session, self._seal, complaint, by))

    async def find(self, text: str, *, by: Speaker) -> OwnCase | Asked:
        """By number: one's own at once; of any other the secret code is asked for, whether there is such a case or not.

        `text` may hold number and code. Raises NumberMistyped, ComplaintUnknown, ComplaintGuesses.
        """
        number, code = _number_and_code(text)
        if number is None:
            raise NumberMistyped
        async with self._transactions.begin() as session:
            row = (await session.exec(select(ComplaintRow).where(ComplaintRow.number == number))).first()
            reporter = await find_reporter(session, self._seal, by)
            if row and reporter and row.reporter_id == reporter.id:
                return await self._shown(session, row)
            if code is None:
                await keep(session, self._transactions, by, awaiting=AwaitCode(number).pack())
                return Asked(number)
            opened, guesses = await self._opened(session, row, number, code, by)
            again = opened is None and guesses <= GUESSES
            await keep(session, self._transactions, by, awaiting=AwaitCode(number).pack() if again else "")
        if opened is None:  # after the commit: that it was tried is kept
            raise ComplaintGuesses if guesses > GUESSES else ComplaintUnknown
        return opened

    async def _opened(
        self, session: Session, row: ComplaintRow | None, number: str, code: str, by: Speaker
    ) -> tuple[OwnCase | None, int]:
        """The case, if the code is its, and how often this account tried in vain within WINDOW."""
        now = self._transactions.now()
        mine = col(ComplaintGuess.lookup).in_(self._seal.lookups(account_of(by)))
        tried = select(func.count()).select_from(ComplaintGuess).where(mine, ComplaintGuess.at > now - WINDOW)
        guesses = (await session.exec(tried)).one()
        right = row is not None and row.code_hash in self._seal.lookups(f"{number} {read_code(code)}")
        if row is not None and right and guesses < GUESSES:
            return replace(await self._shown(session, row), mine=False), guesses
        session.add(ComplaintGuess(lookup=self._seal.lookup(account_of(by)), at=now))
        return None, guesses + 1

    async def judge(self, complaint: int, version: int, *, solved: bool, by: Speaker) -> OwnCase:
        """Did the answer solve it? Yes closes the case, no opens it again.

        An old button changes nothing. Raises ComplaintUnknown, ComplaintMoved, ConfirmOver.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            if row.version != version:
                return replace(await self._shown(session, row), stale=True)
            case = await with_rules(session, row)
            calendar = await self._calendars.of(session)
            step = rules.confirm(row, now) if solved else rules.dispute(row, case.rules, calendar, now)
            await apply_step(session, row, step, None, now)
            if not solved:
                await tell_desk(session, row, now)
            return await self._shown(session, row)

    async def withdraw(self, complaint: int, version: int, *, sure: bool, by: Speaker) -> OwnCase:
        """Take it back, once they are sure; nobody works on it any more. Raises ComplaintUnknown, ComplaintMoved."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            if row.version != version:
                return replace(await self._shown(session, row), stale=True)
            step = rules.withdraw(row, now)
            if sure:
                await apply_step(session, row, step, None, now)
            return await self._shown(session, row)

    async def rate(self, complaint: int, stars: int, *, by: Speaker) -> OwnCase:
        """How it went, once. Raises ComplaintUnknown, ComplaintMoved, UnknownChoice."""
        async with self._transactions.begin() as session:
            row = await own_case(session, self._seal, complaint, by, lock=True)
            await apply_step(session, row, rules.rate(row, stars), None, self._transactions.now())
            return await self._shown(session, row)

    async def _shown(self, session: Session, row: ComplaintRow) -> OwnCase:
        answer = await answer_of(session, row.id or 0) if row.state in (ASKED, ANSWERED, CLOSED) else ""
        late = is_late(row, self._transactions.now())
        told = await escalated_at(session, row) if late else None
        return OwnCase(await with_rules(session, row), answer, late=late, escalated=told)


def _number_and_code(text: str) -> tuple[str | None, str | None]:
    """`LS-7K3M9Q-4 7K3M9-Q4ABC`: the longest beginning that is a number; what follows is the code."""
    words = text.split()
    for length in range(len(words), 0, -1):
        if number := read_number("".join(words[:length])):
            return number, " ".join(words[length:]) or None
    return None, None
