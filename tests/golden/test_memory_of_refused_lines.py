"""However many lines of a file are refused, they pass through memory as the accepted ones do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kw_tui.workbench.committing import REFUSED

LINES, FEWEST = 600_000, 2_000
"""The lines of a file, the first few of which are sound, so that there is something to import."""
MOST = 1.1
"""Share of the memory for a file of sound lines. Held in memory, so many refused lines took 1.3 times as much."""


def line(number: int) -> str:
    day = f"{1 + number % 28:02}.{1 + number % 12:02}.202{number % 4}"
    return (
        f"K{number * 7919 % 50_000:06};R{number // 3:08};{day};A{number % 500:05};{1 + number % 9};{number % 900},50\n"
    )


def refused(number: int) -> str:
    """A line that is no record, or one with a day there is not; as long as the sound one."""
    text = line(number)
    return text.replace(";A", "_A") if number % 2 else text.replace(text.split(";")[2], "32.13.2024")


def written(path: Path, *, is_sound: bool) -> Path:
    with path.open("w", encoding="utf-8") as sink:
        sink.write("Kundennummer;Rechnungsnummer;Datum;Artikelnummer;Menge;Netto\n")
        sink.writelines(line(n) if is_sound or n < FEWEST else refused(n) for n in range(LINES))
    return path


def imported(file: Path) -> tuple[float, dict[str, int]]:
    """Import a file by a process of its own; return the megabytes it took, and the account."""
    home = str(file.parent / "home")
    process = subprocess.Popen(
        [sys.executable, "-m", "kw_tui", "import", "--session", f"{file.stem}.kw.toml", "--format", "json", file.name],
        cwd=file.parent,
        env={**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        assert process.stdout
        told = json.loads(process.stdout.read())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss / 1024, told


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux only")
def test_refused_lines_take_no_more_memory_than_sound_ones(tmp_path: Path) -> None:
    sound, _ = imported(written(tmp_path / "sound.csv", is_sound=True))
    unsound, _ = imported(written(tmp_path / "refused.csv", is_sound=False))
    (kept,) = tmp_path.rglob(f"{REFUSED}/*.csv")
    with kept.open(encoding="utf-8-sig") as lines:
        assert sum(1 for _ in lines) == 1 + LINES - FEWEST
    assert unsound <= MOST * sound
