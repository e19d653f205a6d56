from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage.readers import staged_parts
from kw_tui.storage.readers.raw import LINE
from kw_tui.storage.readers.staged_parts import StagedParts
from kw_tui.vocabulary.errors import SourceError


def part(line: int, **cells: str | None) -> pl.DataFrame:
    texts = {name.removeprefix("c"): pl.Series([text], dtype=pl.String) for name, text in cells.items()}
    return pl.DataFrame({LINE: pl.Series([line], dtype=pl.Int64)} | texts)


def test_parts_with_different_columns_become_one_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_parts, "PART_BYTES", 1)
    parts = StagedParts(tmp_path / "source", tmp_path)
    parts.add(part(1, c0="a"))
    parts.add(part(2, c1="b", c0=None))
    parts.add(pl.DataFrame())
    parts.add(part(3, c2="c"))
    frame = parts.frame(["x", "*", "^y$"])
    assert parts.rows == 3
    assert len(list(tmp_path.glob("*/*.parquet"))) == 3
    assert frame.collect().columns == [LINE, "x", "*", "^y$"]
    assert frame.collect().rows() == [(1, "a", None, None), (2, None, "b", None), (3, None, None, "c")]


def test_nothing_taken_is_an_empty_frame_of_text(tmp_path: Path) -> None:
    frame = StagedParts(tmp_path / "source", tmp_path).frame(["x"])
    assert frame.collect().schema == {LINE: pl.Int64, "x": pl.String}
    assert frame.collect().height == 0


def test_two_tables_staged_in_one_folder_keep_apart(tmp_path: Path) -> None:
    one, two = (StagedParts(tmp_path / "source", tmp_path) for _ in range(2))
    one.add(part(1, c0="a"))
    two.add(part(1, c0="b"))
    assert one.frame(["x"]).collect()["x"].to_list() == ["a"]
    assert two.frame(["x"]).collect()["x"].to_list() == ["b"]


def test_the_signature_is_that_of_the_cells_however_they_are_cut(tmp_path: Path) -> None:
    both = pl.concat([part(1, c0="a\n"), part(2, c0='"')])
    signatures = []
    for frames in ([both], [both[:1], both[1:]], [both[1:], both[:1]]):
        parts = StagedParts(tmp_path / "source", tmp_path)
        parts.sign_text(["table"])
        for frame in frames:
            parts.sign(frame)
        signatures.append((parts.sha256, parts.signed))
    assert signatures[0] == signatures[1]
    assert signatures[0][0] != signatures[2][0]


def test_a_disk_is_not_filled_to_the_brim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_parts, "RESERVE", 1 << 60)
    parts = StagedParts(tmp_path / "source", tmp_path)
    parts.add(part(1, c0="a"))
    with pytest.raises(SourceError, match="no space left"):
        parts.frame(["x"])


def test_what_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_parts, "MOST_ROWS", 1)
    parts = StagedParts(tmp_path / "source", tmp_path)
    parts.add(part(1, c0="a"))
    with pytest.raises(SourceError, match="more than 1 rows"):
        parts.add(part(2, c0="a"))
