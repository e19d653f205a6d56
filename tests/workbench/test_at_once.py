"""Eight people on one session at once; and people whose machine is switched off."""

import os
import subprocess
import sys

import pytest

from kw_tui.workbench import Workbench
from tests.workbench.at_once import decide_at_once, killed_at_random

PEOPLE, EACH, MOMENTS = 8, 40, 20
"""How many people decide how often, and how often somebody is killed; `benches.deciding` has more of both."""


def test_eight_people_decide_and_nobody_overwrites_anybody(bench: Workbench) -> None:
    decide_at_once(bench.path, PEOPLE, EACH)


def test_somebody_killed_loses_nothing_that_was_said_to_be_written(bench: Workbench) -> None:
    assert killed_at_random(bench.path, MOMENTS) > 0


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_queue_is_the_same_in_any_zone_and_language(bench: Workbench, zone: str) -> None:
    bench.decide("L1", "let_go", reason="pays below cost")
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from kw_tui.workbench import Workbench\n"
        "now = datetime(2027, 1, 30, 23, 30, tzinfo=UTC)\n"
        "bench = Workbench.open(Path(sys.argv[1]), clock=lambda: now)\n"
        "print(bench.queue().write_json())\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(bench.path)], check=True, capture_output=True, text=True,
            env={**os.environ, "TZ": tz, "LANG": lang, "LC_ALL": lang},
        ).stdout
        for tz, lang in (("UTC", "de_DE.UTF-8"), (zone, "C"))
    ]  # fmt: skip
    assert told[0] == told[1]
