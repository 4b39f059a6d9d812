"""Pictures without what a camera writes beside them: place, time, owner, thumbnail (EXIF, XMP, IPTC, comments).

Bytes in, bytes out. The picture itself is decoded and written anew: only what is seen survives.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pi_heif  # type: ignore[import-untyped]  # has no types
from PIL import Image, ImageOps, ImageSequence

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before anything is decoded
MAX_PIXELS = 120_000_000
"""All frames together; more would need gigabytes to decode."""

_WRITTEN_AS = {
    "JPEG": "JPEG",
    "MPO": "JPEG",  # a telephone's JPEG with a second picture behind the first
    "PNG": "PNG",
    "WEBP": "WEBP",
    "TIFF": "TIFF",
    "HEIF": "JPEG",  # nobody but Apple opens it everywhere
    "AVIF": "JPEG",
}
_READ = [form for form in _WRITTEN_AS if form != "MPO"]  # which opens as JPEG
_HOW: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92},
    "PNG": {},
    "WEBP": {"quality": 92},
    "TIFF": {"compression": "tiff_deflate"},
}
_MANY_FRAMES = ("PNG", "WEBP", "TIFF")
_KEPT = ("icc_profile", "transparency", "duration", "loop")
"""Of all that stands beside the pixels: what their colours and their movement mean."""
_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")


class UnreadablePictureError(Exception):
    """It begins like a picture and cannot be decoded, or is too large to be."""


@dataclass(frozen=True)
class Picture:
    """A clean picture."""

    content: bytes
    mime: str
    ending: str


def is_picture(content: bytes) -> bool:
    """One of the kinds that carry a place: JPEG, PNG, WebP, TIFF, HEIC, AVIF."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return True
    if content[4:8] == b"ftyp":
        return content[8:12] in _BRANDS
    return content.startswith(_HEADS)


def clean(content: bytes) -> Picture:
    """The picture upright, with nothing beside it. Raises UnreadablePictureError."""
    try:
        with Image.open(BytesIO(content), formats=_READ) as image:
            return _written_anew(image)
    except UnreadablePictureError:
        raise
    # Its decoders raise whatever they like on what is broken: OSError, SyntaxError, ValueError, struct.error …
    except Exception as error:
        raise UnreadablePictureError(type(error).__name__) from None


def _written_anew(image: Image.Image) -> Picture:
    form = _WRITTEN_AS[image.format or ""]
    count = getattr(image, "n_frames", 1) if form in _MANY_FRAMES else 1
    if image.width * image.height * count > MAX_PIXELS:
        raise UnreadablePictureError("too large")
    frames = [_bare(frame, form) for frame in (ImageSequence.Iterator(image) if count > 1 else [image])]
    first, *rest = frames
    more: dict[str, Any] = {"save_all": True, "append_images": rest} if rest else {}
    more |= {"icc_profile": first.info.get("icc_profile")}
    out = BytesIO()
    first.save(out, form, **_HOW[form], **more)
    return Picture(out.getvalue(), f"image/{form.lower()}", {"JPEG": "jpg", "TIFF": "tif"}.get(form, form.lower()))


def _bare(frame: Image.Image, form: str) -> Image.Image:
    upright = ImageOps.exif_transpose(frame)
    if form == "JPEG" and upright.mode not in ("RGB", "L", "CMYK"):
        upright = upright.convert("RGB")
    # A fresh image: the old one's encoder would write its comments and its XMP again.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P" and (palette := upright.getpalette("RGB")) is not None:
        bare.putpalette(palette)
    bare.info = {name: upright.info[name] for name in _KEPT if name in upright.info}
    return bare
