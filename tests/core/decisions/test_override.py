"""Deciding otherwise than proposed."""

from typing import Any

import polars as pl
import pytest

from kw_tui.core.decisions import check_decision, fold, is_override, overridden
from kw_tui.vocabulary.settings import Settings
from tests.core.decisions.entries import NOON, ROW, entry, refused

EMPTY = fold((), NOON)
SERVICE: dict[str, Any] = {**ROW, "proposal": "service", "alternatives": []}
REPRICE: dict[str, Any] = {**ROW, "proposal": "reprice", "alternatives": ["service"], "step": 0.03, "abc": "A"}


@pytest.mark.parametrize("row", [SERVICE, None])
def test_a_measure_that_is_not_proposed_needs_a_reason(row: dict[str, Any] | None) -> None:
    line = refused(entry("d", "channel"), EMPTY, row)
    assert "Cheaper channel is not proposed for 1 and needs a reason" in line
    check_decision(entry("d", "channel", reason="asked for it"), EMPTY, row, Settings(), None)


def test_an_alternative_is_a_proposal() -> None:
    check_decision(entry("d", "service"), EMPTY, REPRICE, Settings(), None)


@pytest.mark.parametrize("row", [SERVICE, None])
def test_letting_go_of_whom_nobody_proposes_takes_two(row: dict[str, Any] | None) -> None:
    made = entry("d", "let_go", reason="they cheat")
    assert "second_signature=let_go" in refused(made, EMPTY, row)
    for signed in ("let_go", "all"):
        check_decision(made, EMPTY, row, Settings({"second_signature": signed}), None)
    assert "needs a reason" in refused(entry("d", "let_go"), EMPTY, row, second_signature="let_go")


def test_a_step_that_cannot_be_asked_for_is_told_in_per_cent() -> None:
    line = refused(entry("d", "reprice", params={"step": "0.3"}), EMPTY, REPRICE)
    assert "Price step 30.0 % is not possible - above 0 up to 25.0 %" in line


@pytest.mark.parametrize(
    ("abc", "step", "is_plain"),
    [("A", "0.04", True), ("A", "0.041", False), ("B", "0.08", True), ("B", "0.085", False), ("C", "0.15", True),
     ("C", "0.155", False), (None, "0.15", True)],
)  # fmt: skip
def test_a_step_above_the_largest_of_the_class_needs_a_reason(abc: str | None, step: str, is_plain: bool) -> None:
    """Proposed are 3 %; the classes allow 4, 8 and 15 % in one step."""
    row = {**REPRICE, "abc": abc}
    made = entry("d", "reprice", params={"step": step})
    if is_plain:
        check_decision(made, EMPTY, row, Settings(), None)
    else:
        assert "the largest for such customers, and needs a reason" in refused(made, EMPTY, row)
    check_decision(entry("d", "reprice", params={"step": step}, reason="x"), EMPTY, row, Settings(), None)


def test_doors_know_beforehand_whether_to_ask() -> None:
    assert is_override("channel", SERVICE)
    assert is_override("reprice", None)
    assert not is_override("let_go", ROW)
    assert not is_override("keep", None)
    assert not is_override("service", SERVICE)
    assert not is_override("snooze", None)


def test_of_many_it_is_counted() -> None:
    items = pl.DataFrame(
        [("1", "service", ["channel"]), ("2", "service", []), ("3", "channel", None), ("4", "reprice", None)],
        schema={"customer_id": pl.String, "proposal": pl.String, "alternatives": pl.List(pl.String)},
        orient="row",
    )
    assert overridden(items, ["1", "2", "3"], "channel") == 1
    assert overridden(items, ["1", "4"], "snooze") == 0
