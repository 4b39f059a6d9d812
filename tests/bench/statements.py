"""Which statements a run sends, and how often."""

import re
from collections import Counter
from typing import Any

from sqlalchemy import event

from services.transaction import Transactions

_CHANGE = re.compile(r"INSERT INTO \w+|UPDATE \w+ SET \w+")
_TABLE = re.compile(r"\bFROM (\w+)")


class Statements:
    """Counts what both pools of `transactions` execute while it is entered; listening alone costs a few per cent."""

    def __init__(self, transactions: Transactions) -> None:
        self._counted: Counter[str] = Counter()
        self._listening = [
            (engine.sync_engine, "before_cursor_execute", self._count)
            for engine in (transactions.writer, transactions.reader)
        ]
        self._listening.append((transactions.writer.sync_engine, "commit", self._count_commit))

    def __enter__(self) -> "Statements":
        for listener in self._listening:
            event.listen(*listener)
        return self

    def __exit__(self, *_: object) -> None:
        for listener in self._listening:
            event.remove(*listener)

    def an_answer(self, answers: int) -> dict[str, float]:
        """How often each was sent for one answer, a batch being one."""
        shares: Counter[str] = Counter()
        for statement, times in self._counted.items():
            shares[_short(statement)] += times
        return {name: times / answers for name, times in shares.most_common()}

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._counted[statement] += 1

    def _count_commit(self, _connection: Any) -> None:
        self._counted["COMMIT"] += 1


def _short(statement: str) -> str:
    """`UPDATE inbox SET holder=…` as `UPDATE inbox SET holder`, whatever stands before it; a SELECT by its table."""
    if change := _CHANGE.search(statement):
        return change[0]
    table = _TABLE.search(statement)
    return f"SELECT … FROM {table[1]}" if table else statement
