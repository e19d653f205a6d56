from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from kw_tui.cli.dealings import claim_lines, cross_selling_lines, hit_rate_line
from kw_tui.core.cross_selling.affinity import TABLE
from kw_tui.core.decisions import HitRate


def test_the_hit_rate_is_told_with_its_counts() -> None:
    assert hit_rate_line(HitRate(40, 1)).en == "of 40 claims of potential that ran out 1 came true (2.5 %)"
    assert "2,5 %" in hit_rate_line(HitRate(40, 1)).de
    assert "no claim" in hit_rate_line(HitRate()).en


@pytest.mark.parametrize(("basis", "count"), [("claim", 1), ("wallet", 0), (None, 0)])
def test_it_is_shown_where_a_potential_rests_on_a_claim(basis: str | None, count: int) -> None:
    story: Any = SimpleNamespace(row={"potential_basis": basis}, hit_rate=HitRate())
    assert len(claim_lines(story, "de")) == count


def test_a_group_is_told_harmlessly_and_with_what_it_follows_from() -> None:
    row = ("Dü\x1b[2Jbel", "Schrauben", 2.25, 0.4, 0.5, 1234.5)
    story: Any = SimpleNamespace(cross_selling=pl.DataFrame([row], schema=TABLE, orient="row"))
    (line,) = cross_selling_lines(story, "de")
    assert "\x1b" not in line
    for part in ("1.234,50", "50,0 %", "Schrauben", "40,0 %"):
        assert part in line
