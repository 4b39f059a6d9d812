"""Numbers that can be read aloud: every slip of one character and every swap of two neighbours is found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.complaint_number import ALPHABET, new_code, new_number, read_code, read_number

numbers = st.builds(lambda value: new_number(lambda _: value), st.integers(0, 32**6 - 1).filter(lambda n: n % 37 < 32))


@given(numbers)
def test_a_number_reads_as_itself_however_it_is_typed(number: str) -> None:
    plain = number.replace("-", "")
    for typed in (number, plain, plain.lower(), plain[2:], number[3:].lower(), f" {number.replace('-', ' ')} "):
        assert read_number(typed) == number
    assert read_number(plain[:2] + plain[2:].replace("0", "O").replace("1", "l")) == number


@given(numbers, st.integers(3, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(number: str, place: int, wrong: str) -> None:
    place = place if place != 9 else 10
    assume(number[place] != wrong)
    assert read_number(number[:place] + wrong + number[place + 1 :]) is None


@given(numbers, st.integers(2, 7))
def test_two_swapped_neighbours_are_found(number: str, place: int) -> None:
    plain = number.replace("-", "")
    assume(plain[place] != plain[place + 1])
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert read_number(swapped) is None


@pytest.mark.parametrize("text", ["", "LS", "12345", "LS-7K3M9Q-44444", "halo semua", "LS-7U3M9Q-4"])
def test_what_cannot_be_a_number(text: str) -> None:
    assert read_number(text) is None


def test_a_number_whose_check_would_be_a_sign_is_not_given_out() -> None:
    values = iter([36, 5])
    assert new_number(lambda _: next(values)) == "LS-000005-5"


def test_a_code_is_random_and_reads_however_it_is_typed() -> None:
    code = new_code()
    assert code != new_code()
    assert read_code(code.lower().replace("-", " ")) == code.replace("-", "")
