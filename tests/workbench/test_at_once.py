"""Eight people on one session at once; and people whose machine is switched off."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from kw_tui.core.decisions import Decision, fold
from kw_tui.storage.journal import Journal
from kw_tui.workbench import Workbench
from kw_tui.workbench.deciding import Decisions
from tests.workbench.at_once import person
from tests.workbench.ledgers import NOW, again

PEOPLE, EACH = 8, 200
MOMENTS = 20
"""How often somebody is killed here; `benches.deciding` does so more often."""


def history_of(bench: Workbench) -> list[Decision]:
    return [Decision.from_mapping(entry) for entry in Journal(bench.path).history().entries]


def test_eight_people_decide_and_nobody_overwrites_anybody(bench: Workbench) -> None:
    watching = Decisions(bench.path, lambda: NOW)
    names = [f"person{number}" for number in range(PEOPLE)]
    at_work = [person(bench.path, name, EACH) for name in names]
    while any(one.poll() is None for one in at_work):
        watching.state(15)
        time.sleep(0.05)
    said = {name: one.communicate()[0].split("\n")[:-1] for name, one in zip(names, at_work, strict=True)}
    assert [one.returncode for one in at_work] == [0] * PEOPLE

    history = history_of(bench)
    assert len(history) == PEOPLE * EACH
    assert Counter(one.who for one in history) == dict.fromkeys(names, EACH)
    assert not list(bench.path.parent.glob("*torn*"))
    for name in names:  # whatever was said to be on the disk is there, in this order
        written = [f"{one.action} {one.replaces}" if one.action in {"undo", "redo"} else one.id
                   for one in history if one.who == name]  # fmt: skip
        assert written == said[name]

    by_id = {one.id: one for one in history}
    reversed_ = [one for one in history if one.action in {"undo", "redo"}]
    assert reversed_
    assert all(by_id[one.replaces or ""].who == one.who for one in reversed_)

    seen = watching.state(15)  # read in many parts while they worked
    assert seen.frame().collect().equals(fold(history, NOW, 15).frame().collect())
    assert seen.frame().collect().equals(again(bench).state().frame().collect())


def test_somebody_killed_loses_nothing_that_was_said_to_be_written(bench: Workbench) -> None:
    assert killed_at_random(bench.path, MOMENTS) > 0


def killed_at_random(session: Path, moments: int) -> int:
    """Kill somebody at work at random moments; return how many decisions were said to be written, all of them kept."""
    dice, said = random.Random(moments), 0
    for moment in range(moments):
        at_work = person(session, f"killed{moment}", 10_000)
        assert at_work.stdout is not None
        first = at_work.stdout.readline()
        time.sleep(dice.uniform(0, 0.1))
        at_work.kill()
        rest = at_work.communicate()[0]
        whole = [first, *rest.splitlines(keepends=True)]
        ids = [line.strip() for line in whole if line.endswith("\n") and " " not in line]
        known = {entry["id"] for entry in Journal(session).history().entries}
        assert known.issuperset(ids)
        said += len(ids)
    return said


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_queue_is_the_same_in_any_zone_and_language(bench: Workbench, zone: str) -> None:
    bench.decide("L1", "let_go", reason="pays below cost")
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from kw_tui.workbench import Workbench\n"
        "now = datetime(2027, 1, 30, 23, 30, tzinfo=UTC)\n"
        "bench = Workbench.open(Path(sys.argv[1]), clock=lambda: now)\n"
        "print(bench.queue().drop('conditions').write_json())\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(bench.path)], check=True, capture_output=True, text=True,
            env={**os.environ, "TZ": tz, "LANG": lang, "LC_ALL": lang},
        ).stdout
        for tz, lang in (("UTC", "de_DE.UTF-8"), (zone, "C"))
    ]  # fmt: skip
    assert told[0] == told[1]
