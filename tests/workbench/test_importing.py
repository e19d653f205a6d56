"""Files on their way into the store: once, whole, replaced only when asked for, and the same when read again."""

import csv
import json
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.reduction import reduce
from kw_tui.storage import sessions, staged
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import SessionError, SourceError, UpdateError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Session, Source
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import refusing
from kw_tui.workbench.checking import source_found
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.importing import AS_FOUND, REFUSED, Wish, commit, is_current, preview, reading, restore
from kw_tui.workbench.progress import Progress, Step
from tests.storage.readers.test_datev import FIRST, heading, posting, stack
from tests.workbench.ledgers import NOW, earner, write_ledger

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\n"
REPLACE = Wish(replace=True)
DROP = Wish(options=ImportOptions(duplicates="drop"))


class Desk:
    """A session in a folder of its own, and what is imported into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "s.kw.toml"
        self.store = Store(folder / "cache", reduce)
        self.notes: list[Text] = []
        self.imported: list[Imported] = []

    @property
    def session(self) -> Session:
        return sessions.read(self.path) if self.path.exists() else Session()

    def write(self, name: str, *rows: str, header: str = HEADER) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")
        return path

    def bring(self, *paths: Path, wish: Wish = AS_FOUND, progress: Progress | None = None) -> Session:
        known = self.session
        with reading(paths, wish, known, self.folder, today=NOW.date(), progress=progress) as imported:
            self.imported = imported
            session, self.notes = commit(
                imported, self.store, self.path, NOW, replacing=wish.replace, progress=progress
            )
        return session

    def again(self) -> list[tuple[object, ...]]:
        """The rows, read once more from the files into a store of its own."""
        shutil.rmtree(self.folder / "other", ignore_errors=True)
        other = Store(self.folder / "other", reduce)
        restore(self.session, self.path, other)
        return rows_of(other)

    @property
    def rows(self) -> list[tuple[object, ...]]:
        return rows_of(self.store)

    @property
    def invoices(self) -> list[str]:
        return sorted(self.store.scan("sales_line").collect()["invoice_no"])

    @property
    def state(self) -> tuple[object, ...]:
        """Session and store, to see whether anything moves."""
        files = sorted(path.name for path in self.store.folder.glob("*") if not path.name.endswith(".lock"))
        return self.path.read_bytes() if self.path.exists() else b"", self.store.fingerprint(), files


def rows_of(store: Store) -> list[tuple[object, ...]]:
    return sorted(store.scan("sales_line").collect().rows(), key=repr)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "work").mkdir()
    return Desk(tmp_path / "work")


def left_behind() -> list[Path]:
    return list(Path(tempfile.gettempdir()).iterdir())


def sales(first: int, count: int, customer: str = "K1") -> list[str]:
    return [f"{customer};R{number:03};31.01.2024;{number},50" for number in range(first, first + count)]


def test_a_source_remembers_what_was_read(desk: Desk) -> None:
    (source,) = desk.bring(write_ledger(desk.folder / "a.csv", earner("E1"))).sources
    assert (source.table, source.path, source.accepted, source.net_sum) == ("sales_line", "a.csv", 24, "24000.0000")
    assert source.mapping["net_amount"] == "Nettobetrag"
    assert source.imported_at.startswith("2026-11-01")
    assert desk.session.sources == (source,)


def test_a_file_elsewhere_is_remembered_in_full(desk: Desk, tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "a.csv", earner("E1"))
    (source,) = desk.bring(ledger).sources
    assert source.path == ledger.as_posix()


def test_files_append_and_the_store_is_rebuilt_only_where_it_differs(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    session = desk.bring(desk.write("b.csv", *sales(4, 2)))
    assert desk.invoices == ["R001", "R002", "R003", "R004", "R005"]
    before = desk.store.fingerprint()
    restore(session, desk.path, desk.store)
    assert desk.store.fingerprint() == before
    assert desk.again() == desk.rows


# The same file, or another version of it


def test_the_same_content_twice_is_refused_with_the_day(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    before = desk.state
    for name in ("a.csv", "copy.csv"):
        with pytest.raises(SourceError, match="already imported on 2026-11-01"):
            desk.bring(desk.write(name, *sales(1, 3)))
    assert desk.state == before


def test_the_same_content_under_two_names_is_refused(desk: Desk) -> None:
    one, two = (desk.write(name, *sales(1, 3)) for name in ("a.csv", "b.csv"))
    with pytest.raises(SourceError, match="same content"):
        desk.bring(one, two)
    assert not desk.path.exists()


def test_another_version_of_a_file_is_refused_naming_the_way_out(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    before = desk.state
    with pytest.raises(SourceError) as refused:
        desk.bring(desk.write("a.csv", *sales(1, 4)))
    assert "--replace" in refused.value.line("en")
    assert "2026-11-01" in refused.value.line("en")
    assert desk.state == before


def test_a_version_takes_the_place_of_the_one_before_and_of_no_other(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)), desk.write("b.csv", *sales(50, 2)))
    session = desk.bring(desk.write("a.csv", *sales(2, 4)), wish=REPLACE)
    assert [source.path for source in session.sources] == ["b.csv", "a.csv"]
    assert desk.invoices == ["R002", "R003", "R004", "R005", "R050", "R051"]
    assert is_current(session, desk.store)
    assert desk.again() == desk.rows


def test_the_old_version_need_not_be_there_any_more_nor_the_store(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)), desk.write("b.csv", *sales(50, 2)))
    shutil.rmtree(desk.store.folder)
    desk.bring(desk.write("a.csv", *sales(7, 1)), wish=REPLACE)
    assert desk.invoices == ["R007", "R050", "R051"]
    shutil.rmtree(desk.store.folder)
    with pytest.raises(SourceError, match="b.csv has changed"):  # noqa: PT012, RUF043
        desk.write("b.csv", *sales(60, 1))
        desk.bring(desk.write("c.csv", *sales(70, 1)))
    desk.bring(desk.folder / "b.csv", wish=REPLACE)
    assert desk.invoices == ["R007", "R060"]


def test_a_version_that_was_moved_is_known_by_its_name(desk: Desk) -> None:
    desk.bring(desk.write("january/sales.csv", *sales(1, 3)))
    session = desk.bring(desk.write("later/sales.csv", *sales(2, 3)), wish=REPLACE)
    assert [source.path for source in session.sources] == ["later/sales.csv"]
    assert desk.invoices == ["R002", "R003", "R004"]


def test_what_replaces_nothing_is_refused_and_told_what_there_is(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    before = desk.state
    with pytest.raises(SourceError) as refused:
        desk.bring(desk.write("new.csv", *sales(9, 1)), wish=REPLACE)
    assert "a.csv" in refused.value.line("en")
    assert desk.state == before


def test_of_lines_that_repeat_those_of_another_file_only_the_replaced_go(desk: Desk) -> None:
    shared = sales(1, 2)
    desk.bring(desk.write("a.csv", *shared), desk.write("b.csv", *shared, *sales(9, 1)))
    assert desk.invoices == ["R001", "R001", "R002", "R002", "R009"]
    desk.bring(desk.write("b.csv", *sales(10, 1)), wish=REPLACE)
    assert desk.invoices == ["R001", "R002", "R010"]


# Many files


def test_a_folder_and_a_pattern_stand_for_their_files(desk: Desk) -> None:
    for number in range(3):
        desk.write(f"daily/{number}.csv", *sales(10 * number, 2))
    desk.write("daily/.hidden.csv", *sales(90, 1))
    session = desk.bring(desk.folder / "daily")
    assert [source.path for source in session.sources] == ["daily/0.csv", "daily/1.csv", "daily/2.csv"]
    assert len(desk.rows) == 6
    desk.write("daily/3.csv", *sales(30, 2))
    session = desk.bring(desk.folder / "daily" / "*.csv")
    assert [source.path for source in session.sources][3:] == ["daily/3.csv"]
    assert len(desk.rows) == 8
    assert len(desk.imported) == 1


TWO_AMOUNTS = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Betrag A;Betrag B\n"


def read_as(column: str, *, again: bool = True) -> Wish:
    return Wish(mapping={"net_amount": column}, replace=again)


def net(desk: Desk) -> Decimal:
    return desk.store.scan("sales_line").collect()["net_amount"].sum()  # type: ignore[return-value]


def test_a_file_read_wrongly_is_read_again_otherwise_in_its_own_place(desk: Desk) -> None:
    file = desk.write("a.csv", "K1;R1;31.01.2024;10,00;7,00", "K2;R2;31.01.2024;20,00;3,00", header=TWO_AMOUNTS)
    desk.bring(file, wish=read_as("Betrag A", again=False))
    desk.bring(desk.write("b.csv", *sales(1, 2)))
    before = desk.state
    with pytest.raises(UpdateError, match="already imported on 2026-11-01") as refused:
        desk.bring(file, wish=read_as("Betrag B", again=False))
    assert "--replace reads it anew" in refused.value.line("en")
    assert desk.state == before
    for reading_, column, total in ((2, "Betrag B", "14.00"), (3, "Betrag A", "34.00"), (4, "Betrag A", "34.00")):
        session = desk.bring(file, wish=read_as(column))
        assert [(one.path, one.reading) for one in session.sources] == [("b.csv", 1), ("a.csv", reading_)]
        assert (net(desk), len(desk.rows), desk.session) == (Decimal(total), 4, session)
        assert is_current(session, desk.store)
        assert desk.again() == desk.rows
        assert source_found(session.sources[1], desk.folder).is_fine


def test_a_file_read_again_is_still_what_it_is(desk: Desk) -> None:
    file = desk.write("a.csv", *sales(1, 3))
    desk.bring(file)
    desk.bring(file, wish=REPLACE)
    before = desk.state
    for wish, named in ((AS_FOUND, "a.csv"), (AS_FOUND, "copy.csv"), (REPLACE, "copy.csv")):
        with pytest.raises(SourceError, match="already imported"):
            desk.bring(desk.write(named, *sales(1, 3)), wish=wish)
    assert desk.state == before
    session = desk.bring(desk.write("a.csv", *sales(1, 4)), wish=REPLACE)
    assert [(one.reading, one.accepted) for one in session.sources] == [(1, 4)]


def test_of_a_folder_only_what_changed_is_read_again(desk: Desk) -> None:
    desk.write("daily/0.csv", *sales(1, 2))
    desk.write("daily/1.csv", *sales(5, 2))
    desk.bring(desk.folder / "daily")
    with pytest.raises(SourceError, match="already imported"):
        desk.bring(desk.folder / "daily", wish=REPLACE)
    desk.write("daily/1.csv", *sales(5, 3))
    session = desk.bring(desk.folder / "daily", wish=REPLACE)
    assert [(one.path, one.reading) for one in session.sources] == [("daily/0.csv", 1), ("daily/1.csv", 1)]


def test_a_crash_before_the_session_is_written_brings_the_old_reading_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.write("a.csv", "K1;R1;31.01.2024;10,00;7,00", header=TWO_AMOUNTS)
    session = desk.bring(file, wish=read_as("Betrag A", again=False))

    def full(*_: object) -> None:
        raise OSError("full")

    with monkeypatch.context() as broken:
        broken.setattr(sessions, "_write", full)
        with pytest.raises(SessionError, match="full"):
            desk.bring(file, wish=read_as("Betrag B"))
    assert not is_current(desk.session, desk.store)
    restore(desk.session, desk.path, desk.store)
    assert (desk.session, net(desk)) == (session, Decimal("10.00"))


def test_a_folder_of_which_all_is_imported_is_refused(desk: Desk) -> None:
    desk.write("daily/0.csv", *sales(1, 2))
    desk.write("daily/1.csv", *sales(5, 2))
    desk.bring(desk.folder / "daily")
    with pytest.raises(SourceError, match="already imported"):
        desk.bring(desk.folder / "daily")


def test_one_refused_file_keeps_all_out(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    before = desk.state
    with pytest.raises(SourceError):
        desk.bring(desk.write("b.csv", *sales(5, 3)), desk.write("c.csv", "K1;R9;gestern;1,00"))
    assert desk.state == before
    assert left_behind() == []


def test_what_other_files_decided_is_remembered_so_that_it_is_read_the_same_again(desk: Desk) -> None:
    unclear = desk.write("a.csv", "K1;R1;03/04/2024;1.234")
    clear = desk.write("b.csv", "K2;R2;31/01/2024;2,50")
    session = desk.bring(unclear, clear)
    assert [dict(source.options) for source in session.sources] == [{"decimal": ",", "dates": "dmy"}, {}]
    first = desk.store.scan("sales_line").filter(pl.col("customer_id") == "K1").collect()
    assert first.select("invoice_date", "net_amount").rows() == [(date(2024, 4, 3), Decimal(1234))]
    assert desk.again() == desk.rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17850.0;R1;31.01.2024;1,50;0,2", "K-1;R1;31.01.2024;1,50;20"),
        ("K1;R1;31.01.2024;1,50;", "K2;R1;31.01.2024;1.50;"),
        ("K1;R1;31/01/2024;1,50;", "K2;R1;01/31/2024;1,50;"),
        ("K1;R1;31.01.2024;1,50;1.234", "K2;R1;31.01.2024;1.50;2.5"),
    ],
)
def test_files_read_together_are_read_the_same_alone(desk: Desk, one: str, other: str) -> None:
    header = HEADER.replace("\n", ";Rabatt %\n")
    wish = Wish(options=ImportOptions(discount="fraction"))
    desk.bring(
        desk.write("a.csv", *[one] * 3, header=header), desk.write("b.csv", *[other] * 5, header=header), wish=wish
    )
    assert len(desk.rows) == 8
    assert desk.again() == desk.rows


def test_different_tables_come_in_together(desk: Desk) -> None:
    people = desk.write("kunden.csv", "K1;Alpha AG;01234", header="Kundennummer;Name;PLZ\n")
    session = desk.bring(people, desk.write("a.csv", *sales(1, 3)))
    assert [source.table for source in session.sources] == ["customer", "sales_line"]
    assert (desk.store.rows("customer"), desk.store.rows("sales_line")) == (1, 3)


def test_columns_once_settled_are_taken_for_the_next_file_with_the_same_headers(desk: Desk) -> None:
    header = HEADER.replace("\n", ";Region\n")
    desk.bring(desk.write("a.csv", "K1;R1;31.01.2024;1,50;Nord", header=header), wish=Wish(mapping={"region": ""}))
    desk.bring(desk.write("b.csv", "K1;R2;31.01.2024;1,50;Nord", header=header))
    assert "region" not in desk.imported[0].mapping
    desk.bring(desk.write("c.csv", "K1;R3;31.01.2024;1,50;Nord", header=header.replace("Region", "Gebiet")))
    assert "region" in desk.imported[0].mapping
    assert desk.again() == desk.rows


# Lines that repeat another


def repeats(desk: Desk) -> str:
    return " ".join(note.en for note in desk.notes)


def test_repeated_lines_are_kept_and_told_unless_they_are_to_go(desk: Desk) -> None:
    twice = [*sales(1, 2), *sales(1, 2), *sales(9, 1)]
    desk.bring(desk.write("a.csv", *twice))
    assert len(desk.rows) == 5
    assert "exactly: 2, together 4.00 (left out: 0)" in repeats(desk)
    desk.bring(desk.write("a.csv", *twice, *sales(20, 1)), wish=Wish(options=DROP.options, replace=True))
    assert desk.invoices == ["R001", "R002", "R009", "R020"]
    assert "left out: 2" in repeats(desk)
    assert desk.again() == desk.rows


@pytest.mark.parametrize("lines", [range(1, 40), range(39, 0, -1)], ids=["ahead", "behind"])
def test_what_overlaps_an_earlier_file_can_be_left_out_wherever_it_stands(desk: Desk, lines: Sequence[int]) -> None:
    desk.bring(desk.write("a.csv", *[row for number in lines for row in sales(number, 1)]))
    desk.bring(desk.write("b.csv", *sales(39, 1), *sales(40, 2)), wish=DROP)
    assert len(desk.invoices) == len(set(desk.invoices)) == 41
    assert "left out: 1" in repeats(desk)
    assert desk.again() == desk.rows


# Growing, and stores of other programs


def test_a_ledger_that_outgrows_its_buckets_keeps_every_row(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "SMALL", 50)
    monkeypatch.setattr(staged, "LINES_A_PART", 50)
    rows = [f"K{number % 17};R{number};31.01.2024;{number},50" for number in range(400)]
    buckets = []
    for name, first, last in (("a", 0, 40), ("b", 40, 120), ("c", 120, 400)):
        desk.bring(desk.write(f"{name}.csv", *rows[first:last]))
        buckets.append(json.loads((desk.store.folder / "sales_line.json").read_bytes())["buckets"])
        assert len(desk.rows) == last
    assert buckets == [1, 4, 16]
    assert desk.again() == desk.rows
    desk.bring(desk.write("b.csv", "K1;NEW;31.01.2024;1,00"), wish=REPLACE)
    assert len(desk.rows) == 400 - 80 + 1
    assert desk.again() == desk.rows


def test_a_ledger_without_a_line_can_be_replaced_and_added_to(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many lines that they come in parts, and none of them a sale: no part is written."""
    monkeypatch.setattr(staged, "SMALL", 3)
    monkeypatch.setattr(staged, "LINES_A_PART", 3)
    stack_ = desk.folder / "EXTF.csv"
    payments = [posting().replace("8400", "1200") for _ in range(20)]
    stack_.write_bytes(stack(FIRST, heading(), *payments).encode("cp1252"))
    desk.bring(stack_)
    (one,) = desk.imported
    assert (one.reconciliation.accepted, one.reconciliation.not_revenue) == (0, 20)
    assert one.accepted.collect().is_empty()
    desk.bring(desk.write("b.csv", *sales(1, 4)))
    assert len(desk.rows) == 4
    stack_.write_bytes(stack(FIRST, heading(), *payments, *[posting()] * 5).encode("cp1252"))
    desk.bring(stack_, wish=REPLACE)
    assert len(desk.rows) == 9
    assert desk.again() == desk.rows


