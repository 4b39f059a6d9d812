"""The rows of uploads and their notices, inside the transaction of whoever calls."""

from datetime import datetime
from typing import Any

from sqlmodel import col, update

from models.notice import UPLOAD_LOST, UPLOAD_PREVIEWED, UPLOAD_REFUSED, UPLOAD_ROWS, UPLOAD_SAVED
from models.parcel import LOST, REFUSED
from models.upload import PREVIEWED, SAVED, TOLD_WITHIN, Task, Upload, UploadRow
from models.upload_preview import Preview
from services.outbox import post
from services.transaction import Session

FREE: dict[str, Any] = {"holder": None, "lease_until": None, "retry_at": None, "attempts": 0, "reason": ""}
KINDS = {PREVIEWED: UPLOAD_PREVIEWED, REFUSED: UPLOAD_REFUSED, LOST: UPLOAD_LOST, SAVED: UPLOAD_SAVED}


def seen(row: UploadRow, *, stale: bool = False) -> Upload:
    """As its sender sees it."""
    return Upload(row.id or 0, row.state, row.name, row.version, row.told, row.until, stale)


async def settle(session: Session, task: Task, holder: str, **values: object) -> bool:
    """Write what became of a claimed upload, if it is still as it was claimed."""
    written = await session.exec(
        update(UploadRow)
        .where(col(UploadRow.id) == task.id, col(UploadRow.state) == task.state, col(UploadRow.holder) == holder)
        .values(**(FREE | values))
    )
    return bool(written.rowcount)


async def tell(session: Session, task: Task, state: str, facts: dict[str, Any], now: datetime) -> None:
    """Its sender, of where it stands now."""
    kind, about = KINDS[state], {"upload": task.id, "name": task.name}
    await post(
        session,
        kind,
        to=task.person,
        facts=about | facts,
        dedupe_key=f"{kind}:{task.id}",
        now=now,
        valid_until=now + TOLD_WITHIN,
    )


async def ask(session: Session, task: Task, preview: Preview, now: datetime, until: datetime, *, again: bool) -> None:
    """Show the preview and ask; where its rows are too many for a message, all of them come as a file."""
    version = task.version + 1
    asked = {"upload": task.id, "name": task.name, "version": version, "until": until.isoformat(), "again": again}
    notices = {UPLOAD_PREVIEWED: asked | {"told": preview.told()}}
    if rows := preview.listed():
        notices[UPLOAD_ROWS] = {"name": task.name, "kind": preview.kind, "rows": rows}
    for kind, facts in notices.items():
        await post(
            session,
            kind,
            to=task.person,
            facts=facts,
            dedupe_key=f"{kind}:{task.id}:{version}",
            now=now,
            valid_until=until,
        )
