"""A picture keeps what is seen and loses what is told beside it: place, camera, owner, comments, thumbnail."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sandbox import samples
from services.pictures import MAX_PIXELS, UnreadablePictureError, clean, is_picture

HEIC = (Path(__file__).parent / "tempat.heic").read_bytes()
"""64 × 48, the left half blue, the right one red; its EXIF has a place and the maker «Kamera»."""
SECRET = (b"Kamera", b"Kalianda", b"Exif", b"http://ns.adobe.com")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- http://ns.adobe.com Kalianda --></x:xmpmeta>'


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    """The left half blue, the right one red."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (0, 0, size[0] // 2, size[1]))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x010F] = orientation, "Kamera"
    place = made.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S", (5.0, 43.0, 12.0), "E", (105.0, 35.0, 24.0)
    return made


def saved(form: str, image: Image.Image | None = None, **more: Any) -> bytes:
    out = BytesIO()
    (image or picture()).save(out, form, **more)
    return out.getvalue()


def told_png() -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", "Kalianda")
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


TALKATIVE: dict[str, tuple[bytes, str]] = {
    "JPEG": (saved("JPEG", exif=exif(), xmp=XMP, comment=b"Kalianda"), "image/jpeg"),
    "PNG": (saved("PNG", exif=exif(), pnginfo=told_png()), "image/png"),
    "WebP": (saved("WEBP", exif=exif(), xmp=XMP), "image/webp"),
    "TIFF": (saved("TIFF", exif=exif(), description="Kalianda"), "image/tiff"),
    "AVIF": (saved("AVIF", exif=exif(), xmp=XMP), "image/jpeg"),
    "HEIC": (HEIC, "image/jpeg"),
    "a telephone's photo": (samples.PHOTO, "image/jpeg"),
}


@pytest.mark.parametrize("form", list(TALKATIVE))
def test_nothing_is_told_beside_the_picture(form: str) -> None:
    content, mime = TALKATIVE[form]
    assert is_picture(content)
    assert any(word in content for word in SECRET), "the sample tells something"
    kept = clean(content)
    assert kept.mime == mime
    assert [word for word in SECRET if word in kept.content] == []
    image = Image.open(BytesIO(kept.content))
    assert dict(image.getexif().get_ifd(0x8825)) == {}
    assert image.size == Image.open(BytesIO(content)).size
    assert clean(kept.content).mime == mime, "what is clean stays so"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WebP", "TIFF", "AVIF", "HEIC"])
def test_the_picture_is_the_same(form: str) -> None:
    image = Image.open(BytesIO(clean(TALKATIVE[form][0]).content)).convert("RGB")
    left, right = image.getpixel((10, 24)), image.getpixel((54, 24))
    assert left[2] > 150 > left[0], left
    assert right[0] > 150 > right[2], right


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_only_its_exif_turns_is_turned(form: str) -> None:
    """Orientation 6: the first row is the right-hand side, so left becomes top."""
    image = Image.open(BytesIO(clean(saved(form, exif=exif(6))).content)).convert("RGB")
    assert image.size == (48, 64)
    assert image.getpixel((24, 10))[2] > 150, "blue is on top"


def test_colours_and_transparency_stay() -> None:
    profile = b"a profile says what the numbers mean"
    assert Image.open(BytesIO(clean(saved("JPEG", icc_profile=profile)).content)).info["icc_profile"] == profile
    see_through = Image.new("RGBA", (8, 8), (1, 2, 3, 0))
    assert Image.open(BytesIO(clean(saved("PNG", see_through)).content)).getpixel((4, 4)) == (1, 2, 3, 0)
    indexed = picture().quantize(4)
    kept = Image.open(BytesIO(clean(saved("PNG", indexed, transparency=0)).content))
    assert kept.convert("RGBA").getpixel((10, 24)) == indexed_colour(saved("PNG", indexed, transparency=0))


def indexed_colour(content: bytes) -> object:
    return Image.open(BytesIO(content)).convert("RGBA").getpixel((10, 24))


def test_every_page_of_a_scan_stays() -> None:
    pages = saved("TIFF", save_all=True, append_images=[Image.new("L", (20, 10), 7)])
    kept = Image.open(BytesIO(clean(pages).content))
    assert kept.n_frames == 2
    kept.seek(1)
    assert (kept.size, kept.getpixel((3, 3))) == ((20, 10), 7)


def test_what_is_no_picture_is_left_alone() -> None:
    others = (samples.DOCUMENT, samples.VOICE, samples.VIDEO, b"", b"GIF89a", b"RIFF....WAVE", b"....ftyp")
    assert [one for one in others if is_picture(one)] == []


BROKEN = {
    "cut off": saved("JPEG")[:300],
    "only a head": b"\x89PNG\r\n\x1a\n",
    "nonsense in a HEIC": HEIC[:80] + bytes(600),
    "no picture at all": samples.DOCUMENT,
}


@pytest.mark.parametrize("case", list(BROKEN))
def test_what_cannot_be_decoded_is_refused(case: str) -> None:
    with pytest.raises(UnreadablePictureError):
        clean(BROKEN[case])


def test_a_picture_too_large_to_decode_is_refused_by_its_head() -> None:
    content = samples.picture(4, 4)
    side = int(MAX_PIXELS**0.5) + 1
    head = b"IHDR" + side.to_bytes(4) * 2 + content[24:29]
    huge = content[:12] + head + crc32(head).to_bytes(4) + content[33:]
    assert Image.open(BytesIO(huge)).width == side, "its head is in order"
    with pytest.raises(UnreadablePictureError, match="too large"):
        clean(huge)


def test_what_was_see_through_becomes_a_photo_all_the_same() -> None:
    assert clean(saved("AVIF", Image.new("RGBA", (8, 8), (1, 2, 3, 0)))).mime == "image/jpeg"