def test_a_ledger_that_begins_without_a_line_can_be_replaced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "SMALL", 3)
    path = desk.folder / "EXTF.csv"
    for sold in (0, 5):
        lines = [posting().replace("8400", "1200")] * 20 + [posting()] * sold
        path.write_bytes(stack(FIRST, heading(), *lines).encode("cp1252"))
        desk.bring(path, wish=REPLACE if sold else AS_FOUND)
        assert len(desk.rows) == sold


def test_buckets_of_another_engine_are_parted_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hash may be another, so a customer's old and new lines would lie in different buckets."""
    monkeypatch.setattr(staged, "SMALL", 50)
    monkeypatch.setattr(staged, "LINES_A_PART", 100)
    rows = [f"K{number % 17};R{number};31.01.2024;{number},50" for number in range(190)]
    desk.bring(desk.write("a.csv", *rows[:150]))
    description = desk.store.folder / "sales_line.json"
    entry = json.loads(description.read_bytes())
    one, other = (desk.store.folder / entry["generation"] / f"lines-0{bucket}.parquet" for bucket in range(2))
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)
    assert (entry["engine"], entry["buckets"]) == (pl.__version__, 2)
    description.write_text(json.dumps(entry | {"engine": "0.1"}))
    desk.bring(desk.write("b.csv", *rows[150:]))
    entry = json.loads(description.read_bytes())
    assert (entry["engine"], entry["buckets"], len(desk.rows)) == (pl.__version__, 2, 190)
    people = pl.read_parquet(desk.store.folder / entry["generation"] / "customers.parquet")["customer_id"]
    assert people.n_unique() == len(people) == 17
    for customer in people:
        assert desk.store.customer_lines(customer).height == sum(row.startswith(f"{customer};") for row in rows)


