"""How soon the program answers: `kw --help`, and the first paint of the demo against a bare four-tab Textual app.

usage: python -m benches.start [--runs N]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.terminal import Terminal

KW = str(Path(sys.executable).with_name("kw"))
HELP_TARGET = 0.3
PAINT_TARGET, PAINT_SECONDS = 2.0, 1.0
BARE = """
from textual.app import App
from textual.widgets import Footer, Label, TabbedContent, TabPane
class Bare(App):
    def compose(self):
        with TabbedContent():
            for name in ("One", "Two", "Three", "Four"):
                with TabPane(name):
                    yield Label("bare content " + name)
        yield Footer()
Bare().run()
"""


def seconds_for_help() -> float:
    started = time.perf_counter()
    subprocess.run([KW, "--help"], capture_output=True, check=True)
    return time.perf_counter() - started


def first_paint(command: list[str], text: str, environment: dict[str, str]) -> float:
    terminal = Terminal(command, environment)
    try:
        return terminal.wait_for(text)
    finally:
        terminal.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        environment = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home}
        subprocess.run(
            [KW, "demo"],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        helped = statistics.median(seconds_for_help() for _ in range(runs))
        pairs = [
            (first_paint([KW, "demo", "--lang", "de"], "Prüfliste", environment),
             first_paint([sys.executable, "-c", BARE], "bare content One", environment))
            for _ in range(runs)
        ]  # fmt: skip
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(kw / peer for kw, peer in pairs)
    print(f"kw --help {helped:.2f} s (target <= {HELP_TARGET})")
    print(f"first paint: demo {ours:.2f} s (target <= {PAINT_SECONDS}), bare app {bare:.2f} s, ratio {ratio:.2f}"
          f" (target <= {PAINT_TARGET})")  # fmt: skip
    return int(helped > HELP_TARGET or ratio > PAINT_TARGET or ours > PAINT_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
