"""The roster: HR's file in, people without NIP by hand. A file is taken whole or not at all."""

import asyncio
import re
import unicodedata
from dataclasses import replace

from sqlmodel import col, select

from models.nip import REF_LIMIT, BadRefError, read_ref
from models.office_tree import HEADERS as OFFICE_HEADERS
from models.office_tree import OfficeRow, read_offices
from models.person import Person
from models.roster import HEADERS, NAME_LIMIT, RefusedRow, Staff, read_staff
from models.roster_plan import ImportReport, plan_import
from models.sheet import FileRefused, cell_text
from services.office_rows import plan_tree, with_tree, write_tree
from services.roster_rows import Progress, lock_roster, read_known, write
from services.sheets import read_sheet
from services.staff_rules import staff_rules
from services.transaction import Transactions


class PersonRefused(Exception):
    """A person cannot be added: `key` for its sentence in `locales/roster.py`, with the facts it needs."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class Roster:
    """Who works here, as HR says."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def import_file(
        self,
        content: bytes,
        name: str = "",
        *,
        dry_run: bool = False,
        allow_left: bool = False,
        skip_refused: bool = False,
        offices: bytes | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring the roster to what a file says (domain.md §6), and the tree of offices to what `offices` says.

        Nothing is written in a dry run, nor with any refused row unless `skip_refused`.

        What the bytes are decides how they are read, not the file's `name`. `progress` is called with (done, total,
        phase), phase one of `read`, `people`, `raters`, `left`. Raises FileRefused for a file that cannot be taken as a
        whole: what `services.sheets` refuses (its `file` is `offices` for the tree), or `too_many_left` unless
        `allow_left`.
        """
        tell = progress or (lambda *_: None)
        tree = await asyncio.to_thread(_read_tree, offices) if offices is not None else None
        staff = await asyncio.to_thread(_read, content, tell)
        opened = self._transactions.read() if dry_run else self._transactions.begin()
        async with opened as session:
            if not dry_run:
                await lock_roster(session)
            planned = await plan_tree(session, *tree) if tree else None
            known = await read_known(session)
            plan = plan_import(staff, with_tree(known, planned), allow_left=allow_left, skip_refused=skip_refused)
            report = replace(plan.report, offices=planned.report if planned else None)
            if dry_run or (report.refuses and not skip_refused):
                return report
            if planned:
                await write_tree(session, planned)
            await write(session, plan, self._transactions.now(), tell)
        return replace(report, written=True)

    async def add_without_nip(self, name: str, ref: str | None = None) -> str:
        """Add somebody who has no NIP, such as the Bupati, and give their REF: the one wished for, or made of the name.

        Raises PersonRefused: `name_empty`, `name_long`, `bad_ref`, `ref_taken`.
        """
        name = cell_text(name)
        if not any(letter.isalnum() for letter in name):
            raise PersonRefused("name_empty")
        if len(name) > NAME_LIMIT:
            raise PersonRefused("name_long", limit=NAME_LIMIT)
        wished = _wished(ref) if ref else ""
        async with self._transactions.begin() as session:
            await lock_roster(session)
            taken = set((await session.exec(select(Person.ref).where(col(Person.ref).startswith("X-")))).all())
            if wished in taken:
                raise PersonRefused("ref_taken", ref=wished)
            given = wished or _free_ref(name, taken)
            session.add(Person(ref=given, name=name, changed_at=self._transactions.now()))
        return given


def _read(content: bytes, tell: Progress) -> Staff:
    sheet = read_sheet(content, HEADERS)
    tell(0, sheet.total, "read")
    staff = read_staff(sheet)
    staff_rules().apply(staff)
    tell(sheet.total, sheet.total, "read")
    return staff


def _read_tree(content: bytes) -> tuple[list[OfficeRow], list[RefusedRow]]:
    try:
        return read_offices(read_sheet(content, OFFICE_HEADERS))
    except FileRefused as refused:
        refused.file = "offices"
        raise


def _wished(ref: str) -> str:
    try:
        read = read_ref(ref)
    except BadRefError:
        read = ""
    if not read.startswith("X-"):
        raise PersonRefused("bad_ref")
    return read


def _free_ref(name: str, taken: set[str]) -> str:
    """`X-` and the name in plain letters; a number where that is taken, or where no letter is left of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    slug = "-".join(re.findall(r"[A-Z0-9]+", plain))[: REF_LIMIT - 7].strip("-")
    stem = f"X-{slug}" if slug else "X"
    if slug and stem not in taken:
        return stem
    return next(ref for number in range(1 if not slug else 2, 10_000) if (ref := f"{stem}-{number}") not in taken)
