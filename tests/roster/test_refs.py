"""NIP, REF and phone numbers in every spelling."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nip import BadRefError, mask_nip, read_ref
from models.phone import read_phone

GOOD = "198601012010011001"


@pytest.mark.parametrize(
    "cell",
    [
        GOOD,
        f"'{GOOD}",
        f"\u2019{GOOD}",
        "19860101 201001 1 001",
        "19860101.201001.1.001",
        f"\ufeff{GOOD}\u200b",
        f"{GOOD}\xa0",
    ],
)
def test_spellings_of_a_nip(cell: str) -> None:
    assert read_ref(cell) == GOOD


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (1.98601012010011e17, "nip_rounded"),
        (198601012010011001, "nip_rounded"),
        ("198601012010011000", "nip_rounded"),
        ("1,98601E+17", "nip_rounded"),
        ("1.98601012010011e17", "nip_rounded"),
        (12.0, "nip_length"),
        (True, "nip_length"),
        (date(2020, 1, 1), "nip_length"),
        ("19860101201001100", "nip_length"),
        ("1986010120100110010", "nip_length"),
        ("19860101201001100A", "nip_length"),
        ("١٩٨٦٠١٠١٢٠١٠٠١١٠٠١", "nip_length"),
        ("198602302010011001", "nip_birth"),
        ("098601012010011001", "nip_birth"),
        ("198601012010131001", "nip_appointment"),
        ("198601012010001001", "nip_appointment"),
        ("198601012010301001", "nip_appointment"),
        ("198601011810011001", "nip_appointment"),
        ("198601012010013001", "nip_sex"),
        ("X-", "bad_ref"),
        ("X-BU PATI!", "bad_ref"),
        ("X-" + "A" * 31, "bad_ref"),
    ],
)
def test_what_is_no_nip(cell: object, key: str) -> None:
    with pytest.raises(BadRefError) as caught:
        read_ref(cell)
    assert caught.value.key == key


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "'", "\u200b"])
def test_an_empty_cell_names_nobody(cell: object) -> None:
    assert read_ref(cell) == ""


def test_references_without_nip() -> None:
    assert read_ref(" x-bupati ") == "X-BUPATI"
    assert mask_nip("X-BUPATI") == "X-BUPATI"


def test_masking() -> None:
    assert mask_nip(GOOD) == "1986••••••••••1001"
    assert mask_nip("12345678") == "12••••78"
    assert mask_nip("123") == "•••"
    assert mask_nip("") == ""


@given(
    birth=st.dates(date(1950, 1, 1), date(2008, 1, 1)),
    year=st.integers(1980, 2030),
    month=st.one_of(st.integers(1, 12), st.integers(21, 29)),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
    noise=st.text("' .\u200b\ufeff", max_size=3),
)
def test_every_well_formed_nip_is_read(birth: date, year: int, month: int, sex: str, serial: int, noise: str) -> None:
    nip = f"{birth:%Y%m%d}{year}{month:02}{sex}{serial:03}"
    assert read_ref(noise + nip[:8] + noise + nip[8:] + noise) == nip
    assert nip[4:13] not in mask_nip(nip)


cells = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates())


@given(cells)
def test_any_cell_is_read_or_refused(cell: object) -> None:
    try:
        ref = read_ref(cell)
    except BadRefError:
        return
    assert ref == "" or ref.startswith("X-") or len(ref) == 18


@pytest.mark.parametrize(
    "cell",
    [
        "081234567890",
        "0812-3456-7890",
        "(0812) 3456 7890",
        "+6281234567890",
        "+62 812 3456 7890",
        "+62 0812 3456 7890",
        "6281234567890",
        "006281234567890",
        "81234567890",
        81234567890,
        81234567890.0,
        "'081234567890",
        "0812 / 081234567890",
        "081234567890, 081234567891",
        "081234567890 atau 081234567891",
    ],
)
def test_spellings_of_a_phone(cell: object) -> None:
    assert read_phone(cell) == "+6281234567890"


@pytest.mark.parametrize(
    "cell",
    [
        "tidak ada",
        "0",
        "12345",
        "0000000000",
        "628",
        float("nan"),
        float("inf"),
        True,
        None,
        "+",
        "++628",
        "+999999999999",
    ],
)
def test_what_is_no_phone(cell: object) -> None:
    assert read_phone(cell) is None


def test_a_phone_abroad_keeps_its_country() -> None:
    assert read_phone("+65 6234 5678") == "+6562345678"


@given(cells)
def test_any_phone_is_e164_or_none(cell: object) -> None:
    phone = read_phone(cell)
    assert phone is None or (phone.startswith("+") and phone[1:].isdigit() and len(phone) <= 16)


@given(st.integers(0, 99_999_999), st.sampled_from(["0", "+62", "62", "", "0062"]))
def test_prefixes_of_one_number_agree(number: int, prefix: str) -> None:
    assert read_phone(f"{prefix}812{number:08}") == f"+62812{number:08}"
