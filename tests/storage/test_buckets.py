"""The ledger on disk: every row comes back, in buckets by customer and day; what repeats is counted exactly."""

import tempfile
import threading
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kw_tui.storage import staged
from kw_tui.storage.buckets import CUSTOMERS_A_BUCKET, Ledger, Wish, file_of, write_ledger
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, Staged, stage
from kw_tui.vocabulary.table import MONEY

KEYS = {LINE_KEY: pl.UInt32, SOURCE_KEY: pl.UInt32}
SCHEMA = {"customer_id": pl.String, "invoice_no": pl.String, "invoice_date": pl.Date, "net_amount": MONEY}
FURTHER = {"product_id": pl.String, "quantity": MONEY}
Row = tuple[object, ...]


def frame(rows: list[Row], further: tuple[str, ...] = ()) -> pl.DataFrame:
    """Rows of (line, source, customer, invoice, day of the year, cents, further ...)."""
    first = date(2025, 1, 1)
    made = [
        (line, source, customer, invoice, first + timedelta(days=day), Decimal(cents) / 100, *more)
        for line, source, customer, invoice, day, cents, *more in rows
    ]
    return pl.DataFrame(made, schema=KEYS | SCHEMA | {name: FURTHER[name] for name in further}, orient="row")


def many(count: int = 600, source: int = 1, first: int = 1) -> pl.DataFrame:
    """As many different lines of ninety customers."""
    return frame([(n, source, f"K{n * 7 % 90}", f"R{n // 3}", n * 11 % 300, n) for n in range(first, first + count)])


def lines(folder: Path, ledger: Ledger) -> list[pl.DataFrame]:
    return [pl.read_parquet(file_of(folder, "lines", bucket)) for bucket in range(ledger.buckets)]


def stacked(folder: Path, ledger: Ledger) -> pl.DataFrame:
    return pl.concat(lines(folder, ledger), how="diagonal")


