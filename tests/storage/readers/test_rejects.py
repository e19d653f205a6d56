"""Lines that are no records leave memory in batches and come back in order."""

from pathlib import Path

import pytest

from kw_tui.storage.readers import rejects
from kw_tui.storage.readers.raw import REJECT_SCHEMA
from kw_tui.storage.readers.rejects import LINE_KEPT, Rejects, no_rejects


def test_a_few_never_touch_the_disk(tmp_path: Path) -> None:
    few = Rejects(tmp_path)
    few.add(3, "short-row", "x")
    assert (few.count, few.frame().collect().rows()) == (1, [(3, 3, "short-row", "x")])
    assert list(tmp_path.iterdir()) == []


def test_many_come_back_in_order_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "BATCH_LINES", 10)
    many = Rejects(tmp_path)
    for line in range(1, 26):
        many.add(line, "long-row", f"text {line}")
    frame = many.frame()
    assert len(list(tmp_path.rglob("*.parquet"))) == 3
    assert frame.collect_schema() == REJECT_SCHEMA
    assert frame.collect().rows() == [(line, line, "long-row", f"text {line}") for line in range(1, 26)]


def test_long_texts_are_written_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "BATCH_LETTERS", 100)
    long = Rejects(tmp_path)
    long.add(1, "long-row", "x" * 101)
    assert len(list(tmp_path.rglob("*.parquet"))) == 1


def test_two_files_of_one_import_keep_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejects, "BATCH_LINES", 1)
    both = [Rejects(tmp_path) for _ in range(2)]
    for number, one in enumerate(both):
        one.add(number + 1, "short-row", "x")
    assert [one.frame().collect()["line_first"].to_list() for one in both] == [[1], [2]]


def test_of_a_text_the_beginning_is_kept(tmp_path: Path) -> None:
    one, short = Rejects(tmp_path), Rejects(tmp_path, 5)
    for each in (one, short):
        each.add(9, "long-row", "y" * (LINE_KEPT + 1))
    assert [each.frame().collect()["raw"].item() for each in (one, short)] == ["y" * LINE_KEPT, "y" * 5]


def test_no_rejects_have_the_same_columns() -> None:
    assert no_rejects().collect_schema() == REJECT_SCHEMA
