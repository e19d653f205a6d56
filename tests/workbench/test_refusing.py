"""Refused lines are saved in their own layout; corrected, they are imported again."""

from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import SessionError, SourceError
from kw_tui.workbench import Workbench, refusing
from kw_tui.workbench.importing import Wish
from tests.workbench.ledgers import NOW

HEADER = "Kundennummer;Kundenname;Rechnungsnummer;Datum;Netto\n"
FAULTY = HEADER + "K1;Süd;R1;01.02.2026;10,00\nK2;Öl;R2;01.02.2026;1l8\nK3;R3\nK4;Nord;R4;30.02.2026;5,00\n"


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


def saved(bench: Workbench, folder: Path, text: str = FAULTY, encoding: str = "utf-8") -> Path:
    """Import a text; return where its refused lines were saved."""
    source, target = folder / "umsatz.csv", folder / "refused.csv"
    source.write_text(text, encoding, newline="")
    bench.import_files([source], rejects=target)
    return target


def test_refused_lines_stand_in_the_order_of_the_file_with_their_reasons(bench: Workbench, tmp_path: Path) -> None:
    header, *lines = saved(bench, tmp_path).read_text("utf-8-sig").splitlines()
    assert header == HEADER.strip() + ";kw:line;kw:why"
    assert lines == [
        "K2;Öl;R2;01.02.2026;1l8;3;bad-number: not a readable number (Netto)",
        "K3;R3;4;short-row: too few fields",
        "K4;Nord;R4;30.02.2026;5,00;5;bad-date: not a readable date (Datum)",
    ]


def test_files_of_the_same_name_keep_their_own_lines(bench: Workbench, tmp_path: Path) -> None:
    rows = {
        year: f'"K1";Süd;R{year};01.02.{year};"1,00"\nK2;{year}\n"K3";Öl;S{year};30.02.{year};"2,00"\n'
        for year in (2024, 2025)
    }
    for year, text in rows.items():
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "umsatz.csv").write_text(HEADER + text, "utf-8")
    bench.import_files([tmp_path / str(year) / "umsatz.csv" for year in rows], rejects=tmp_path / "refused.csv")
    lines = bench.store.scan("sales_line").sort("invoice_date").collect()
    assert lines["invoice_no"].to_list() == ["R2024", "R2025"]
    for number, year in enumerate(rows, 1):
        _, first, second = (tmp_path / f"refused-{number}.csv").read_text("utf-8-sig").splitlines()
        assert (first, second.split(";")[2]) == (f"K2;{year};3;short-row: too few fields", f"S{year}")


def test_many_refused_lines_are_put_in_order_some_at_a_time(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusing, "_SORTED_AT_ONCE", 2)
    _, *lines = saved(bench, tmp_path).read_text("utf-8-sig").splitlines()
    assert [line.rpartition(";")[0].rpartition(";")[2] for line in lines] == ["3", "4", "5"]


def test_reasons_are_in_the_language_of_the_session(bench: Workbench, tmp_path: Path) -> None:
    bench.set(lang="de")
    _, first, *_ = saved(Workbench.open(bench.path, clock=lambda: NOW), tmp_path).read_text("utf-8-sig").splitlines()
    assert first.endswith("3;bad-number: keine lesbare Zahl (Netto)")


def test_what_is_spoken_here_and_now_goes_before_it(tmp_path: Path) -> None:
    german = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW, lang="de")
    _, first, *_ = saved(german, tmp_path).read_text("utf-8-sig").splitlines()
    assert first.endswith("3;bad-number: keine lesbare Zahl (Netto)")
    assert german.session.lang is None


def test_corrected_they_are_imported_again(bench: Workbench, tmp_path: Path) -> None:
    target = saved(bench, tmp_path)
    text = target.read_text("utf-8-sig").replace("1l8", "118,00").replace("30.02.", "28.02.")
    target.write_text(text.replace("K3;R3;4;", "K3;West;R3;01.03.2026;7,00;4;"), "utf-8-sig")
    (again,) = bench.import_files([target])
    assert not [header for header in again.mapping.values() if header.startswith("kw:")]
    assert (again.reconciliation.accepted, again.reconciliation.rejected) == (3, 0)
    lines = bench.store.scan("sales_line").sort("customer_id").collect()
    assert lines["net_amount"].to_list() == [Decimal(10), Decimal(118), Decimal(7), Decimal(5)]
    assert lines["name"].to_list() == ["Süd", "Öl", "West", "Nord"]


