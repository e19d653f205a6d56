"""What must become of any bytes, judged in a process of its own: a case that hangs or kills it costs no other.

`python -m tests.properties.judging` is that process. It reads cases from stdin (eight hexadecimal digits of length,
then the bytes) and answers each with a line: `-` and the complaint, if there is one.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.texts import LANGUAGES

if TYPE_CHECKING:
    from kw_tui.storage.readers.raw import RawText
    from kw_tui.workbench.reading import Imported

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0
"""Seconds at work that any small file may take; a busy machine may need WAIT for them."""
WAIT = 90.0
MEMORY = 4 << 30
_FIELDS = ("customer_id", "invoice_date", "net_amount")
_LONGEST_LINE = 5000
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def judge(content: bytes, folder: Path) -> str:
    """Read the bytes in every way and return what is wrong with the outcome, "" if nothing is."""
    from kw_tui.storage.readers.formats import read_any
    from tests.properties.reading import read_ledger

    path = folder / "file.csv"
    path.write_bytes(content)
    try:
        raw = read_any(path, folder)
    except SourceError as error:
        return _of_refusal(error)
    complaint = _of_raw(raw, content)
    forced = dict(zip(_FIELDS, raw.headers, strict=False)) if len(raw.headers) >= len(_FIELDS) else None
    for table, mapping in (("sales_line", forced), (None, None)):
        try:
            complaint = complaint or _of_import(read_ledger(path, folder, table=table, mapping=mapping), raw)
        except SourceError as error:
            complaint = complaint or _of_refusal(error)
    return complaint


def _of_refusal(error: SourceError) -> str:
    for lang in LANGUAGES:
        line = error.line(lang)
        if "file.csv" not in line:
            return f"the message names no file: {line!r}"
        if _UNPRINTABLE.search(line) or len(line) > _LONGEST_LINE:
            return f"the message is not one printable line: {line!r}"
        if "accounted for" in line or "cannot be parsed" in line:
            return f"refused for the reader's own fault: {line!r}"
    return ""


def _of_raw(raw: "RawText", content: bytes) -> str:
    height = raw.frame.collect().height
    numbers = [*raw.frame.collect()["line"], *raw.rejects.collect()["line_first"]]
    if raw.format == "text" and raw.lines != (there := physical_lines(content, raw.encoding)):
        return f"{raw.lines} lines read, {there} are there ({raw.encoding})"
    if raw.records != height:
        return f"{raw.records} records by the account, {height} in the frame"
    if len(set(numbers)) != len(numbers) or not all(1 <= number <= raw.lines for number in numbers):
        return "a line stands in two places, or is none of the file"
    return ""


def _of_import(imported: "Imported", raw: "RawText") -> str:
    account = imported.reconciliation
    if not account.is_balanced or account.lines != raw.lines:
        return f"not balanced: {account}"
    heights = imported.accepted.collect().height, imported.without_customer.collect().height
    if heights != (account.accepted, account.without_customer):
        return f"{heights} rows in the frames, {account.accepted} and {account.without_customer} in the account"
    from kw_tui.workbench.accounting import RECORDS_KEPT

    errors = imported.rejects.filter(imported.rejects["severity"] == "error")
    listed, counted = errors["line_first"].n_unique(), account.rejected
    if listed != counted and not RECORDS_KEPT <= listed < counted:
        return f"{counted} lines rejected, {listed} reported"
    return ""


def physical_lines(content: bytes, encoding: str) -> int:
    """Count lines: ended by a line feed or, where none stands outside quotes, by a carriage return; the last needs no
    end.
    """
    text = content.decode(encoding, "replace") if encoding.startswith("utf-16") else content.decode("latin-1")
    outside, is_quoted = set[str](), False
    for letter in text[: 1 << 16]:
        is_quoted ^= letter == '"'
        if letter in "\r\n" and not is_quoted:
            outside.add(letter)
    end = "\r" if outside == {"\r"} or ("\r" in text and "\n" not in text) else "\n"
    return text.count(end) + (not text.endswith(end))


class Judge:
    """The process that judges, started again whenever a case has killed it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, content: bytes) -> str:
        """Return the complaint about a case, "" if there is none."""
        process = self._running()
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"%08x" % len(content) + content)
        process.stdin.flush()
        began, worked = time.monotonic(), _at_work(process.pid)
        while not select([process.stdout], [], [], 1.0)[0]:
            if time.monotonic() - began > WAIT or _at_work(process.pid) - worked > PATIENCE:
                self.close()
                return f"took more than {PATIENCE:.0f} s"
        answer = process.stdout.readline().decode().strip()
        if not answer:
            code = process.wait()
            self.close()
            return f"killed the process ({code})"
        return answer.removeprefix("-")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command, pipe = [sys.executable, "-m", "tests.properties.judging"], subprocess.PIPE
            process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
            assert process.stdout
            process.stdout.readline()  # It says that it is there, so that starting up counts for no case.
            self._process = process
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _at_work(process: int) -> float:
    """Seconds a process has been at work, where /proc tells."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    import kw_tui.workbench.reading  # noqa: F401 - loaded before the first case

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    _say("ready")
    while size := sys.stdin.buffer.read(8):
        content = sys.stdin.buffer.read(int(size, 16))
        with tempfile.TemporaryDirectory() as folder:
            try:
                complaint = judge(content, Path(folder))
            except BaseException as error:
                place = traceback.extract_tb(error.__traceback__)[-1]
                complaint = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"
        _say(f"-{' '.join(complaint.split())[:2000]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
