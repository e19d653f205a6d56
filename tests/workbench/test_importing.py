from pathlib import Path

import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SourceError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.workbench import Step, Workbench
from kw_tui.workbench.importing import AS_FOUND, Wish, commit, preview, reading, restore
from tests.workbench.ledgers import NOW, earner, write_ledger

HEADER = "Kundennummer;Rechnungsnummer;Datum;Netto\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.kw.toml"


@pytest.fixture
def bench(path: Path) -> Workbench:
    return Workbench.open_or_new(path, clock=lambda: NOW)


def imported(ledger: Path, path: Path, store: Store, session: Session | None = None) -> Session:
    with reading([ledger], AS_FOUND, session or Session(), path.parent, today=NOW.date()) as files:
        return commit(files, store, path, NOW)[0]


def ledger(folder: Path, name: str, *rows: str) -> Path:
    file = folder / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return file


def test_a_source_remembers_what_was_read(tmp_path: Path, path: Path) -> None:
    file = write_ledger(tmp_path / "a.csv", earner("E1"))
    (source,) = imported(file, path, Store(tmp_path / "cache", reduce)).sources
    assert (source.table, source.path, source.accepted, source.net_sum) == ("sales_line", "a.csv", 24, "24000.0000")
    assert source.mapping["net_amount"] == "Nettobetrag"
    assert source.imported_at.startswith("2026-11-01")


def test_a_file_elsewhere_is_remembered_in_full(tmp_path: Path) -> None:
    file = write_ledger(tmp_path / "a.csv", earner("E1"))
    (tmp_path / "work").mkdir()
    (source,) = imported(file, tmp_path / "work" / "s.kw.toml", Store(tmp_path / "cache", reduce)).sources
    assert source.path == file.as_posix()


def test_files_append_and_the_store_is_rebuilt_only_where_it_differs(tmp_path: Path, path: Path) -> None:
    store = Store(tmp_path / "cache", reduce)
    imported(write_ledger(tmp_path / "a.csv", earner("E1")), path, store)
    session = imported(write_ledger(tmp_path / "b.csv", earner("E2")), path, store)
    assert store.rows("sales_line") == 48
    before = store.fingerprint()
    restore(session, path, store)
    assert store.fingerprint() == before
    fresh = Store(tmp_path / "other", reduce)
    restore(session, path, fresh)
    assert fresh.rows("sales_line") == 48


def test_the_same_content_under_two_names_is_refused(tmp_path: Path) -> None:
    one, two = (write_ledger(tmp_path / name, earner("E1")) for name in ("a.csv", "b.csv"))
    with (
        pytest.raises(SourceError, match="same content"),
        reading([one, two], AS_FOUND, Session(), tmp_path, today=NOW.date()),
    ):
        pass


def test_a_second_currency_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Kundennummer;Rechnungsnummer;Datum;Netto;Währung\nK1;R1;01.02.2026;10,00;CHF\n", "utf-8")
    session = Session(sources=(Source("sales_line", "x", "0" * 64, 1, "2026-01-01", 1),))
    with pytest.raises(SourceError, match="CHF"), reading([file], AS_FOUND, session, tmp_path, today=NOW.date()):
        pass


def test_a_look_into_a_file_leaves_nothing(tmp_path: Path) -> None:
    file = write_ledger(tmp_path / "a.csv", earner("E1"))
    assert preview(file, AS_FOUND, Session()).table.id == "sales_line"
    assert list(tmp_path.iterdir()) == [file]


def test_an_updated_file_replaces_its_predecessor_on_request_only(bench: Workbench, tmp_path: Path) -> None:
    file = ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;10,00")
    bench.import_files([file, ledger(tmp_path, "b.csv", "K2;R2;01.02.2026;5,00")])
    ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;11,00")
    with pytest.raises(SourceError, match="other content") as refused:
        bench.import_files([file])
    assert "--replace" in refused.value.hint.en
    bench.import_files([file], Wish(replace=True))
    assert sorted(bench.store.scan("sales_line").collect()["net_amount"].to_list()) == [5, 11]
    assert [source.path for source in bench.session.sources] == ["b.csv", "a.csv"]


def test_a_file_replaces_its_predecessor_though_the_store_is_gone(bench: Workbench, tmp_path: Path) -> None:
    file = ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;10,00")
    bench.import_files([file])
    for table in ("sales_line",):
        bench._store.remove_table(table)
    ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;11,00")
    bench.import_files([file], Wish(replace=True))
    assert bench.store.scan("sales_line").collect()["net_amount"].to_list() == [11]


