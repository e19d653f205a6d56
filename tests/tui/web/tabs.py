"""A program for a tab, over a made-up workbench: quick to start."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from kw_tui.tui.app import run
from tests.tui.fake_workbench import FakeWorkbench

class Bench(FakeWorkbench):
    def decide_all(self, ids, action, **details):
        with open("journal", "a") as journal:
            journal.write(action + "\\n")
        return super().decide_all(ids, action, **details)

print("hello \\x1b]52;c;eA==\\x07", file=sys.stderr, flush=True)
run(Bench(lang="en", view={"tab": "queue"}), "en")
"""
COMMAND = [sys.executable, "-c", PROGRAM]


def paths() -> str:
    return os.pathsep.join(map(str, (ROOT / "src", ROOT)))