def require_order(folder: Path, ledger: Ledger) -> None:
    """Each customer lies in one bucket, by day, and where `customers.parquet` says."""
    people = pl.read_parquet(folder / "customers.parquet")
    codes: list[int] = []
    for bucket, part in enumerate(lines(folder, ledger)):
        assert part.select("customer_id", "invoice_date").rows() == sorted(
            part.select("customer_id", "invoice_date").rows()
        )
        here = people.filter(pl.col("bucket") == bucket)
        assert here["customer_id"].to_list() == sorted(set(part["customer_id"]))
        for code, customer, offset, rows in here.select("customer_id_key", "customer_id", "offset", "rows").rows():
            own = part.slice(offset, rows)
            assert (own.height, set(own["customer_id"])) == (rows, {customer})
            assert code // CUSTOMERS_A_BUCKET == bucket
            codes.append(code)
        assert here["rows"].sum() == part.height
    assert len(set(codes)) == people.height == people["customer_id"].n_unique()
    assert codes == sorted(codes)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few lines make many buckets."""
    monkeypatch.setattr(staged, "SMALL", 100)
    monkeypatch.setattr(staged, "LINES_A_PART", 100)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("parts", [1, 2, 8, 16])
def test_all_rows_come_back_in_buckets_whatever_parts_they_come_in(tmp_path: Path, parts: int) -> None:
    rows = many()
    ledger = write_ledger([stage(rows.lazy(), tmp_path / "in", parts)], tmp_path)
    assert ledger.buckets == 8
    assert sorted(stacked(tmp_path, ledger).rows()) == sorted(rows.rows())
    require_order(tmp_path, ledger)
    assert not (tmp_path / "parts").exists()


@pytest.mark.usefixtures("small")
def test_a_ledger_that_grows_is_parted_anew(tmp_path: Path) -> None:
    before = stage(many(150).lazy(), tmp_path / "before", 2)
    added = stage(many(500, source=2, first=151).lazy(), tmp_path / "added", 8)
    ledger = write_ledger([before, added], tmp_path)
    assert ledger.buckets == 8
    expected = pl.concat([many(150), many(500, source=2, first=151)])
    assert sorted(stacked(tmp_path, ledger).rows()) == sorted(expected.rows())
    require_order(tmp_path, ledger)


@pytest.mark.usefixtures("small")
def test_few_lines_of_many_parts_are_one_bucket(tmp_path: Path) -> None:
    ledger = write_ledger([stage(many(100).lazy(), tmp_path / "in", 8)], tmp_path)
    assert (ledger.buckets, ledger.rows) == (1, 100)
    require_order(tmp_path, ledger)


@pytest.mark.usefixtures("small")
def test_parts_without_a_single_customer_are_empty_buckets(tmp_path: Path) -> None:
    rows = frame([(n, 1, "K1", f"R{n}", n % 300, n) for n in range(600)])
    ledger = write_ledger([stage(rows.lazy(), tmp_path / "in", 8)], tmp_path)
    assert (ledger.buckets, ledger.rows) == (8, 600)
    assert sorted(part.height for part in lines(tmp_path, ledger)) == [0] * 7 + [600]
    require_order(tmp_path, ledger)


@pytest.mark.usefixtures("small")
def test_the_same_lines_give_the_same_buckets(tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ledger = write_ledger([stage(many().lazy(), tmp_path / name / "in", 8)], tmp_path / name)
        written.append(lines(tmp_path / name, ledger))
    assert all(one.equals(two) for one, two in zip(*written, strict=True))


def test_what_is_told_of_a_ledger(tmp_path: Path) -> None:
    rows = frame([(1, 7, "K1", "R1", 4, 150, "P1", None), (2, 7, "K2", "R2", 9, -50, None, None)], tuple(FURTHER))
    ledger = write_ledger([stage(rows.lazy(), tmp_path / "in", 1)], tmp_path)
    assert (ledger.rows, ledger.buckets, ledger.last_invoice_date) == (2, 1, date(2025, 1, 10))
    assert ledger.columns == ("customer_id", "invoice_no", "invoice_date", "net_amount", "product_id")
    assert (ledger.repeats, ledger.repeated_sum, ledger.dropped) == (0, Decimal(0), 0)


@pytest.mark.parametrize("incoming", [[], [Staged((), 1, ())]], ids=["nothing", "no file"])
def test_an_empty_ledger_can_be_written(tmp_path: Path, incoming: list[Staged]) -> None:
    ledger = write_ledger(incoming, tmp_path)
    assert (ledger.rows, ledger.buckets, ledger.last_invoice_date) == (0, 1, None)
    assert set(stacked(tmp_path, ledger).columns) >= set(SCHEMA)


def test_columns_one_file_lacks_are_null(tmp_path: Path) -> None:
    one = stage(frame([(1, 1, "K1", "R1", 1, 1, "P1")], ("product_id",)).lazy(), tmp_path / "one", 1)
    two = stage(frame([(1, 2, "K1", "R2", 2, 2, Decimal(3))], ("quantity",)).lazy(), tmp_path / "two", 1)
    rows = stacked(tmp_path, write_ledger([one, two], tmp_path))
    assert rows.select("invoice_no", "product_id", "quantity").rows() == [("R1", "P1", None), ("R2", None, Decimal(3))]


FEW = st.tuples(
    st.integers(1, 9),
    st.integers(1, 3),
    st.sampled_from(("K1", "K2", "Ä", "k1", "")),
    st.sampled_from(("R1", "R2")),
    st.sampled_from((0, 1, 200)),
    st.sampled_from((0, 1, -1, 150)),
    st.sampled_from((None, "P1")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(FEW, max_size=40), parts=st.sampled_from((1, 2)), single=st.sets(st.integers(1, 3)))
@example(rows=[(1, 1, "K1", "R1", 0, 1, None), (2, 1, "K1", "R1", 0, 1, None)], parts=1, single={1})
@example(rows=[(9, 1, "K1", "R1", 0, 1, None), (2, 2, "K1", "R1", 0, 1, None)], parts=1, single={2})
def test_repeats_are_counted_and_dropped_as_by_hand(rows: list[Row], parts: int, single: set[int]) -> None:
    """Of lines that are the same in all but where they come from, a source that may not repeat keeps none that another
    source has, and one of its own where no other has it.
    """
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        patch.setattr(staged, "SMALL", 20)
        patch.setattr(staged, "LINES_A_PART", 20)
        folder = Path(name)
        given_ = frame(rows, ("product_id",))
        by_source = given_.partition_by(SOURCE_KEY) or [given_]
        incoming = [stage(each.lazy(), folder / str(n), parts) for n, each in enumerate(by_source)]
        ledger = write_ledger(incoming, folder, Wish(frozenset(single)))
        written = stacked(folder, ledger)
        require_order(folder, ledger)

    groups: dict[Row, list[Row]] = {}
    for row in given_.rows():
        groups.setdefault(row[2:], []).append(row)
    kept = Counter[Row]()
    for content, copies in groups.items():
        others = sum(copy[1] not in single for copy in copies)
        kept[content] = max(others, 1)
    again = {content: len(copies) - 1 for content, copies in groups.items()}
    left = written.select(given_.columns).rows() if rows else []
    assert Counter(row[2:] for row in left) == kept
    assert not Counter(left) - Counter(given_.rows())
    assert ledger.repeats == sum(again.values())
    assert ledger.repeated_sum == sum((count * content[3] for content, count in again.items()), Decimal(0))
    assert ledger.dropped == len(rows) - kept.total()
    assert ledger.rows == kept.total()


def test_what_a_new_file_repeats_of_an_old_one_is_dropped_wherever_it_stands(tmp_path: Path) -> None:
    old = stage(many(50).lazy(), tmp_path / "old", 1)
    new = many(2, source=2, first=50).with_columns(pl.Series(LINE_KEY, [2, 3], dtype=pl.UInt32))
    ledger = write_ledger([old, stage(new.lazy(), tmp_path / "new", 1)], tmp_path, Wish(frozenset({2})))
    assert (ledger.rows, ledger.repeats, ledger.dropped) == (51, 1, 1)
    assert stacked(tmp_path, ledger).filter(pl.col(SOURCE_KEY) == 2).height == 1


@pytest.mark.usefixtures("small")
def test_whoever_watches_hears_of_each_bucket_and_may_stop_it_all(tmp_path: Path) -> None:
    incoming = [stage(many().lazy(), tmp_path / "in", 8)]
    heard: list[tuple[int, int]] = []
    write_ledger(incoming, tmp_path, Wish(progress=lambda done, total: heard.append((done, total))))
    assert heard[-1] == (8, 8)
    assert heard == sorted(set(heard))

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyError("stop")

    (tmp_path / "again").mkdir()
    with pytest.raises(KeyError, match="stop"):
        write_ledger(incoming, tmp_path / "again", Wish(progress=stop))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("bucket")]
    assert len(list((tmp_path / "again").glob("lines-*"))) < 8


def test_a_ledger_without_a_line_has_the_columns_that_every_ledger_has(tmp_path: Path) -> None:
    ledger = write_ledger([Staged((), 8)], tmp_path)
    assert (ledger.rows, ledger.buckets, ledger.last_invoice_date) == (0, 1, None)
    assert stacked(tmp_path, ledger).schema == KEYS | SCHEMA
