"""Parcels whose bytes are cleaned before they are kept: pictures are written anew, programs turned away."""

from sqlmodel import col, delete

from models.evidence import REMOVED
from models.evidence_rules import is_program
from models.parcel import DOCUMENT, PHOTO, Fate, Job, Kept, NotWanted
from services.parcels import ParcelQueue


class CleanedQueue(ParcelQueue):
    """A table whose rows have a `kind` and end in the state `removed`."""

    columns = (*ParcelQueue.columns, "kind")

    def keep(self, job: Job, content: bytes) -> Fate:
        """Decoding a picture takes a second."""
        from services.pictures import UnreadablePictureError, clean, is_picture  # noqa: PLC0415 - Pillow: 6 MB

        mime, name = "", job.name
        if not content:
            return NotWanted("empty")
        if is_program(content):
            return NotWanted("program")
        if is_picture(content) or job.kind == PHOTO:
            try:
                picture = clean(content)
            except UnreadablePictureError:
                return NotWanted("unreadable")
            content, mime = picture.content, picture.mime
            name = _with_ending(name, picture.ending) if job.kind == DOCUMENT else name
        return Kept(self._files.keep(job.key, content), len(content), mime, name)

    async def forget(self, job: Job) -> None:
        """The file of a removed row is gone: now the row goes."""
        async with self._transactions.begin() as session:
            await session.exec(delete(self.row).where(col(self.row.id) == job.id, col(self.row.state) == REMOVED))


def _with_ending(name: str, ending: str) -> str:
    stem, dot, last = name.rpartition(".")
    same = last.casefold() in (ending, {"jpg": "jpeg", "tif": "tiff"}.get(ending, ending))
    return name if dot and same else f"{stem if dot else name}.{ending}"
