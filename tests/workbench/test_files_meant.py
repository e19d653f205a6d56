"""Which files are meant by a path, a folder or a pattern."""

from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench.files_meant import meant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    for name in ("b.csv", "a.csv", "c.txt", ".hidden.csv"):
        (made / name).write_text(name)
    (made / "below").mkdir()
    return made


def names(*paths: Path) -> list[str]:
    return [path.name for path in meant(paths)]


def test_a_folder_stands_for_its_files_by_name(folder: Path) -> None:
    assert names(folder) == ["a.csv", "b.csv", "c.txt"]


def test_a_pattern_stands_for_what_fits_it(folder: Path) -> None:
    assert names(folder / "*.csv") == ["a.csv", "b.csv"]
    assert names(folder / "[bc]*") == ["b.csv", "c.txt"]


def test_a_file_that_looks_like_a_pattern_is_itself(folder: Path) -> None:
    (folder / "a[1].csv").write_text("x")
    assert names(folder / "a[1].csv") == ["a[1].csv"]


def test_each_file_is_meant_once_in_the_order_of_asking(folder: Path) -> None:
    assert names(folder / "c.txt", folder / "*.csv", folder / "a.csv") == ["c.txt", "a.csv", "b.csv"]


@pytest.mark.parametrize(
    ("what", "says"), [("below", "the folder has no file with a table"), ("*.xlsx", "no file fits")]
)
def test_nothing_meant_is_refused(folder: Path, what: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        meant([folder / what])


def test_a_file_that_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert names(tmp_path / "gone.csv") == ["gone.csv"]
