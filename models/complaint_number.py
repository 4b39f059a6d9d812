"""The number of a case, such as `LS-7K3M9Q-4`: random, so that nobody can count or guess, with a check character.

Crockford's base 32 has no I, L, O or U. The check character is the number modulo 37, a prime larger than the alphabet:
every single wrong character and every swap of two neighbours is found. Numbers whose check would be one of Crockford's
five signs are not given out, so that a number is letters and digits only.
"""

import re
from collections.abc import Callable
from secrets import choice, randbelow

PREFIX = "LS"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
"""Random characters: 30 bits, a billion numbers."""
CODE_LENGTH = 10
"""Characters of the secret code of an anonymous case: 50 bits."""
_READ = str.maketrans("ILO", "110")


def new_number(below: Callable[[int], int] = randbelow) -> str:
    """A fresh number; whether it is taken already, the database knows."""
    while True:
        value = below(len(ALPHABET) ** LENGTH)
        check = value % 37
        if check < len(ALPHABET):
            return f"{PREFIX}-{_written(value)}-{ALPHABET[check]}"


def read_number(text: str) -> str | None:
    """The number that somebody typed, as it is kept; None if it cannot be one.

    Small letters, spaces, a missing prefix and O for 0 or I for 1 are understood.
    """
    plain = re.sub(r"[\W_]", "", text.upper())
    body = plain.removeprefix(PREFIX) if len(plain) > LENGTH + 1 else plain
    body = body.translate(_READ)
    if len(body) != LENGTH + 1 or any(one not in ALPHABET for one in body):
        return None
    value = 0
    for one in body[:-1]:
        value = value * len(ALPHABET) + ALPHABET.index(one)
    return f"{PREFIX}-{body[:-1]}-{body[-1]}" if value % 37 == ALPHABET.index(body[-1]) else None


def new_code() -> str:
    """A secret code, in two groups to read aloud: `7K3M9-Q4ABC`."""
    made = "".join(choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{made[: CODE_LENGTH // 2]}-{made[CODE_LENGTH // 2 :]}"


def read_code(text: str) -> str:
    """The code as it is compared: however it was typed."""
    return re.sub(r"[\W_]", "", text.upper()).translate(_READ)


def _written(value: int) -> str:
    digits = ""
    for _ in range(LENGTH):
        value, digit = divmod(value, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
