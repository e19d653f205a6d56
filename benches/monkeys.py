"""Somebody who presses anything, for long, on the sample data: the program goes on, and tells what its journal says.

usage: python -m benches.monkeys [--seeds N] [--steps N] [--seed S] [--rush]

In a rush it waits for nothing to have its effect. Prints a line a seed; what should not be goes to stderr, and the exit
code is 1. A seed does the same again.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.tui.driving import driven
from tests.tui.monkey import Decided, Monkey

from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench

TABS = ("queue", "customer", "segmentation", "plan", "imports")
SESSION = "s.kw.toml"


def journal(bench: Workbench) -> list[Decided]:
    return list(bench.decisions().reverse().select("customer_id", "action").iter_rows())


def states(bench: Workbench) -> dict[str, str]:
    return dict(bench.queue().select("customer_id", "state").iter_rows())


async def play(seed: int, count: int, folder: Path, *, is_rushed: bool) -> list[str]:
    """Return what should not be."""
    bench = Workbench.open(folder / SESSION)
    async with driven(TABS[seed % len(TABS)], bench=bench, lang="de" if seed % 2 else "en") as drive:
        monkey = Monkey(drive, seed, lambda: journal(bench))
        await (monkey.rush(count) if is_rushed else monkey.play(count))
        if drive.app.is_running:
            drive.app.action_go("queue")  # a key might be for a filter that is typed
            await drive.settle()
            await drive.press("f5")
            body, again = drive.app.body("queue"), Workbench.open(folder / SESSION)
            shown = dict(body._found.items.select("customer_id", "state").iter_rows())
            told = {one: state for one, state in states(again).items() if one in shown or not body._group}
            if differ := set(shown.items()) ^ set(told.items()):
                monkey.faults.append(f"seed {seed}: the list and the journal differ: {sorted(differ)[:9]}")
    return monkey.faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rush", action="store_true")
    told = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory(prefix="kw-monkeys-") as place:
        made = Path(place) / "made"
        made.mkdir()
        os.environ |= {name: str(made) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        bench = Workbench.open_or_new(made / SESSION, lang="en")
        bench.import_files(sorted(shipped("sample_data").glob("*.csv")))
        bench.queue()
        for seed in range(told.seed, told.seed + told.seeds):
            folder, began = Path(place) / str(seed), time.perf_counter()
            shutil.copytree(made, folder)
            os.chdir(folder)  # a path typed leads nowhere else
            found = asyncio.run(play(seed, told.steps, folder, is_rushed=told.rush))
            print(
                f"monkey {seed}: {told.steps} steps, {time.perf_counter() - began:.0f} s, {len(found)} faults",
                flush=True,
            )
            print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
            faults += len(found)
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
