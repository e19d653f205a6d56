"""Files by the thousand: tables read back from every dialect, ledgers in every style, random and damaged bytes.

usage: python -m benches.fuzz [--cases N] [--seed S]

Prints one line; a case that fails is written to a file, which is named, and the exit code is 1.
"""

import argparse
import faulthandler
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.properties import test_dialects, test_typed_ledgers
from tests.properties.dialects import files, padded_files
from tests.properties.judging import Judge
from tests.properties.soup import damaged_files, random_bytes
from tests.properties.typed_ledgers import ledgers

STUCK = 120
"""Seconds after which reading a sound file is taken to hang for ever; damaged ones have a process of their own."""
SHARES = {"dialects": 0.3, "padded": 0.05, "ledgers": 0.2, "random": 0.25, "damaged": 0.2}
Check = Callable[[Any], None]


class Fuzz:
    """All cases so far: how many, how long the slowest took, and what failed."""

    def __init__(self, start: int) -> None:
        self.cases, self.slowest, self.failures = 0, 0.0, 0
        self._start = start
        self._folder = Path(tempfile.mkdtemp(prefix="kw-fuzz-"))

    def run(self, strategy: st.SearchStrategy[Any], check: Check, content: Callable[[Any], bytes], cases: int) -> None:
        """Check so many cases; `content` tells the bytes of one. A failure is kept, and the rest goes on."""

        @seed(self._start)
        @settings(
            max_examples=cases,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def one(case: Any) -> None:
            began = time.monotonic()
            faulthandler.dump_traceback_later(STUCK, exit=True)
            try:
                check(case)
            except Exception as error:
                self._keep(content(case), f"{case!r:.4000}\n\n{type(error).__name__}: {error}\n")
            faulthandler.cancel_dump_traceback_later()
            self.cases += 1
            self.slowest = max(self.slowest, time.monotonic() - began)

        one()

    def _keep(self, content: bytes, about: str) -> None:
        self.failures += 1
        path = self._folder / f"{hashlib.sha256(content).hexdigest()[:12]}.bin"
        path.write_bytes(content)
        path.with_suffix(".txt").write_text(about, encoding="utf-8", errors="backslashreplace")
        print(f"failed: {path} ({about.strip().splitlines()[-1][:200]})", file=sys.stderr)


def judged(judge: Judge) -> Check:
    def check(content: bytes) -> None:
        if complaint := judge(content):
            raise AssertionError(complaint)

    return check


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    fuzz, judge = Fuzz(told.seed), Judge()
    share = {name: max(1, round(told.cases * part)) for name, part in SHARES.items()}
    soup = st.integers(0, 1 << 48).map(lambda chance: random_bytes(Random(chance)))
    fuzz.run(files(), test_dialects.check, lambda file: file.content, share["dialects"])
    fuzz.run(padded_files(), test_dialects.check, lambda file: file.content, share["padded"])
    fuzz.run(ledgers(), test_typed_ledgers.check, lambda ledger: ledger.file.content, share["ledgers"])
    fuzz.run(soup, judged(judge), bytes, share["random"])
    fuzz.run(damaged_files(), judged(judge), bytes, share["damaged"])
    judge.close()
    parts = ", ".join(f"{count:,} {name}" for name, count in share.items())
    print(f"fuzz {fuzz.cases:,} cases: {parts}; slowest {fuzz.slowest:.1f} s; {fuzz.failures} failures")
    return int(fuzz.failures > 0)


if __name__ == "__main__":
    sys.exit(main())
