import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.arriving import sheet_sha256
from kw_tui.workbench.checking import Finding, decisions_found, source_found, tables_found

CONTENT = b"a;b\n1;2\n"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "u.csv").write_bytes(CONTENT)
    return Source("sales_line", "u.csv", hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), "2026-01-01", 1)


def test_an_untouched_source_is_fine(source: Source, tmp_path: Path) -> None:
    found = source_found(source, tmp_path)
    assert (found.is_fine, found.told.en) == (True, "source u.csv unchanged")


@pytest.mark.parametrize("content", [CONTENT.replace(b"1", b"9"), CONTENT + b"3;4\n"])
def test_a_changed_source_is_not(source: Source, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "u.csv").write_bytes(content)
    found = source_found(source, tmp_path)
    assert not found.is_fine
    assert found.told.de == "Quelle u.csv hat sich seit dem Import geändert - neu importieren"


def test_a_source_that_is_gone_stays_imported(source: Source, tmp_path: Path) -> None:
    (tmp_path / "u.csv").unlink()
    found = source_found(source, tmp_path)
    assert (found.is_fine, found.told.en) == (True, "source u.csv is gone (it stays imported)")


def test_a_further_sheet_of_an_untouched_file_is_fine(source: Source, tmp_path: Path) -> None:
    further = replace(source, sha256=sheet_sha256(source.sha256, "2024"), options={"sheet": "2024"})
    assert source_found(further, tmp_path).is_fine
    assert not source_found(replace(further, options={"sheet": "2023"}), tmp_path).is_fine


def test_rows_are_told_by_table() -> None:
    assert list(tables_found({"sales_line": 12345})) == [
        Finding(True, Text("Umsätze: 12.345 Zeilen", "Sales: 12,345 rows"))
    ]
    assert [one.is_fine for one in tables_found({})] == [False]


def test_decisions_are_counted_unless_the_journal_is_torn() -> None:
    assert decisions_found(1200, None) == Finding(True, Text("1.200 Entscheidungen", "1,200 decisions"))
    torn = Text("abgerissen", "torn")
    assert decisions_found(3, torn) == Finding(False, torn)
