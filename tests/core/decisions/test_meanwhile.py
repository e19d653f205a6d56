"""Deciding about somebody about whom others decided meanwhile."""

import pytest

from kw_tui.core.decisions import check_meanwhile, fold
from kw_tui.vocabulary.errors import DecisionError
from tests.core.decisions.entries import NOON, entry

BY_BERT = fold([entry("b", "service", who="bert")], NOON)
MINE = [entry("a", "reprice")]


def test_what_somebody_else_decided_unseen_is_not_replaced() -> None:
    with pytest.raises(DecisionError) as caught:
        check_meanwhile(MINE, BY_BERT, {"1": None})
    assert "bert has meanwhile decided about customer 1: Cut or bill service" in caught.value.line("en")
    assert "hat inzwischen bert entschieden" in caught.value.line("de")


@pytest.mark.parametrize("seen", [{"1": "b"}, {}, {"2": None}])
def test_what_was_seen_or_not_asked_about_is(seen: dict[str, str | None]) -> None:
    check_meanwhile(MINE, BY_BERT, seen)


def test_ones_own_mind_is_changed_freely() -> None:
    check_meanwhile(MINE, fold([entry("b", "service")], NOON), {"1": None})
    check_meanwhile(MINE, fold((), NOON), {"1": "gone"})
