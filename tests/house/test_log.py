"""The page for those who run the service names every event of the log, and no other."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "services")
SAID = re.compile(r"\.(?:info|warning|error|critical)\(\s*\"([a-z_]+(?:\.[a-z_]+)?)\"")


def test_every_event_is_on_the_page_and_every_event_of_the_page_is_said() -> None:
    code = "\n".join(path.read_text() for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
    page = (HOUSE / "docs" / "operations.md").read_text().split("## The log")[1].split("\n## ")[0]
    named = {
        name
        for row in page.splitlines()
        if row.startswith("| `")
        for name in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    assert named == set(SAID.findall(code))
