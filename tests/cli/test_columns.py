from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.cli.columns import columns_by_id, labelled, words_of_ids
from kw_tui.vocabulary.table import Kind
from kw_tui.workbench import Workbench


@pytest.fixture
def bench(session: Path) -> Workbench:
    return Workbench.open(session)


def test_every_column_a_listing_has_by_default_is_called_something(bench: Workbench) -> None:
    from kw_tui.cli.commands.listing import LISTINGS

    known = columns_by_id(bench)
    for listing in LISTINGS:
        frame = listing.frame(bench)
        named = [name for name in listing.shown or frame.columns if name in frame.columns]
        assert named
        assert [name for name in named if name not in known] == [], listing.name


def test_metrics_keep_their_own_label_and_kind(bench: Workbench) -> None:
    known = columns_by_id(bench)
    for metric in bench.metrics():
        assert (known[metric.id].label, known[metric.id].kind) == (metric.label, metric.kind)


def test_a_column_without_a_label_is_described_by_its_type(bench: Workbench) -> None:
    frame = pl.DataFrame(
        {"m1": [Decimal("1")], "c1": [1], "s1": [0.5], "d1": [date(2026, 1, 1)], "f1": [True], "t1": ["x"]},
        schema_overrides={"m1": pl.Decimal(18, 4)},
    )
    kinds = [Kind.MONEY, Kind.COUNT, Kind.SCORE, Kind.DATE, Kind.FLAG, Kind.TEXT]
    described = labelled(bench, frame)
    assert [column.kind for column in described] == kinds
    assert [column.label.de for column in described] == frame.columns


def test_ids_have_words_in_both_languages() -> None:
    words = words_of_ids()
    assert words["proposal"]["let_go"].de == "Beziehung beenden"
    assert words["state"]["open"].en == "open"
    assert words["segment"]["high_revenue+low_service"].de == "viel Umsatz, wenig Service"
    ways = ("rfm_segment", "kind", "portfolio_field", "stratum")
    assert set(words["segment"]) == {one for way in ways for one in words[way]}
