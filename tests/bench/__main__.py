"""`make bench`: answered questions a second, beside the floor, on both engines."""

import argparse
import tempfile
from pathlib import Path

import uvloop

from tests.bench.compare import FULL, QUICK, compare
from tests.bench.crowd import CROWD, CROWD_QUICK, crowds, print_crowds
from tests.bench.table import print_results


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes: does it run at all?")
    size = QUICK if parser.parse_args().quick else FULL
    with tempfile.TemporaryDirectory(prefix="kinerja-bench-") as folder:
        print_results(size, uvloop.run(compare(size, Path(folder))))
        print_crowds(uvloop.run(crowds(CROWD_QUICK if size is QUICK else CROWD, Path(folder))))


main()
