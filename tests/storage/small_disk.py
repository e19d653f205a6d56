"""A disk of one megabyte, to fill up."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Mount one at `place`; skip the test where that is not allowed."""
    place.mkdir()
    if sys.platform != "linux":
        pytest.skip("a small disk is mounted as tmpfs, which is Linux")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs the superuser")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
