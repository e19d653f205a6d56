"""People who work on one session at the same time, each in a process of their own.

usage: python -m tests.workbench.at_once SESSION WHO COUNT    prints the id of every decision once it is on the disk
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from kw_tui.vocabulary.errors import DecisionError
from kw_tui.workbench import Workbench

PLAN = ("service", "snooze", "skip", "claim", "undo", "redo", "keep", "release")
SPRING = date(2027, 3, 31)


def person(session: Path, who: str, count: int) -> "subprocess.Popen[str]":
    """Start somebody who decides `count` times."""
    command = [sys.executable, "-m", "tests.workbench.at_once", str(session), who, str(count)]
    environment = {**os.environ, "KW_USER": who, "POLARS_MAX_THREADS": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def work(bench: Workbench, count: int) -> None:
    """Decide again and again about one customer after the other, and say each id once it is written."""
    customers = bench.queue()["customer_id"].to_list()
    done = step = 0
    while done < count:
        action, customer = PLAN[step % len(PLAN)], customers[(step * 7) % len(customers)]
        step += 1
        try:
            written = act(bench, action, customer)
        except DecisionError:  # somebody else holds it
            continue
        for one in written[: count - done]:
            print(one, flush=True)  # noqa: T201 -- whoever started this listens
        done += len(written)


def act(bench: Workbench, action: str, customer: str) -> list[str]:
    if action in {"undo", "redo"}:
        return [f"{action} {one.id}" for one in getattr(bench, action)()]
    until = SPRING if action in {"keep", "snooze"} else None
    return [bench.decide(customer, action, reason="so it is", until=until).id]


if __name__ == "__main__":
    opened = Workbench.open(Path(sys.argv[1]))
    opened.set(keep_budget_open=10_000, keep_budget_share=1)
    work(opened, int(sys.argv[3]))
