"""What a file says of itself, and what its name hides."""

import pytest

from models.evidence_refusals import EvidenceEmpty, EvidenceProgram, EvidenceTooBig, LinkNeeded
from models.evidence_rules import acceptable, is_program, is_program_by_name, links, plain_name
from models.parcel import MAX_NAME, MAX_SIZE, PHOTO, Sent


@pytest.mark.parametrize(
    "name", ["a.exe", "a.APK", "a.bat", "foto.jpg.js", "a.sh", "a.exe.", "a.exe ", "foto\u202egpj.exe", "x/y.scr"]
)
def test_names_of_programs(name: str) -> None:
    assert is_program_by_name(name)


@pytest.mark.parametrize("name", ["surat.pdf", "", "laporan.docx", "exe.pdf", "foto.jpg", "exe dan js"])
def test_names_of_documents(name: str) -> None:
    assert not is_program_by_name(name)


def test_types_of_programs() -> None:
    assert is_program_by_name("apa saja", "application/vnd.android.package-archive")
    assert not is_program_by_name("apa saja", "application/pdf")


def test_a_zip_that_is_none_is_no_program() -> None:
    assert not is_program(b"PK\x03\x04 and nothing more")
    assert is_program(b"\x4c\x00\x00\x00\x01\x14\x02\x00 a shortcut")


def test_size() -> None:
    acceptable(Sent(PHOTO, "f", size=MAX_SIZE))
    acceptable(Sent(PHOTO, "f", size=None))
    with pytest.raises(EvidenceTooBig):
        acceptable(Sent(PHOTO, "f", size=MAX_SIZE + 1))
    with pytest.raises(EvidenceEmpty):
        acceptable(Sent(PHOTO, "f", size=0))
    with pytest.raises(EvidenceProgram):
        acceptable(Sent(PHOTO, "f", size=1, name="a.cmd"))


def test_a_plain_name_has_no_folders_and_nothing_unseen() -> None:
    assert plain_name("../../etc/pass\u202ewd\x00") == "passwd"
    assert plain_name("C:\\surat\\tugas.pdf ") == "tugas.pdf"
    assert plain_name("a" * 300 + ".pdf") == ("a" * 300 + ".pdf")[-MAX_NAME:]


def test_links_are_addresses_of_the_web_each_once() -> None:
    assert links(["a.example/x", "https://b.example", "a.example/x"]) == ("https://a.example/x", "https://b.example")
    for nothing in ([], ["tg://resolve?domain=x"], ["javascript://x"], ["https://a.example/" + "x" * 2000]):
        with pytest.raises(LinkNeeded):
            links(nothing)
