"""People who work on one session at the same time, each in a process of their own.

usage: python -m tests.workbench.at_once SESSION WHO COUNT    prints the id of every decision once it is on the disk;
with a COUNT of 0 the person only writes, again and again, until somebody ends that
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

from kw_tui.core.decisions import Decision, fold
from kw_tui.storage.journal import Journal
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.workbench import Workbench
from kw_tui.workbench.deciding import Decisions
from tests.workbench.ledgers import NOW

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


def write_on(session: Path) -> None:
    """Write decisions without end; nothing is analysed, so that this begins at once."""
    decisions = Decisions(session, lambda: datetime.now(UTC))
    while True:
        for one in decisions.add(lambda _: [decisions.new("L1", "skip", reason="x" * 200)], 15):
            print(one.id, flush=True)  # noqa: T201


def decide_at_once(session: Path, people: int, each: int) -> None:
    """Let people decide at the same time; assert that all is written, as said, and seen alike by everybody."""
    watching = Decisions(session, lambda: NOW)
    names = [f"person{number}" for number in range(people)]
    at_work = [person(session, name, each) for name in names]
    while any(one.poll() is None for one in at_work):
        watching.state(15)
        time.sleep(0.05)
    said = {name: one.communicate()[0].split("\n")[:-1] for name, one in zip(names, at_work, strict=True)}
    assert [one.returncode for one in at_work] == [0] * people

    history = [Decision.from_mapping(entry) for entry in Journal(session).history().entries]
    assert Counter(one.who for one in history) == dict.fromkeys(names, each)
    assert not list(session.parent.glob("*torn*"))
    for name in names:  # whatever was said to be on the disk is there, in this order
        assert [_said(one) for one in history if one.who == name] == said[name]

    by_id = {one.id: one for one in history}
    reversed_ = [one for one in history if one.action in {"undo", "redo"}]
    assert reversed_
    assert all(by_id[one.replaces or ""].who == one.who for one in reversed_)

    seen = watching.state(15).frame().collect()  # read in many parts while they worked
    assert seen.equals(fold(history, NOW, 15).frame().collect())
    assert seen.equals(Decisions(session, lambda: NOW).state(15).frame().collect())


def _said(one: Decision) -> str:
    return f"{one.action} {one.replaces}" if one.action in {"undo", "redo"} else one.id


def killed_at_random(session: Path, moments: int, together: int = 5) -> int:
    """Kill somebody at work at random moments, others at it too; return how many decisions were said to be written.

    Assert that all of them are there, and that the file opens each time.
    """
    dice, said = random.Random(moments), 0
    for moment in range(0, moments, together):
        at_work = [person(session, f"killed{moment + place}", 0) for place in range(min(together, moments - moment))]
        first = [one.stdout.readline() for one in at_work if one.stdout is not None]
        for start, one in zip(first, at_work, strict=True):
            time.sleep(dice.uniform(0, 0.1))
            one.kill()
            known = {entry["id"] for entry in Journal(session).history().entries}
            whole = [start, *one.communicate()[0].splitlines(keepends=True)]
            ids = [line.strip() for line in whole if line.endswith("\n")]
            known |= {entry["id"] for entry in Journal(session).history().entries}
            assert known.issuperset(ids)
            said += len(ids)
    return said


if __name__ == "__main__":
    if sys.argv[3] == "0":
        write_on(Path(sys.argv[1]))
    opened = Workbench.open(Path(sys.argv[1]))
    opened.set(keep_budget_open=10_000, keep_budget_share=1)
    work(opened, int(sys.argv[3]))
