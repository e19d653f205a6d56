from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from kw_tui.cli.dealings import claim_lines, cross_selling_lines, hit_rate_line, score_lines
from kw_tui.core.cross_selling.table import TABLE
from kw_tui.core.decisions import HitRate
from kw_tui.core.decisions.claims import Claim
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.scored import Scored


def test_the_hit_rate_is_told_with_its_counts() -> None:
    assert hit_rate_line(HitRate(40, 1)).en == "of 40 claims of potential that ran out 1 came true (2.5 %)"
    assert "2,5 %" in hit_rate_line(HitRate(40, 1)).de
    assert "no claim" in hit_rate_line(HitRate()).en


CLAIM = Claim("1", "ute", Decimal(500), Decimal(900), date(2027, 1, 31), "neue\x1b[2JHalle")


@pytest.mark.parametrize(("claim", "settled", "count"), [(CLAIM, 0, 2), (CLAIM, 3, 2), (None, 3, 1), (None, 0, 0)])
def test_a_claim_is_told_with_its_evidence_and_how_others_came_out(
    claim: Claim | None, settled: int, count: int
) -> None:
    story: Any = SimpleNamespace(claim=claim, hit_rate=HitRate(settled, 1 if settled else 0))
    lines = claim_lines(story, "EUR", "de")
    assert len(lines) == count
    if claim:
        assert lines[0] == "  500,00 EUR mehr im Jahr bis 31.01.2027 (ute): neue·[2JHalle"


def test_criteria_with_and_without_points() -> None:
    known = Scored("size", Text("Größe", "Size"), "75.0000", 75.0, 50.0, 60.0, 0.2, 24.0, None)
    why = Text("nicht bekannt", "not known")
    unknown = Scored("growth", Text("Wachstum", "Growth"), None, None, None, None, 0.15, None, why)
    story: Any = SimpleNamespace(scoring=(known, unknown))
    rows = [line.split() for line in score_lines(story, "de")]
    assert rows[1:] == [
        ["Größe", "75", "50", "60,0", "20", "%", "24,0"],
        ["Wachstum", "–", "–", "15", "%", "–", "(nicht", "bekannt)"],
    ]
    assert score_lines(SimpleNamespace(scoring=()), "de") == []  # type: ignore[arg-type]


def test_a_group_is_told_harmlessly_and_with_what_it_follows_from() -> None:
    row = ("Dü\x1b[2Jbel", "Schrauben", 2.25, 0.4, 0.5, 1234.5)
    story: Any = SimpleNamespace(cross_selling=pl.DataFrame([row], schema=TABLE, orient="row"))
    (line,) = cross_selling_lines(story, "de")
    assert "\x1b" not in line
    for part in ("1.234,50", "50,0 %", "Schrauben", "40,0 %"):
        assert part in line