def test_replacing_needs_something_to_replace(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="replaces no imported file"):
        bench.import_files([ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;10,00")], Wish(replace=True))


def test_of_a_folder_what_is_imported_already_is_left_out(bench: Workbench, tmp_path: Path) -> None:
    days = tmp_path / "days"
    days.mkdir()
    ledger(days, "1.csv", "K1;R1;01.02.2026;10,00")
    bench.import_files([days])
    ledger(days, "2.csv", "K1;R2;02.02.2026;5,00")
    assert [one.path.name for one in bench.import_files([days])] == ["2.csv"]
    with pytest.raises(SourceError, match="already imported on 2026-11-01"):
        bench.import_files([tmp_path / "days" / "*.csv"])


def test_files_read_together_settle_what_one_leaves_open(bench: Workbench, tmp_path: Path, path: Path) -> None:
    unsure = ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;1.234")
    with pytest.raises(SourceError, match="a thousand from one"):
        bench.import_files([unsure])
    bench.import_files([unsure, ledger(tmp_path, "b.csv", "K1;R2;01.02.2026;1.234,50")])
    assert bench.session.sources[0].options == {"decimal": ","}
    again = Store(tmp_path / "other", reduce)
    restore(bench.session, path, again)
    assert sorted(again.scan("sales_line").collect()["net_amount"].to_list()) == [1234, 1234.5]


def test_columns_once_settled_are_taken_for_the_next_file_with_the_same_headers(
    bench: Workbench, tmp_path: Path
) -> None:
    header = "Kundennummer;Rechnungsnummer;Datum;Netto;Region\n"
    for number in (1, 2):
        (tmp_path / f"{number}.csv").write_text(header + f"K1;R{number};01.02.2026;1,50;Nord\n", "utf-8")
    bench.import_files([tmp_path / "1.csv"], Wish(mapping={"region": ""}))
    (second,) = bench.import_files([tmp_path / "2.csv"])
    assert "region" not in second.mapping


def test_repeated_lines_are_counted_and_go_only_if_asked(tmp_path: Path) -> None:
    rows = ["K1;R1;01.02.2026;10,00"] * 3
    for choice, kept, left_out in (("keep", 3, 0), ("drop", 1, 2)):
        folder = tmp_path / choice
        folder.mkdir()
        bench = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
        (one,) = bench.import_files(
            [ledger(folder, "a.csv", *rows)], Wish(options=ImportOptions.of({"duplicates": choice}))
        )
        assert bench.store.rows("sales_line") == kept
        assert f"exactly: 2, together 20.00 (left out: {left_out})" in one.notes[-1].en


def test_refused_lines_come_back_corrected(bench: Workbench, tmp_path: Path) -> None:
    file = ledger(tmp_path, "a.csv", "K1;R1;01.02.2026;10,00", "K1;R2;31.02.2026;5,00", "K1;R3;01.02.2026;x")
    bench.import_files([file], rejects=tmp_path / "wrong.csv")
    wrong = (tmp_path / "wrong.csv").read_text("utf-8-sig")
    assert wrong.count("\n") == 3
    (tmp_path / "right.csv").write_text(wrong.replace("31.02.", "28.02.").replace(";x;", ";2,50;"), "utf-8")
    (second,) = bench.import_files([tmp_path / "right.csv"])
    assert (second.reconciliation.accepted, second.reconciliation.rejected) == (2, 0)
    assert bench.store.scan("sales_line").collect()["net_amount"].sum() == 17.5


@pytest.mark.parametrize("step", list(Step))
def test_whoever_watches_may_stop_it_and_nothing_is_left(
    bench: Workbench, tmp_path: Path, path: Path, step: Step
) -> None:
    class StopError(Exception):
        pass

    seen = []

    def stop(now: Step, done: int, total: int) -> None:
        seen.append(now)
        if now is step:
            raise StopError

    file = ledger(tmp_path, "a.csv", *(f"K{n};R{n};01.02.2026;10,00" for n in range(50)))
    with pytest.raises(StopError):
        bench.import_files([file], progress=stop)
    assert step in seen
    assert not path.exists()
    assert not bench._store.has("sales_line")
    bench.import_files([file])
    assert bench.store.rows("sales_line") == 50
