"""What must hold of any evidence: its rows come to the figures of the customer, and its lines to each row."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.evidence.evidence import PART, ROW, Evidence


def agrees(evidence: Evidence, row: Mapping[str, Any]) -> int:
    """Check totals against the row of the portfolio and lines against rows; return how many sums were compared."""
    assert evidence.rows[ROW].to_list() == list(range(evidence.rows.height))
    assert evidence.how.de
    assert evidence.how.en
    assert set(evidence.rows.columns) == {ROW, *(one.id for one in evidence.columns)}
    for one in evidence.columns:
        assert evidence.rows.schema[one.id] == one.kind.dtype, one.id
    return _totals(evidence, row) + _parts(evidence)


def _totals(evidence: Evidence, row: Mapping[str, Any]) -> int:
    compared = 0
    for total in evidence.totals:
        value = evidence.come_to(total)
        if total.figure and value is not None:
            compared += 1
            known = row[total.figure]
            if isinstance(known, Decimal):
                assert value == known, (evidence.id, total.column)
            else:
                assert value == pytest.approx(known, abs=2e-9), (evidence.id, total.column)
    return compared


def _parts(evidence: Evidence) -> int:
    compared = 0
    for told in evidence.rows.to_dicts():
        lines = evidence.lines.filter(pl.col(ROW) == told[ROW])
        for name in evidence.parts:
            compared += 1
            assert lines[PART + name].sum() == (told[name] or 0), (evidence.id, told, name)
        assert not evidence.parts or lines.height, (evidence.id, told)
    if evidence.rows.height:
        assert set(evidence.lines[ROW]) <= set(evidence.rows[ROW])
    return compared


def by_id(found: Iterable[Evidence]) -> dict[str, Evidence]:
    return {one.id: one for one in found}
