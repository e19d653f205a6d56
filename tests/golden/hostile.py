"""What the tests of hostile files share: a session to lose, the program as a process to watch, and what must hold."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.golden.kw_process import kw, said

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Bezeichnung\n"
SESSION = "s.kw.toml"
PATIENCE = 120.0
_MOST_DATA = 8 << 30
"""Bytes a process may take at all, so that a failing test does not take the machine with it."""
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended: `code` is negative after a signal, `seconds` how long it was at work, whatever else
    the machine had to do, `memory` the most it held, in MB.
    """

    code: int
    out: str
    err: str
    seconds: float
    memory: float

    def require_printable(self) -> None:
        """No letter that a terminal obeys, in either stream."""
        for text in (self.out, self.err):
            assert not UNPRINTABLE.search(text), f"control characters in {text!r}"

    def require_refusal(self, name: str = "") -> None:
        """One clear line on stderr, nothing on stdout, exit code 1."""
        assert self.code == 1, (self.code, self.err[-1500:])
        assert self.out == ""
        assert len(self.err.strip().splitlines()) == 1, self.err[-1500:]
        assert self.err.startswith("kw: ")
        assert name in self.err
        self.require_printable()


class Place:
    """A folder with a session of one small ledger, and a folder of its own for temporary files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.temporary = folder, folder / "tmp"
        self.temporary.mkdir()
        first = self.write("first.csv", ledger(3))
        said(kw("import", first, "-s", SESSION, folder=folder, TMPDIR=str(self.temporary)))
        self.before = self.files()

    @classmethod
    def copied(cls, template: "Place", folder: Path) -> "Place":
        """The same in another folder, without running anything."""
        made = cls.__new__(cls)
        shutil.copytree(template.folder, folder, dirs_exist_ok=True, symlinks=True)
        made.folder, made.temporary, made.before = folder, folder / "tmp", dict(template.before)
        return made

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file beside the session."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def files(self) -> dict[str, bytes]:
        """Every file of the session and its store, byte by byte; locks are nobody's loss."""
        kept = [path for path in self.folder.rglob("*") if path.is_relative_to(self._cache) and path.is_file()]
        kept.append(self.folder / SESSION)
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in kept if path.suffix != ".lock"}

    @property
    def _cache(self) -> Path:
        return self.folder / f".{SESSION.removesuffix('.toml')}.cache"

    def left_behind(self) -> list[str]:
        """Staging folders that are still there."""
        return [path.name for path in self.temporary.glob("kw-import-*")]

    def require_untouched(self) -> None:
        """The session is what it was, to the byte, and nothing was left behind."""
        assert self.files() == self.before
        assert self.left_behind() == []

    def run(self, *arguments: str | Path, **environment: str) -> Ended:
        """Run `kw` here to its end."""
        with self.running(*arguments, **environment) as process:
            pass
        return process.ended()

    @contextmanager
    def running(self, *arguments: str | Path, **environment: str) -> "Iterator[Running]":
        """Run `kw` here while the block does something to it."""
        process = Running([*map(str, arguments)], self.folder, {"TMPDIR": str(self.temporary), **environment})
        try:
            yield process
            process.ended()
        finally:
            process.stop()

    def wait_for_staging(self, process: "Running") -> None:
        """Wait until an import has made its staging folder its own, or has ended."""
        while not [*self.temporary.glob("kw-import-*/.owner")] and not process.has_ended():
            time.sleep(0.002)


class Running:
    """`kw` at work; its streams go to files, so that nothing waits for a reader."""

    def __init__(self, arguments: list[str], folder: Path, environment: dict[str, str]) -> None:
        home = str(folder / "home")
        variables = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "LANG": "C.UTF-8", **environment}
        self._streams = [(folder / name).open("w+b") for name in ("stdout.log", "stderr.log")]
        self._began, self._end, self._memory = time.monotonic(), None, 0.0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kw_tui", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=self._streams[0],
            stderr=self._streams[1],
            env=variables,
            cwd=folder,
        )
        if hasattr(resource, "prlimit"):
            resource.prlimit(self._process.pid, resource.RLIMIT_DATA, (_MOST_DATA, _MOST_DATA))

    def send(self, number: signal.Signals) -> None:
        """Send a signal, unless it has ended."""
        if not self.has_ended():
            os.kill(self._process.pid, number)

    def has_ended(self) -> bool:
        """Whether the process has ended."""
        return self._end is not None or self._look(os.WNOHANG)

    def ended(self) -> Ended:
        """Wait for the end; a process that takes too long is killed."""
        while not self.has_ended():
            if time.monotonic() - self._began > PATIENCE:
                self.stop()
            self._memory = max(self._memory, _peak(self._process.pid))
            time.sleep(0.005)
        assert self._end
        return self._end

    def stop(self) -> None:
        """Kill it if it still runs."""
        if not self.has_ended():
            os.kill(self._process.pid, signal.SIGKILL)
            self._look(0)

    def _look(self, how: int) -> bool:
        number, status, used = os.wait4(self._process.pid, how)
        if not number:
            return False
        seconds, code = used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status)
        self._process.returncode = code
        texts = []
        for stream in self._streams:
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
            stream.close()
        self._end = Ended(code, texts[0], texts[1], seconds, self._memory or used.ru_maxrss / 1024)
        return True


def _peak(number: int) -> float:
    """The most memory a process has had, in MB; the `ru_maxrss` of its end counts what began it, too."""
    try:
        told = Path(f"/proc/{number}/status").read_text("ascii", "replace")
    except OSError:
        return 0.0
    found = re.search(r"^VmHWM:\s*(\d+) kB", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def ledger(lines: int, note: Callable[[int], str] = lambda _: "Dübel") -> str:
    """A sales ledger of so many lines of 10.00 each."""
    rows = (f"{1000 + n % 97:05};R{n // 3};{n % 28 + 1:02}.0{n % 9 + 1}.2025;10,00;{note(n)}\n" for n in range(lines))
    return HEADER + "".join(rows)
