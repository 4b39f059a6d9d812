"""What may be evidence, and who may see it: pure rules."""

import re
import unicodedata
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from models.evaluation import DRAFT, SUBMITTED, Evaluation
from models.evaluation_rules import within_dates
from models.evidence import MAX_LINK, MAX_PIECES
from models.evidence_refusals import (
    EvidenceEmpty,
    EvidenceFrozen,
    EvidenceFull,
    EvidenceProgram,
    EvidenceTooBig,
    LinkNeeded,
)
from models.parcel import MAX_NAME, MAX_SIZE, Sent
from models.refusals import EvaluationClosed, NotLinked, NotYours, UnknownChoice

PROGRAMS = frozenset(
    {
        *("bat", "cmd", "com", "cpl", "dll", "exe", "hta", "lnk", "msi", "pif", "ps1", "reg", "scr", "sys"),  # Windows
        *("js", "jse", "mjs", "vb", "vbe", "vbs", "wsf", "py", "sh", "jar"),  # scripts, Java
        *("apk", "xapk", "ipa"),  # telephones
        *("app", "dmg", "pkg", "appimage", "bin", "deb", "elf", "rpm", "run", "so"),  # macOS, Linux
    }
)
"""Last part of a file's name."""
PROGRAM_TYPES = ("android.package-archive", "x-msdownload", "x-msdos-program", "x-sh", "x-executable", "javascript")
MAGIC = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
"""Windows, Linux, macOS, Java, a script."""
SHORTCUT = b"\x4c\x00\x00\x00\x01\x14\x02\x00"
INSIDE = ("AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF")
"""Members that make a ZIP a program."""


def item_of(evaluation: Evaluation, item: int) -> int:
    """The item, if the method has it."""
    if not 1 <= item <= evaluation.method.count:
        raise UnknownChoice
    return item


def changeable(evaluation: Evaluation, now: datetime) -> None:
    """Evidence changes as long as the answers do: a draft, in time. Raises EvidenceFrozen, EvaluationClosed."""
    if evaluation.state != DRAFT:
        raise EvidenceFrozen
    within_dates(evaluation, now)


def is_changeable(evaluation: Evaluation, now: datetime) -> bool:
    """The same, as a question."""
    try:
        changeable(evaluation, now)
    except (EvidenceFrozen, EvaluationClosed):
        return False
    return True


def shown_to_rater(evaluation: Evaluation | None, person: int | None) -> Evaluation:
    """The rater of a form sees its evidence once they have opened what was sent: till then it can be taken back."""
    if person is None:
        raise NotLinked
    opened = evaluation is not None and evaluation.state == SUBMITTED and evaluation.opened_at is not None
    if evaluation is None or evaluation.rater != person or not opened:
        raise NotYours
    return evaluation


def room_for(evaluation: Evaluation, item: int, more: int = 1) -> None:
    """Raises EvidenceFull."""
    if evaluation.evidence.get(item, 0) + more > MAX_PIECES:
        raise EvidenceFull(item=item, limit=MAX_PIECES)


def acceptable(sent: Sent) -> None:
    """By what a file says of itself. Raises EvidenceProgram, EvidenceEmpty, EvidenceTooBig."""
    if is_program_by_name(sent.name, sent.mime):
        raise EvidenceProgram
    if sent.size == 0:
        raise EvidenceEmpty
    if sent.size is not None and sent.size > MAX_SIZE:
        raise EvidenceTooBig(size=sent.size, limit=MAX_SIZE)


def is_program_by_name(name: str, mime: str = "") -> bool:
    """By the end of the name that a system would look at, or by its type."""
    ending = plain_name(name).rstrip(". ").rpartition(".")[2].casefold()
    return ending in PROGRAMS or mime.casefold().endswith(PROGRAM_TYPES)


def is_program(content: bytes) -> bool:
    """By its first bytes; a ZIP by what is in it."""
    if content.startswith(MAGIC) or content.startswith(SHORTCUT):
        return True
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    return any(name in INSIDE or is_program_by_name(name) for name in names)


def plain_name(name: str) -> str:
    """Without folders and without what only turns or hides letters («gpj.exe» written from right to left)."""
    seen = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    return re.split(r"[\\/]", seen)[-1].strip()[-MAX_NAME:]


def links(found: list[str]) -> tuple[str, ...]:
    """Addresses of the web, each once. Raises LinkNeeded if there is none."""
    full = [one if "://" in one else f"https://{one}" for one in found]
    web = dict.fromkeys(one for one in full if one.lower().startswith(("http://", "https://")) and len(one) <= MAX_LINK)
    if not web:
        raise LinkNeeded
    return tuple(web)
