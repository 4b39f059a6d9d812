"""The rules of a circular: placeholders, lengths, when it begins, how long it takes."""

from datetime import UTC, datetime, timedelta

import pytest

from models.circular import (
    PORTIONS,
    TEXT_LIMIT,
    fill,
    first_moment,
    minutes_for,
    portions,
    read_text,
    title_of,
    units,
)
from models.circular_refusals import CircularTooLong, PlaceholderUnknown
from tests.circular.conftest import Regency

START = datetime(2026, 7, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("said", ["Halo {nama}, {unit}!", "Halo { Nama }, {UNIT}!", "Halo {nama}, Dinas{ unit}!"])
def test_a_placeholder_is_read_as_people_type_it(said: str) -> None:
    assert fill(said, "Siti", "Dinas").startswith("Halo Siti, Dinas")


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{nama}", "{unit}", "Dinas") == "{unit}"


def test_braces_that_are_no_placeholder_stay() -> None:
    assert read_text("  Pukul 8} atau {9\n", "Siti", "Dinas") == "Pukul 8} atau {9"


def test_every_unknown_placeholder_is_named_once() -> None:
    with pytest.raises(PlaceholderUnknown) as refused:
        read_text("{jabatan} {nama} {NIP} {jabatan} {}", "Siti", "Dinas")
    assert refused.value.names == ("jabatan", "NIP", "")


def test_the_limit_counts_what_will_be_read() -> None:
    fits = "{nama}" + "x" * (TEXT_LIMIT - 4)
    assert read_text(fits, "Siti", "Dinas") == fits
    with pytest.raises(CircularTooLong) as refused:
        read_text(fits, "Sitii", "Dinas")
    assert (refused.value.length, refused.value.limit) == (TEXT_LIMIT + 1, TEXT_LIMIT)


def test_an_emoji_counts_as_telegram_counts_it() -> None:
    assert units("a😀") == 3


@pytest.mark.parametrize(
    ("said", "title"),
    [("Rapat\nbesok", "Rapat"), ("x" * 41, "x" * 39 + "…"), ("  ", ""), ("\n Rapat", "Rapat")],
)
def test_the_first_line_is_its_title(said: str, title: str) -> None:
    assert title_of(said) == title


@pytest.mark.parametrize(
    ("local", "begins"),
    [
        ("2026-07-01 09:00", "2026-07-01 09:00"),
        ("2026-07-01 20:30", "2026-07-02 07:00"),
        ("2026-07-02 06:00", "2026-07-02 07:00"),
        ("2026-07-04 10:00", "2026-07-06 07:00"),
        ("2026-07-03 21:00", "2026-07-06 07:00"),
    ],
)
async def test_it_begins_neither_at_night_nor_on_a_free_day(regency: Regency, local: str, begins: str) -> None:
    calendar = await regency.house.core.calendars.get()

    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=calendar.zone)

    assert first_moment(calendar, at(local)) == at(begins)


@pytest.mark.parametrize(("people", "rate", "minutes"), [(0, 25, 1), (1500, 25, 1), (1501, 25, 2), (14000, 25, 10)])
def test_how_long_it_takes(people: int, rate: float, minutes: int) -> None:
    assert minutes_for(people, rate) == minutes


def test_a_minutes_worth_is_due_together() -> None:
    size, due = portions(14_000, 25, START)
    assert size == 1500
    assert due == tuple(START + timedelta(minutes=number) for number in range(10))


def test_a_slow_bot_has_larger_portions_and_not_more_of_them() -> None:
    size, due = portions(14_000, 1, START)
    assert size * len(due) >= 14_000
    assert len(due) <= PORTIONS
    assert due[1] - due[0] == timedelta(seconds=size)


def test_nobody_is_one_empty_portion() -> None:
    assert portions(0, 25, START) == (1500, (START,))