# Refused lines


def test_refused_lines_come_back_corrected_and_the_sum_is_whole(desk: Desk) -> None:
    good, bad = sales(1, 3), ["K1;R7;30.02.2024;7,50", 'K2;R8;31.01.2024;"1l8,40"', "K3;R9", ";R10;31.01.2024;x"]
    desk.bring(desk.write("a.csv", *good, *bad))
    (one,) = desk.imported
    assert (one.reconciliation.accepted, one.reconciliation.rejected) == (3, 4)
    target = desk.folder / "refused.csv"
    (source,) = desk.session.sources
    refusing.save_all([refusing.kept(desk.store.folder / REFUSED, source.sha256)], target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        saved = list(csv.DictReader(file, delimiter=";"))
    assert [(row["Rechnungsnummer"], row["kw:line"]) for row in saved[:2]] == [("R7", "5"), ("R8", "6")]
    assert "bad-date" in saved[0]["kw:why"]
    corrected = target.read_text("utf-8-sig").replace("30.02.2024", "29.02.2024").replace("1l8,40", "118,40")
    target.write_text(
        "".join(line for line in corrected.splitlines(keepends=True) if "R9" not in line and "R10" not in line)
    )
    desk.bring(target)
    assert desk.invoices == ["R001", "R002", "R003", "R7", "R8"]
    total = desk.store.scan("sales_line").collect()["net_amount"].sum()
    assert total == Decimal("1.5") + Decimal("2.5") + Decimal("3.5") + Decimal("7.5") + Decimal("118.4")


def test_cells_of_refused_lines_mean_the_same_when_they_come_back(desk: Desk) -> None:
    header = HEADER.replace("\n", ";Bezeichnung\n")
    good, bad = '="0012";R1;31.01.2024;1,50;-Rabatt', '="0012";R2;31.01.2024;x1;-Rabatt'
    desk.bring(desk.write("a.csv", good, bad, header=header))
    target = desk.folder / "refused.csv"
    refusing.save_all([refusing.kept(desk.store.folder / REFUSED, desk.session.sources[0].sha256)], target)
    target.write_text(target.read_text("utf-8-sig").replace("x1", "2,50"), "utf-8")
    desk.bring(target)
    found = (
        desk.store.scan("sales_line").select("invoice_no", "customer_id", "product_name").collect().sort("invoice_no")
    )
    assert found.rows() == [("R1", "0012", "-Rabatt"), ("R2", "0012", "-Rabatt")]


# Watching and stopping


def test_whoever_watches_hears_of_reading_checking_and_storing(desk: Desk) -> None:
    told: dict[Step, list[tuple[int, int]]] = {step: [] for step in Step}
    path = desk.write("a.csv", *sales(1, 30))
    desk.bring(path, progress=lambda step, done, total: told[step].append((done, total)))
    assert told[Step.READ][-1] == (path.stat().st_size,) * 2
    assert max(done for done, _ in told[Step.CHECK]) == 30
    assert told[Step.STORE][-1] == (1, 1)
    for step, seen in told.items():
        assert all(0 <= done <= total for done, total in seen), step


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt])
@pytest.mark.parametrize("step", Step)
def test_an_import_that_is_stopped_leaves_nothing(desk: Desk, step: Step, error: type[BaseException]) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    before = desk.state

    def stop(at: Step, _: int, __: int) -> None:
        if at is step:
            raise error("stop")

    with pytest.raises(error, match="stop"):
        desk.bring(desk.write("b.csv", *sales(5, 30), "K1;R99;31.01.2024;5,00-"), progress=stop)
    assert desk.state == before
    assert left_behind() == []
    desk.bring(desk.folder / "b.csv")
    assert len(desk.rows) == 34


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt])
@pytest.mark.parametrize("step", Step)
def test_a_first_import_that_is_stopped_leaves_nothing(desk: Desk, step: Step, error: type[BaseException]) -> None:
    path = desk.write("a.csv", *sales(1, 30), "K1;R99;30.02.2024;1,00")

    def stop(at: Step, _: int, __: int) -> None:
        if at is step:
            raise error("stop")

    with pytest.raises(error):
        desk.bring(path, progress=stop)
    assert list(desk.folder.iterdir()) == [path]
    assert left_behind() == []
    desk.bring(path)
    assert len(desk.rows) == 30


