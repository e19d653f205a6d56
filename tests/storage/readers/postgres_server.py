"""A PostgreSQL server of its own for the tests, where its programs and the driver are installed."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_INITDB = [*sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")), *filter(None, [shutil.which("initdb")])]

needs_driver = pytest.mark.skipif(
    importlib.util.find_spec("adbc_driver_postgresql") is None, reason="adbc-driver-postgresql is not installed"
)


@contextlib.contextmanager
def running_server() -> Iterator[Path]:
    """Start a server and yield the folder of its socket; skip where there are no programs for it."""
    if not _INITDB:
        pytest.skip("no PostgreSQL server is installed")
    programs, user = Path(_INITDB[-1]).parent, _user()
    # Not in pytest's own folder: that one is closed to the other user a server insists on.
    folder = Path(tempfile.mkdtemp(prefix="kw-pg-"))
    data = folder / "data"
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        if user:
            shutil.chown(folder, user)
        _run([programs / "initdb", "-D", data, "-A", "trust", "-U", "kw", "-E", "UTF8", "--no-sync"], user)
        _run([programs / "pg_ctl", "-D", data, "-o", options, "-w", "-l", folder / "log", "start"], user)
        try:
            yield folder
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Whom to run as: servers refuse to be run by root."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    pytest.skip("a PostgreSQL server is not run by root, and there is no other user")


def _run(command: list[object], user: str | None) -> None:
    done = subprocess.run([str(each) for each in command], user=user, capture_output=True, check=False, cwd="/")
    if done.returncode:
        pytest.skip(f"no PostgreSQL server can be started here: {done.stderr.decode()[-200:]}")
