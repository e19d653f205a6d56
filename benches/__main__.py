"""`python -m benches` runs every benchmark, one process each, and fails if one misses its target."""

import subprocess
import sys

BENCHES = (
    "imports",
    "facts",
    "portfolio",
    "lifetime",
    "start",
    "table_widget",
    "million",
    "slow_line",
    "waiting",
    "deciding",
    "triage",
    "storms",
    "monkeys",
    "jump",
    "fuzz",
)


def main() -> int:
    missed = [name for name in BENCHES if subprocess.call([sys.executable, "-m", f"benches.{name}"])]
    print("all targets met" if not missed else f"missed: {', '.join(missed)}")
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
