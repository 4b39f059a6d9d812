"""`make bench`: answers beside the floor, a crowd, and everything the bot says by itself; tables, and JSON if asked."""

import argparse
import json
import os
import tempfile
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import uvloop

from tests.bench.compare import FULL, QUICK, compare
from tests.bench.crowd import CROWD, CROWD_QUICK, crowds, print_crowds
from tests.bench.spoken import SPOKEN, SPOKEN_QUICK, measure_spoken, print_spoken
from tests.bench.table import print_results

PARTS = ("answers", "crowd", "spoken")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes: does it run at all?")
    parser.add_argument("--json", type=Path, help="a file for every figure")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all unless named")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    figures: dict[str, Any] = {"load": os.getloadavg()}
    with tempfile.TemporaryDirectory(prefix="kinerja-bench-") as folder:
        for part in asked.parts or PARTS:
            figures[part] = _run(part, Path(folder), quick=asked.quick)
    if asked.json:
        asked.json.write_text(json.dumps(figures, default=_plain, indent=1))


def _run(part: str, folder: Path, *, quick: bool) -> object:
    """Measure one part and print it."""
    result: Any
    if part == "answers":
        size = QUICK if quick else FULL
        result, show = uvloop.run(compare(size, folder)), lambda seen: print_results(size, seen)
    elif part == "crowd":
        result, show = uvloop.run(crowds(CROWD_QUICK if quick else CROWD, folder)), print_crowds
    else:
        result, show = uvloop.run(measure_spoken(SPOKEN_QUICK if quick else SPOKEN, folder)), print_spoken
    show(result)
    return result


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


if __name__ == "__main__":
    main()