@pytest.mark.parametrize("table", ["customer", "ticket", "concession", "sales_line"])
def test_the_reasons_are_never_taken_for_a_column(bench: Workbench, tmp_path: Path, table: str) -> None:
    lines = "".join(f"{n};bad-number: keine lesbare Zahl (Netto)\n" for n in range(2, 40))
    path = tmp_path / "refused.csv"
    path.write_text("kw:line;kw:why\n" + lines, "utf-8")
    look = bench.preview(path, Wish(table=table))
    assert look.mapping == {}


def test_columns_a_person_settled_are_settled_for_the_refused_lines_too(bench: Workbench, tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "refused.csv"
    source.write_text(FAULTY.replace("Netto", "Spalte X"), "utf-8")
    bench.import_files([source], Wish("sales_line", {"net_amount": "Spalte X", "name": ""}), rejects=target)
    target.write_text(target.read_text("utf-8-sig").replace("1l8", "118,00"), "utf-8")
    (again,) = bench.import_files([target])
    assert again.mapping == dict(bench.session.sources[0].mapping)


def test_lines_that_are_refused_again_have_their_reasons_once(bench: Workbench, tmp_path: Path) -> None:
    target, next_one = saved(bench, tmp_path), tmp_path / "next.csv"
    target.write_text(target.read_text("utf-8-sig").replace("1l8", "118,00"), "utf-8")
    bench.import_files([target], rejects=next_one)
    header, *lines = next_one.read_text("utf-8-sig").splitlines()
    assert header == HEADER.strip() + ";kw:line;kw:why"
    assert lines[-1] == "K4;Nord;R4;30.02.2026;5,00;4;bad-date: not a readable date (Datum)"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_they_keep_the_encoding_of_their_source(bench: Workbench, tmp_path: Path, encoding: str) -> None:
    target = saved(bench, tmp_path, encoding=encoding)
    assert "Öl" in target.read_text("utf-8-sig" if encoding == "utf-8" else encoding)


def test_an_id_that_a_spreadsheet_wrapped_is_still_the_same_customer(bench: Workbench, tmp_path: Path) -> None:
    text = HEADER + 'K1;Süd;R1;01.02.2026;10,00\n="0012";Öl;R2;01.02.2026;1l8\n'
    target = saved(bench, tmp_path, text)
    target.write_text(target.read_text("utf-8-sig").replace("1l8", "118,00"), "utf-8")
    bench.import_files([target])
    assert set(bench.store.scan("sales_line").collect()["customer_id"]) == {"K1", "0012"}


def test_a_long_line_is_saved_whole(bench: Workbench, tmp_path: Path) -> None:
    words = "x" * 5_000
    assert words in saved(bench, tmp_path, FAULTY + f"K5;{words};R5\n").read_text("utf-8-sig")


def test_a_store_keeps_them_for_later(bench: Workbench, tmp_path: Path) -> None:
    first = saved(bench, tmp_path)
    later = tmp_path / "later.csv"
    bench.save_rejects(bench.session.sources[0], later)
    assert later.read_bytes() == first.read_bytes()


def test_refused_lines_that_are_gone_are_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no more"):
        refusing.save_all([tmp_path / "gone.csv"], tmp_path / "target.csv")


def test_a_place_that_cannot_be_written_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    with pytest.raises(SessionError, match="cannot be written"):
        refusing.save_all([tmp_path / "a"], tmp_path)


def test_a_folder_that_is_not_there_is_not_taken_for_lost_lines(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    with pytest.raises(SessionError, match="cannot be written"):
        refusing.save_all([tmp_path / "a"], tmp_path / "no folder" / "target.csv")


def test_those_of_several_files_are_numbered(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a", "b")]
    for file in files:
        file.write_text(file.name)
    refusing.save_all(files, tmp_path / "target.csv")
    assert [(tmp_path / f"target-{n}.csv").read_text() for n in (1, 2)] == ["a", "b"]
    refusing.save_all(files, None)
    refusing.save_all([], tmp_path / "nothing.csv")
    assert not (tmp_path / "nothing.csv").exists()
