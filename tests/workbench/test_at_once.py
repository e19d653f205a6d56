"""Eight people on one session at once; and people whose machine is switched off."""

from kw_tui.workbench import Workbench
from tests.workbench.at_once import decide_at_once, killed_at_random

PEOPLE, EACH, MOMENTS = 8, 15, 8
"""How many people decide how often, and how often somebody is killed; `benches.deciding` has more of both."""


def test_eight_people_decide_and_nobody_overwrites_anybody(bench: Workbench) -> None:
    decide_at_once(bench.path, PEOPLE, EACH)


def test_somebody_killed_loses_nothing_that_was_said_to_be_written(bench: Workbench) -> None:
    assert killed_at_random(bench.path, MOMENTS) > 0
