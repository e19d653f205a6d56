import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from kw_tui.storage.readers.workbooks import sheets
from kw_tui.storage.readers.workbooks.child import Job, run
from tests.storage.readers.workbooks.workbook_files import sheet_xml, worksheet, xlsx

MODULE = "kw_tui.storage.readers.workbooks.child"


def started(job: Job) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", MODULE, json.dumps(asdict(job))]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_progress_comes_line_by_line_and_the_verdict_last(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"Tab": [["Kundennummer", "Netto"], ["0012", 1.5]]})
    with started(Job(str(path), str(tmp_path / "staged"))) as child:
        assert child.stdout is not None
        *progress, verdict = map(json.loads, child.stdout)
        assert child.wait(10) == 0
    assert [each["done"] for each in progress] == sorted(each["done"] for each in progress)
    assert (verdict["index"], verdict["lines"]) == (0, 2)
    assert Path(verdict["path"]).exists()


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless")  # opening it waits for a writer that never comes
    with started(Job(str(tmp_path / "endless"), str(tmp_path / "staged"))) as child:
        assert child.stdin is not None
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.5)
        child.stdin.close()
        assert child.wait(5) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the address space")
def test_it_keeps_within_its_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'
    path = sheet_xml(tmp_path / "a.xlsx", worksheet(rows))
    with started(Job(str(path), str(tmp_path / "staged"), memory=1 << 30)) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        told = child.stdout.read()
        assert b"lines" not in told
        assert b"memory" in told + child.stderr.read()


class PanicException(BaseException):
    pass


@pytest.mark.parametrize(
    ("error", "code"),
    [(OSError(28, "No space left on device"), "full"), (MemoryError(), "memory"), (PanicException(), "damaged")],
)
def test_what_goes_wrong_has_a_code(monkeypatch: pytest.MonkeyPatch, error: BaseException, code: str) -> None:
    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(sheets, "staged_sheet", fail)
    assert run(Job("a.xlsx", "staged")) == {"refused": code, "fields": {}}


def test_a_refusal_is_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    assert run(Job(str(tmp_path / "a.xlsx"), str(tmp_path / "staged"))) == {"refused": "damaged", "fields": {}}
