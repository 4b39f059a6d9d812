"""Ten SIGKILLs over the reminders of a team: at each named place once, and at random. Each reminder arrives once.

A double is there only where a kill fell between sending and recording, and is counted. The seed is printed;
KINERJA_PROOF_SEED sets it. `make bench` does the same for longer.
"""

import os
from pathlib import Path
from random import Random

from tests.support.reminded import PLACES, remind
from tests.support.victim import Fate

SEED = int(os.environ.get("KINERJA_PROOF_SEED", "20260701"))


async def test_each_reminder_arrives_once_however_often_the_service_is_killed(
    database_url: str, tmp_path: Path
) -> None:
    print(f"KINERJA_PROOF_SEED={SEED}")  # noqa: T201 - shown when the test fails
    random = Random(SEED)
    async with remind(database_url, tmp_path, random) as team:
        for number, places in enumerate(PLACES):
            fates = [Fate(place=place) for place in places]
            for _ in range(5 - len(places)):
                fates.insert(random.randrange(1, len(fates)), Fate(step=random.randrange(20, 200)))
            await team.morning(number, fates)
        await team.check(len(PLACES))
    print(dict(team.kills), team.reminders)  # noqa: T201 - the figures of the proof
    assert team.kills["kills"] - team.kills["with nothing to do"] == 10
    assert all(team.kills[place] == 1 for places in PLACES for place in places)
    assert team.kills["between sending and recording"]
