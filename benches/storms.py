"""What a terminal may do to the program: a window torn about, stops, a line that stalls, ends at any moment.

usage: python -m benches.storms [--sizes 600] [--stops 20] [--ends 12]

Not speed but survival is asked for: a decision that was shown and is not in the journal afterwards, a terminal that is
not given back, or a trace on the screen fails the bench. Seconds are told besides.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.terminal.pseudo import Pseudo, kw_command

from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench

ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
AS_ALWAYS = {"7", "25"}
"""The private modes a terminal begins with."""
SESSION = "s.kw.toml"


class Storm:
    """The program on the sample data, again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.faults, self._dice = folder, list[str](), random.Random(7)
        bench = Workbench.open_or_new(folder / SESSION, lang="en")
        bench.import_files(sorted(shipped("sample_data").glob("*.csv")))
        self.total = bench.queue().height

    def start(self) -> Pseudo:
        terminal = Pseudo(kw_command("--lang", "en", SESSION), self.folder)
        terminal.wait_for(f"of {self.total} open")
        return terminal

    def sizes(self, count: int) -> float:
        """Resize as fast as it goes while deciding; return the seconds until the last size is drawn."""
        terminal, began = self.start(), time.perf_counter()
        for _ in range(count):
            terminal.resize(self._dice.randint(1, 300), self._dice.randint(1, 100))
            terminal.read(0.005)
        terminal.resize(100, 30)
        terminal.wait_for("q Quit")
        took = time.perf_counter() - began
        self._end(terminal, "sizes", 0)
        return took

    def stops(self, count: int) -> None:
        """Stop and go on, with and without a word before."""
        terminal = self.start()
        for place in range(count):
            terminal.program.send_signal(signal.SIGTSTP if place % 2 else signal.SIGSTOP)
            terminal.settle(0.1, 0.5)
            terminal.program.send_signal(signal.SIGCONT)
            terminal.type("24"[place % 2])
            terminal.settle(0.1, 0.5)
        self._end(terminal, "stops", 0)

    def ends(self, count: int) -> None:
        """End it at any moment while it is decided, in all ways by turns."""
        for place in range(count):
            before, terminal = self._written(), self.start()
            shown = self._dice.randint(1, 3)
            for left in range(self.total - before - 1, self.total - before - 1 - shown, -1):
                terminal.type("z")
                terminal.wait_for(f"{left} of {self.total} open")
            time.sleep(self._dice.random() / 10)
            way = ENDS[place % len(ENDS)]
            if place % 4 == 3:
                terminal.hang_up()
                terminal.program.wait(30)
            else:
                terminal.program.send_signal(way)
                self._given_back(terminal, way.name, 128 + way)
            terminal.close()
            if self._written() < before + shown:
                self.faults.append(f"{way.name}: {shown} were shown, {self._written() - before} written")

    def _written(self) -> int:
        return len(Workbench.open(self.folder / SESSION).decisions())

    def _end(self, terminal: Pseudo, what: str, code: int) -> None:
        terminal.type("q")
        self._given_back(terminal, what, code)
        terminal.close()

    def _given_back(self, terminal: Pseudo, what: str, code: int) -> None:
        if (ended := terminal.exit_code(30)) != code:
            self.faults.append(f"{what}: ended with {ended}")
        if not terminal.is_as_before() or terminal.modes() != AS_ALWAYS:
            self.faults.append(f"{what}: the terminal was not given back")
        if b"Traceback" in terminal.raw:
            self.faults.append(f"{what}: a trace was shown")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, default=600)
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--ends", type=int, default=12)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        storm = Storm(folder)
        took = storm.sizes(asked.sizes)
        storm.stops(asked.stops)
        storm.ends(asked.ends)
    finally:
        shutil.rmtree(folder)
    print(f"storms: {asked.sizes} sizes drawn in {took:.1f} s, {asked.stops} stops, {asked.ends} ends")
    for fault in storm.faults:
        print(f"  {fault}")
    return len(storm.faults)


if __name__ == "__main__":
    sys.exit(main())
