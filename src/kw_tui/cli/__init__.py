"""The command line: the headless twin of the interface, with the same numbers."""

import sys


def main() -> None:
    """Run `kw` with the arguments of the process and leave with its exit code."""
    from kw_tui.cli.app import run

    sys.exit(run(sys.argv[1:]))
