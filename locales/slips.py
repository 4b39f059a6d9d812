"""Invitation slips on paper: a QR code, a name, and how to begin. For operators who hand them out."""

import io
import json
from importlib.resources import files

import segno
import typst

from locales import invitation as words
from models.invitation import Slip
from models.nip import mask_nip


def slips_pdf(slips: list[Slip], language: str) -> bytes:
    """A PDF, eight slips a page, in the given order. The NIP is printed masked."""
    how, care = words.slip_texts(language)
    data = {
        "language": language,
        "how": how,
        "care": care,
        "slips": [
            {"ref": mask_nip(one.ref), "name": one.name, "office": one.office, "link": one.link, "qr": _qr(one.link)}
            for one in slips
        ],
    }
    template = (files("locales") / "slips.typ").read_bytes()
    pdf = typst.compile(template, format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(pdf, bytes)
    return pdf


def _qr(link: str) -> str:
    image = io.BytesIO()
    segno.make(link, error="m").save(image, kind="svg", border=1)
    return image.getvalue().decode()
