"""Work results: HR's file in. It is taken whole or not at all."""

import asyncio
from dataclasses import replace

from models.roster import RefusedRow
from models.work_result_file import HEADERS, ResultReport, ResultRow, read_results
from services.sheets import read_sheet
from services.transaction import Transactions
from services.work_result_rows import plan_rows, write_results


class WorkResults:
    """What people are to achieve, as HR says."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def import_file(self, content: bytes) -> ResultReport:
        """Bring everybody whom the file names to what it says; nothing is written with any refused row.

        A result that the file no longer has is withdrawn, not deleted. Raises FileRefused as `services.sheets` says.
        """
        rows, refused = await asyncio.to_thread(_read, content)
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            plan = await plan_rows(session, rows, refused)
            if plan.report.refused:
                return plan.report
            await write_results(session, plan, now)
        return replace(plan.report, written=True)


def _read(content: bytes) -> tuple[list[ResultRow], list[RefusedRow]]:
    return read_results(read_sheet(content, HEADERS))
