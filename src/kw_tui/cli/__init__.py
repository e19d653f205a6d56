"""The command line: the headless twin of the interface, with the same numbers."""

import gc
import sys

YOUNG = 50_000
"""New objects before Python searches for garbage, in place of 700."""


def main() -> None:
    """Run `kw` with the arguments of the process and leave with its exit code."""
    search_seldom()
    from kw_tui.cli.app import run

    sys.exit(run(sys.argv[1:]))


def search_seldom() -> None:
    """Look for garbage seldom: loading libraries makes so many objects that all is searched again and again."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