def test_a_first_import_that_cannot_be_saved_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.write("a.csv", *sales(1, 3))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sessions, "replace_whole", full)
    with pytest.raises(SessionError, match="the disk is full"):
        desk.bring(path)
    assert list(desk.folder.iterdir()) == [path]


def test_a_session_that_is_there_keeps_the_store_it_gets_back(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    shutil.rmtree(desk.store.folder)

    def stop(at: Step, _: int, __: int) -> None:
        if at is Step.STORE:
            raise KeyError("stop")

    with pytest.raises(KeyError):
        desk.bring(desk.write("b.csv", *sales(5, 2)), progress=stop)
    assert desk.invoices == ["R001", "R002", "R003"]


def test_stopping_where_two_tables_are_stored_leaves_what_can_be_read_again(desk: Desk) -> None:
    desk.bring(desk.write("a.csv", *sales(1, 3)))
    people = desk.write("kunden.csv", "K1;Alpha AG;01234", header="Kundennummer;Name;PLZ\n")

    def stop(at: Step, _: int, __: int) -> None:
        if at is Step.STORE:
            raise KeyError("stop")

    told = desk.path.read_bytes()
    with pytest.raises(KeyError):
        desk.bring(people, desk.write("b.csv", *sales(5, 2)), progress=stop)
    assert desk.path.read_bytes() == told
    restore(desk.session, desk.path, desk.store)
    assert (desk.store.has("customer"), desk.invoices) == (False, ["R001", "R002", "R003"])


def test_a_look_into_a_file_leaves_nothing(desk: Desk) -> None:
    ledger = write_ledger(desk.folder / "a.csv", earner("E1"))
    assert preview(ledger, AS_FOUND, Session()).table.id == "sales_line"
    assert list(desk.folder.iterdir()) == [ledger]
    assert left_behind() == []


def test_a_second_currency_without_a_rate_is_refused(desk: Desk) -> None:
    ledger = desk.write("a.csv", "K1;R1;01.02.2026;10,00;CHF", header=HEADER.replace("\n", ";Währung\n"))
    session = Session(sources=(Source("sales_line", "x", "0" * 64, 1, "2026-01-01", 1),))
    with pytest.raises(SourceError, match="CHF"), reading([ledger], AS_FOUND, session, desk.folder, today=NOW.date()):
        pass
