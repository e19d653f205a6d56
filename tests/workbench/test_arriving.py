"""Which files are meant, and which of them the session has."""

from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SourceError
from kw_tui.workbench import Workbench
from kw_tui.workbench.arriving import earlier, meant
from kw_tui.workbench.importing import Wish
from tests.workbench.ledgers import NOW, earner, write_ledger

REPLACING = Wish(replace=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    made.mkdir()
    for name in ("b.csv", "a.csv", "c.txt", ".hidden.csv"):
        (made / name).write_text(name)
    (made / "below").mkdir()
    return made


@pytest.fixture
def fresh(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


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


@pytest.mark.parametrize("what", ["below", "*.xlsx"])
def test_nothing_meant_is_refused(folder: Path, what: str) -> None:
    with pytest.raises(SourceError, match="no file fits"):
        meant([folder / what])


def test_a_file_that_is_not_there_is_left_to_the_reader(tmp_path: Path) -> None:
    assert names(tmp_path / "gone.csv") == ["gone.csv"]


def test_what_the_session_has_is_told_by_content(bench: Workbench, ledger: Path) -> None:
    (source,) = bench.session.sources
    assert earlier(source.sha256, bench.session) == source
    assert earlier("0" * 64, bench.session) is None
    copy = ledger.with_name("copy.csv")
    copy.write_bytes(ledger.read_bytes())
    with pytest.raises(SourceError, match="already imported on 2026-11-01"):
        bench.import_files([copy])


def test_of_several_files_those_imported_before_are_left_out(fresh: Workbench, tmp_path: Path) -> None:
    one, two = (write_ledger(tmp_path / f"{name}.csv", earner(name)) for name in ("E1", "E2"))
    fresh.import_files([one])
    assert [each.path for each in fresh.import_files([one, two])] == [two]


def test_two_names_for_one_content_are_refused(fresh: Workbench, tmp_path: Path) -> None:
    files = [write_ledger(tmp_path / name, earner("E1")) for name in ("a.csv", "b.csv")]
    with pytest.raises(SourceError, match="same content"):
        fresh.import_files(files)
    assert not fresh.session.sources


def test_other_content_at_the_same_place_asks_for_a_replacement(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files([write_ledger(tmp_path / "a.csv", earner("E1"))])
    changed = write_ledger(tmp_path / "a.csv", [*earner("E1"), *earner("E2")])
    with pytest.raises(SourceError, match="other content"):
        fresh.import_files([changed])
    fresh.import_files([changed], REPLACING)
    assert [source.accepted for source in fresh.session.sources] == [48]


def test_a_file_of_the_same_name_elsewhere_replaces_too(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files([write_ledger(tmp_path / "a.csv", earner("E1"))])
    (tmp_path / "new").mkdir()
    fresh.import_files([write_ledger(tmp_path / "new" / "a.csv", earner("E2"))], REPLACING)
    assert [source.path for source in fresh.session.sources] == ["new/a.csv"]


def test_what_replaces_nothing_is_refused_with_what_there_is(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="replaces no imported file") as refused:
        bench.import_files([write_ledger(tmp_path / "other.csv", earner("E9"))], REPLACING)
    assert "umsatz.csv" in refused.value.hint.en
