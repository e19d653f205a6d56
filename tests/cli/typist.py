"""Somebody who sits at a terminal: what is typed reaches `kw`, what `kw` says there can be read."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60.0


class Typist:
    """One call of `kw` with stdin and stderr on a terminal of its own; stdout is caught apart."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.screen = ""
        self._folder, self._arguments = folder, arguments

    def __enter__(self) -> "Typist":
        (self._folder / "staging").mkdir()
        home = {"HOME": str(self._folder), "TMPDIR": str(self._folder / "staging")}
        environment = {**os.environ, **home, "LANG": "C.UTF-8", "TERM": "xterm", "KW_USER": "ute"}
        self._terminal, end = pty.openpty()
        self._call = subprocess.Popen(
            [sys.executable, "-m", "kw_tui", *self._arguments, "--lang", "en"],
            cwd=self._folder,
            env=environment,
            stdin=end,
            stdout=subprocess.PIPE,
            stderr=end,
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # noqa: PLW1509 - one thread
        )
        os.close(end)
        return self

    def __exit__(self, *_: object) -> None:
        self._call.kill()
        self._call.communicate()
        os.close(self._terminal)

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in self.screen:
            assert time.monotonic() < end, f"never saw {text!r}: {self.screen!r}"
            self._look()

    def ended(self, code: int) -> str:
        """Wait for the end, which must have this exit code; return what stdout had."""
        out, _ = self._call.communicate(timeout=PATIENCE)
        while self._look():
            pass
        assert self._call.returncode == code, self.screen
        return out.decode()

    def _look(self) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], 0.05)
        if not ready:
            return False
        try:
            seen = os.read(self._terminal, 65536)
        except OSError:  # the other end is closed
            return False
        self.screen += seen.decode(errors="replace")
        return bool(seen)
