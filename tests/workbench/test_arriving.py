"""Which files are meant, and which of them the session has."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kw_tui.vocabulary.errors import SourceError, UpdateError
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import Table
from kw_tui.workbench import Workbench
from kw_tui.workbench.arriving import earlier, meant, predecessors, refuse_twice
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.importing import Wish
from tests.workbench.ledgers import NOW, earner, revenue, write_ledger

REPLACING = Wish(replace=True)
INVOICES = 13
"""Of each customer, in the twelve months under review."""


class Found(NamedTuple):
    path: Path
    sha256: str
    table: Table


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


# What takes whose place


def exports(folder: Path, **versions: int) -> list[Path]:
    """Ledgers of one customer each, called as the versions are; another version is another sum."""
    folder.mkdir(exist_ok=True)
    return [write_ledger(folder / f"{name}.csv", earner(name, 1000.0 * version)) for name, version in versions.items()]


def told(imported: Imported) -> str:
    return next(note.en for note in imported.notes if "replaces" in note.en)


def test_two_files_cannot_take_the_place_of_one(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files(exports(tmp_path / "old", sales=1))
    before = fresh.path.read_bytes()
    for first, other in (("east", "west"), ("old", "west")):  # both by their name; one of them where the old one lay
        files = [*exports(tmp_path / first, sales=2), *exports(tmp_path / other, sales=3)]
        with pytest.raises(SourceError, match=r"would both replace old/sales\.csv") as refused:
            fresh.import_files(files, REPLACING)
        assert all(str(file) in refused.value.message.de for file in files)
        assert fresh.path.read_bytes() == before


def test_of_a_folder_the_known_are_replaced_the_new_added_and_each_told(fresh: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "daily"
    exports(folder, one=1, two=1)
    fresh.import_files([folder])
    exports(folder, two=2, three=1)
    imported = fresh.import_files([folder], REPLACING)
    assert {one.path.stem: told(one) for one in imported} == {
        "two": "replaces daily/two.csv of 2026-11-01 (24 lines)",
        "three": "new: replaces no imported file",
    }
    assert [source.path for source in fresh.session.sources] == ["daily/one.csv", "daily/three.csv", "daily/two.csv"]
    assert revenue(fresh) == INVOICES * (1000 + 2000 + 1000)


def test_a_dry_run_tells_it_too(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files(exports(tmp_path, one=1))
    imported = fresh.import_files(exports(tmp_path, one=2, two=1), REPLACING, dry_run=True)
    assert [told(one)[:8] for one in imported] == ["replaces", "new: rep"]


def test_of_a_folder_without_changes_the_new_ones_come_in(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files(exports(tmp_path / "daily", one=1))
    exports(tmp_path / "daily", two=1)
    (imported,) = fresh.import_files([tmp_path / "daily"], REPLACING)
    assert (imported.path.stem, told(imported)) == ("two", "new: replaces no imported file")


def test_several_files_of_which_none_replaces_anything_are_refused(fresh: Workbench, tmp_path: Path) -> None:
    fresh.import_files(exports(tmp_path, one=1))
    with pytest.raises(SourceError, match="none of 2 files replaces") as refused:
        fresh.import_files(exports(tmp_path, two=1, three=1), REPLACING)
    assert "one.csv" in refused.value.hint.de


def test_who_does_not_replace_is_told_nothing_of_it(fresh: Workbench, tmp_path: Path) -> None:
    (imported,) = fresh.import_files(exports(tmp_path, one=1))
    assert (imported.replaces, [note for note in imported.notes if "replaces" in note.en]) == (None, [])


def test_another_query_of_a_database_is_no_version_of_it(tmp_path: Path) -> None:
    shown = "postgresql:/kw@host/db?table={}"
    source = Source("sales_line", shown.format("sales"), "0" * 64, 1, "2026-01-01", 1)
    session, table = Session(sources=(source,)), table_by_id("sales_line")
    one, other = (Found(Path(shown.format(name)), name, table) for name in ("sales", "orders"))
    assert predecessors([one, other], session, tmp_path) == [source, None]


def test_an_update_is_an_error_of_its_own_and_names_the_day_as_the_language_does(
    fresh: Workbench, tmp_path: Path
) -> None:
    fresh.import_files(exports(tmp_path, one=1))
    with pytest.raises(UpdateError) as refused:
        fresh.import_files(exports(tmp_path, one=2))
    assert "wurde am 01.11.2026 mit anderem" in refused.value.message.de
    assert "was imported on 2026-11-01 with other" in refused.value.message.en
    with pytest.raises(SourceError) as twice:
        fresh.import_files([*exports(tmp_path / "copy", one=1)])
    assert "schon am 01.11.2026 importiert" in twice.value.message.de


def test_a_moment_nobody_can_read_is_told_as_it_is(tmp_path: Path) -> None:
    odd = Session(sources=(Source("sales_line", "a.csv", "0" * 64, 1, "gestern", 1),))
    with pytest.raises(SourceError, match="already imported on gestern"):
        refuse_twice([Found(tmp_path / "b.csv", "0" * 64, table_by_id("sales_line"))], odd)
