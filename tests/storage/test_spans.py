"""A bucket written in spans is the one that would have been written at once."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.storage import spans
from kw_tui.storage.buckets import Wish, file_of, write_ledger
from kw_tui.storage.staged import LINE_KEY, SOURCE_KEY, stage
from kw_tui.vocabulary.table import MONEY

SCHEMA = {"customer_id": pl.String, "invoice_no": pl.String, "invoice_date": pl.Date, "net_amount": MONEY}
KEYS = {LINE_KEY: pl.UInt32, SOURCE_KEY: pl.UInt32}


def lines(source: int = 1, repeats: int = 5) -> pl.DataFrame:
    """Lines of a very large customer between small ones, some of them twice, many of them on one day."""
    rows = []
    for n in range(400):
        customer = "M" if n % 8 else f"{'AMZ'[n % 3]}{n % 5}"
        day = date(2025, 1, 1) + timedelta(days=n * 7 % 60 if n % 4 else 30)
        rows.append((n + 1, source, customer, f"R{n // 3}", day, Decimal(n)))
    return pl.DataFrame([*rows, *((500 + n, *rows[n * 9][1:]) for n in range(repeats))], KEYS | SCHEMA, orient="row")


def written(folder: Path, wish: Wish) -> tuple[object, pl.DataFrame, pl.DataFrame]:
    folder.mkdir()
    staged = [stage(lines(source).lazy(), folder / f"staged-{source}", 1) for source in (1, 2)]
    ledger = write_ledger(staged, folder, wish)
    assert not list(folder.glob("lines-00.*[0-9]"))
    return ledger, pl.read_parquet(file_of(folder, "lines", 0)), pl.read_parquet(folder / "customers.parquet")


@pytest.mark.parametrize("wish", [Wish(), Wish(frozenset({2})), Wish(frozenset({1, 2}))])
@pytest.mark.parametrize("most", [1, 40, 333])
def test_spans_make_the_same_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: Wish, most: int) -> None:
    at_once = written(tmp_path / "at-once", wish)
    monkeypatch.setattr(spans, "TOO_MANY", 100)
    monkeypatch.setattr(spans, "LINES_A_SPAN", most)
    in_spans = written(tmp_path / "in-spans", wish)
    order = ["customer_id", "invoice_date"]
    assert in_spans[0] == at_once[0]
    assert in_spans[1].select(order).equals(at_once[1].select(order))
    assert in_spans[1].sort(pl.all()).equals(at_once[1].sort(pl.all()))
    assert in_spans[2].schema == at_once[2].schema
    assert in_spans[2].equals(at_once[2])


def test_every_line_is_in_one_span_and_none_is_much_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "TOO_MANY", 100)
    monkeypatch.setattr(spans, "LINES_A_SPAN", 50)
    every = lines()
    every.write_parquet(tmp_path / "a.parquet")
    found = [every.filter(span) for span in spans.spans_of([tmp_path / "a.parquet"])]
    largest_day = every.group_by("customer_id", "invoice_date").len()["len"].max()
    assert sorted(pl.concat(found)[LINE_KEY]) == sorted(every[LINE_KEY])
    assert len(found) > 3
    assert max(part.height for part in found) < 50 + largest_day


def test_a_bucket_of_few_lines_is_not_cut(tmp_path: Path) -> None:
    lines().write_parquet(tmp_path / "a.parquet")
    assert spans.spans_of([tmp_path / "a.parquet"]) == []
