"""The program as a person runs it: a process, its exit code and what it says."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any


def kw(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    home = folder / "home"
    variables = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "LANG": "C.UTF-8", **environment}
    command = [sys.executable, "-m", "kw_tui", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, env=variables, cwd=folder, stdin=subprocess.DEVNULL, check=False
    )


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Read JSON output with exact numbers."""
    found: list[dict[str, Any]] = json.loads(said(done), parse_float=Decimal)
    return found
