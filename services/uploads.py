"""HR's files in chat: sending one, looking at it, confirming it, calling it off. services/upload_work.py does it."""

from secrets import token_hex

from sqlmodel import col, select, update

from models.action import parse
from models.conversation import Speaker
from models.evidence_rules import plain_name
from models.notice import UPLOAD_PREVIEWED, UPLOAD_ROWS
from models.parcel import MAX_SIZE, WAITING, Sent
from models.refusals import NotAllowed, NotLinked
from models.upload import CANCELLED, CONFIRMED, LISTED, OPEN, PREVIEWED, UNDECIDED, Upload, UploadRow
from models.upload_action import AwaitUpload
from models.upload_preview import can_save
from models.upload_refusals import UploadBusy, UploadGone, UploadTooBig
from services.conversations import keep
from services.outbox import cancel
from services.roles import scope_of
from services.transaction import Session, Transactions
from services.upload_rows import FREE, seen


class Uploads:
    """Use cases of hr. They raise NotLinked, NotAllowed; UploadGone for what is not there or another's."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    async def may(self, by: Speaker) -> bool:
        """Does this speaker keep the roster?"""
        if by.person is None:
            return False
        async with self._transactions.read() as session:
            return (await scope_of(session, by)).everyone

    async def open(self, *, by: Speaker) -> tuple[Upload, ...]:
        """A file is awaited from now on; those of this person that have not come to an end, newest first."""
        async with self._transactions.begin() as session:
            person = await _hr(session, by)
            await keep(session, self._transactions, by, awaiting=AwaitUpload().pack())
            found = await session.exec(
                select(UploadRow)
                .where(UploadRow.person_id == person, col(UploadRow.state).in_(OPEN))
                .order_by(col(UploadRow.id).desc())
                .limit(LISTED)
            )
            return tuple(seen(row) for row in found)

    async def receive(self, sent: Sent, *, by: Speaker) -> Upload:
        """A file came: its bytes will be fetched, read and shown. Raises UploadTooBig."""
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            person = await _hr(session, by)
            if (sent.size or 0) > MAX_SIZE:
                raise UploadTooBig(size=sent.size or 0, limit=MAX_SIZE)
            if isinstance(parse(by.awaiting), AwaitUpload):
                await keep(session, self._transactions, by, awaiting="")
            row = UploadRow(
                person_id=person,
                state=WAITING,
                file_id=sent.file_id,
                name=plain_name(sent.name),
                size=sent.size or 0,
                key=token_hex(16),
                sent_at=now,
                told={},
            )
            session.add(row)
            await session.flush()
            return seen(row)

    async def view(self, upload: int, *, by: Speaker) -> Upload:
        """Where it stands."""
        async with self._transactions.read() as session:
            return seen(await _mine(session, upload, by))

    async def save(self, upload: int, *, by: Speaker, version: int) -> Upload:
        """Import what this preview showed. One that has been replaced, or decided on, is `stale`: nothing is done.

        What is left out (refused rows) or accepted (many who left) is what the preview said.
        """
        now = self._transactions.now()
        async with self._transactions.begin() as session:
            row = await _mine(session, upload, by, lock=True)
            open_ = row.state == PREVIEWED and row.version == version and row.until is not None and row.until > now
            if not open_ or not can_save(row.told):
                return seen(row, stale=True)
            await _turn(session, row, CONFIRMED)
            return seen(row)

    async def cancel(self, upload: int, *, by: Speaker) -> Upload:
        """Call it off; its bytes are deleted soon after. Raises UploadBusy once it is confirmed."""
        async with self._transactions.begin() as session:
            row = await _mine(session, upload, by, lock=True)
            if row.state == CONFIRMED:
                raise UploadBusy
            if row.state not in UNDECIDED:
                return seen(row, stale=True)
            await _turn(session, row, CANCELLED, file_id="", told={})
            for kind in (UPLOAD_PREVIEWED, UPLOAD_ROWS):
                await cancel(session, f"{kind}:{upload}", self._transactions.now())
            return seen(row)


async def _hr(session: Session, by: Speaker) -> int:
    if by.person is None:
        raise NotLinked
    if not (await scope_of(session, by)).everyone:
        raise NotAllowed
    return by.person


async def _mine(session: Session, upload: int, by: Speaker, *, lock: bool = False) -> UploadRow:
    """Only who sent it decides; whether somebody else's exists is not told."""
    person = await _hr(session, by)
    wanted = select(UploadRow).where(UploadRow.id == upload, UploadRow.person_id == person)
    row = (await session.exec(wanted.with_for_update() if lock else wanted)).first()
    if row is None:
        raise UploadGone
    return row


async def _turn(session: Session, row: UploadRow, state: str, **values: object) -> None:
    """Whoever works on it loses it: what they settle now changes nothing."""
    await session.exec(update(UploadRow).where(col(UploadRow.id) == row.id).values(state=state, **FREE, **values))
    await session.refresh(row)
