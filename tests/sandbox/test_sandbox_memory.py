"""The world outlives its process."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.world import World

WRITER = """
import sys
from sandbox.world import World
siti = World(sys.argv[1]).add_person("Siti Aminah")
number = 0
while True:
    number += 1
    siti.write(str(number))
    print(number, flush=True)
"""


def test_a_world_opened_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    siti = world.add_person("Siti Aminah", phone="+62811", about="Analis")
    siti.start()
    siti.block()
    world.close()
    again = World(tmp_path)
    same = again.add_person("Siti Aminah", phone="+62811", about="Kepala")
    assert (same.id, same.row["blocked"], same.row["about"]) == (siti.id, True, "Kepala")
    assert [message.text for message in same.messages] == ["/start"]
    assert list(again.updates) == list(world.updates)
    same.unblock()
    assert list(again.updates)[-1] == list(world.updates)[-1] + 1
    again.close()


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_torn_line_is_dropped_whole(tmp_path: Path, cut: int) -> None:
    world = World(tmp_path)
    siti = world.add_person("Siti")
    siti.write("satu")
    siti.write("dua")
    world.close()
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-cut])
    again = World(tmp_path)
    assert [message.text for message in again.person("siti").messages] == ["satu"]
    assert len(again.updates) == 1
    again.close()
    assert all(json.loads(line) for line in journal.read_text().splitlines())


def test_a_killed_process_loses_nothing_it_told(tmp_path: Path) -> None:
    told = 0
    for _ in range(2):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        for _ in range(50):
            writer.stdout.readline()
            told += 1
        writer.send_signal(signal.SIGKILL)
        told += len(writer.stdout.read().splitlines())
        writer.wait()
        writer.stdout.close()
    world = World(tmp_path)
    siti = world.person("siti")
    assert told <= len(siti.messages) <= told + 2
    assert len(world.updates) == len(siti.messages)
    assert [m.message_id for m in siti.messages] == list(range(1, len(siti.messages) + 1))
    world.close()
