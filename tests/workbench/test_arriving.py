"""Which of the files meant the session has, and whose place the others take."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
import xlsxwriter

from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SourceError, UpdateError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.sources import table_by_id
from kw_tui.vocabulary.table import Table
from kw_tui.workbench import Workbench
from kw_tui.workbench.arriving import earlier, predecessors, refuse_twice, told_unread
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.importing import Wish
from kw_tui.workbench.session_at_work import store_folder
from tests.workbench.ledgers import NOW, again, earner, revenue, write_ledger

REPLACING = Wish(replace=True)
INVOICES = 13
"""Of each customer, in the twelve months under review."""


class Found(NamedTuple):
    path: Path
    sha256: str
    table: Table
    sheet: str | None = None
    sheets: tuple[str, ...] = ()


@pytest.fixture
def fresh(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


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


# Sheets


def workbook(path: Path, **sheets: list[float]) -> Path:
    """A workbook of sales; each sheet has a line of customer C1 for every amount."""
    with xlsxwriter.Workbook(path) as book:
        for name, amounts in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Kundennr", "Rechnungsnr", "Rechnungsdatum", "Nettobetrag"])
            for row, amount in enumerate(amounts, 1):
                sheet.write_row(row, 0, ["C1", f"{name}-{row}", f"{row:02}.03.2024", amount])
    return path


def of(sheet: str, *, replace: bool = False) -> Wish:
    return Wish(options=ImportOptions(sheet=sheet), replace=replace)


def stored(bench: Workbench) -> Decimal:
    return Store(store_folder(bench.path)).scan("sales_line").select(pl.col("net_amount").sum()).collect().item()


def test_another_sheet_of_the_same_file_is_another_source(fresh: Workbench, tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100])
    (first,) = fresh.import_files([book])
    assert [note.en for note in first.notes if "not:" in note.en] == [
        "only J2023 is read, not: J2024 - import each further one with --sheet NAME"
    ]
    (second,) = fresh.import_files([book], of("j2024"))
    assert not [note for note in second.notes if "not:" in note.en]
    assert len({source.sha256 for source in fresh.session.sources}) == 2
    assert stored(fresh) == 130


@pytest.mark.parametrize("first", ["J2023", "J2024"])
def test_a_sheet_counts_once_whichever_came_first(fresh: Workbench, tmp_path: Path, first: str) -> None:
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100])
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(book.read_bytes())
    fresh.import_files([book], of(first))
    for file in (book, copy):
        with pytest.raises(SourceError, match="already imported"):
            fresh.import_files([file], of(first))
    fresh.import_files([book], of("J2023" if first == "J2024" else "J2024"))
    for sheet in ("1", "2"):
        for file in (book, copy):
            with pytest.raises(SourceError, match="already imported"):
                fresh.import_files([file], of(sheet))
    assert stored(fresh) == 130


@pytest.mark.parametrize("sheet", ["J2023", "J2024"])
def test_a_sheet_is_read_again_beside_the_others(fresh: Workbench, tmp_path: Path, sheet: str) -> None:
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100])
    for name in ("J2023", "J2024"):
        fresh.import_files([book], of(name))
    for _ in range(2):
        fresh.import_files([book], of(sheet, replace=True))
        assert (stored(fresh), len(fresh.session.sources)) == (130, 2)
    assert {one.options["sheet"]: one.reading for one in fresh.session.sources} == {"J2023": 1, "J2024": 1} | {sheet: 3}
    for name in ("J2023", "J2024"):
        with pytest.raises(SourceError, match="already imported"):
            again(fresh).import_files([book], of(name))


def test_a_new_version_replaces_its_own_sheet_only(fresh: Workbench, tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100])
    fresh.import_files([book])
    fresh.import_files([book], of("J2024"))
    workbook(book, J2023=[10, 20], J2024=[100, 200], J2025=[1000])
    with pytest.raises(UpdateError, match="other content"):
        fresh.import_files([book], of("J2024"))
    fresh.import_files([book], of("J2024", replace=True))
    assert stored(fresh) == 330
    fresh.import_files([book], of("J2025"))
    fresh.import_files([book], of("J2023", replace=True))
    assert stored(fresh) == 1330
    assert [source.options["sheet"] for source in fresh.session.sources] == ["J2024", "J2025", "J2023"]


def test_the_only_sheet_under_another_name_is_still_a_new_version(fresh: Workbench, tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", March=[10, 20])
    fresh.import_files([book])
    workbook(book, April=[10, 20, 30])
    with pytest.raises(UpdateError, match="other content"):
        fresh.import_files([book])


def test_a_sheet_nobody_wrote_down_is_not_imported_beside_another(fresh: Workbench, tmp_path: Path) -> None:
    """As in sessions from before sheets were written down."""
    book = workbook(tmp_path / "a.xlsx", J2023=[10, 20], J2024=[100])
    fresh.import_files([book])
    (source,) = fresh.session.sources
    sessions.write(fresh.path, fresh.session.with_(sources=(replace(source, options={}),)))
    with pytest.raises(SourceError, match="already imported"):
        again(fresh).import_files([book], of("J2024"))


def test_of_very_many_sheets_the_first_are_named(tmp_path: Path) -> None:
    one = Found(tmp_path / "a.xlsx", "0", table_by_id("sales_line"), "S0", tuple(f"S{n}" for n in range(200)))
    (note,) = told_unread(one, Session(), tmp_path)
    assert "S8, ... (199)" in note.en
    assert "S9" not in note.en
