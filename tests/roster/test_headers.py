"""Columns are found in any spelling, and only those we may take."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.roster import HEADERS, find_loops
from models.sheet import cell_text
from tests.roster.roster_files import SIASN


def test_the_export_of_siasn() -> None:
    assert len(SIASN) == 69
    match = HEADERS.match(SIASN)
    assert match.missing == ()
    assert {SIASN[index] for index in match.columns.values()} == {
        "NIP BARU",
        "NAMA",
        "GELAR DEPAN",
        "GELAR BELAKANG",
        "JABATAN NAMA",
        "JENIS JABATAN NAMA",
        "GOL AKHIR NAMA",
        "ESELON NAMA",
        "UNOR ID",
        "UNOR NAMA",
        "SATUAN KERJA KERJA NAMA",
        "JENIS PEGAWAI NAMA",
        "KEDUDUKAN HUKUM NAMA",
        "NOMOR HP",
    }


def test_the_old_nip_is_nobodys() -> None:
    assert HEADERS.match(["NIP LAMA", "NAMA"]).missing == ("NIP BARU",)
    assert HEADERS.match(["NIP LAMA", "NIP", "NAMA"]).columns["ref"] == 1


def test_the_better_spelling_wins_then_the_first() -> None:
    assert HEADERS.match(["NIP", "NIP BARU", "NIP BARU"]).columns == {"ref": 1}


@given(st.data())
def test_case_spaces_and_underscores_do_not_matter(data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from(["NIP BARU", "NIP/NI PPPK", "NOMOR HP", "NIP PEJABAT PENILAI", "UNOR NAMA"]))
    letters = [data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in spelling]
    between = data.draw(st.sampled_from([" ", "  ", "_", "-", "\n", ""]))
    written = data.draw(st.sampled_from(["", " ", "\ufeff"])) + "".join(letters).replace(" ", between)
    assert HEADERS.match([written]).columns == HEADERS.match([spelling]).columns != {}


def test_cells_become_one_line() -> None:
    assert cell_text("  Siti\n  <b>&_*\t\x00 Aminah\x07 ") == "Siti <b>&_* Aminah"
    assert cell_text("عائشة") == "عائشة"
    assert cell_text(3.0) == "3"
    assert cell_text(date(2026, 7, 1)) == "2026-07-01"
    assert cell_text("-") == ""
    assert cell_text("a\ud800b") == "ab"


@given(st.text())
def test_what_is_kept_can_be_stored(written: str) -> None:
    kept = cell_text(written)
    assert "\0" not in kept
    kept.encode()
    assert kept == cell_text(kept)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["", *"abcdefgh"])))
def test_loops_are_those_one_can_walk(next_of: dict[str, str]) -> None:
    found = [frozenset(loop) for loop in find_loops(next_of)]
    walked = set()
    for start in next_of:
        path, node = [], start
        while node and node not in path:
            path.append(node)
            node = next_of.get(node, "")
        if node:
            walked.add(frozenset(path[path.index(node) :]))
    assert len(found) == len(walked)
    assert set(found) == walked
