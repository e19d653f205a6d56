"""Two people at one session: signatures, rejections, and items they take."""

import polars as pl
import pytest

from kw_tui.vocabulary.errors import DecisionError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import again, state_of


@pytest.fixture
def people(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> "People":
    bench.set(second_signature="all")
    return People(bench, monkeypatch)


class People:
    """Whoever is at work sits at a program of their own."""

    def __init__(self, bench: Workbench, patch: pytest.MonkeyPatch) -> None:
        self._benches: dict[str, Workbench] = {}
        self._bench, self._patch = bench, patch

    def as_(self, who: str) -> Workbench:
        self._patch.setenv("KW_USER", who)
        found = self._benches.setdefault(who, again(self._bench))
        found.reload_if_changed()
        return found


def test_a_decision_waits_for_somebody_else(people: People) -> None:
    (made,) = people.as_("anna").decide_all(["L1"], "let_go", reason="pays below cost")
    assert made.needs_signature
    assert state_of(people.as_("bert"), "L1") == "to_sign"
    with pytest.raises(DecisionError, match="took the decision"):
        people.as_("anna").sign(["L1"])
    assert people.as_("anna").sign() == []
    (signed,) = people.as_("bert").sign([made.id])
    assert signed == made
    row = people.as_("anna").queue().row(by_predicate=pl.col("customer_id") == "L1", named=True)
    assert (row["state"], row["decided_by"]) == ("decided", "anna")
    with pytest.raises(DecisionError, match="Nothing about L1 waits"):
        people.as_("cem").sign(["L1"])


def test_everybody_undoes_their_own_signature_or_decision(people: People) -> None:
    people.as_("anna").decide_all(["L1", "L2"], "let_go", reason="pays below cost")
    assert len(people.as_("bert").sign()) == 2
    assert [one.action for one in people.as_("bert").undo()] == ["sign", "sign"]
    assert state_of(people.as_("anna"), "L1") == "to_sign"
    assert len(people.as_("bert").redo()) == 2
    assert [one.action for one in people.as_("anna").undo()] == ["let_go", "let_go"]
    assert state_of(people.as_("bert"), "L2") == "open"
    people.as_("anna").redo()
    assert state_of(people.as_("bert"), "L2") == "decided"
    assert people.as_("cem").undo() == []


def test_a_rejection_opens_the_row_again(people: People) -> None:
    people.as_("anna").decide("L1", "let_go", reason="pays below cost")
    with pytest.raises(DecisionError, match="needs a reason"):
        people.as_("bert").reject(["L1"], " ")
    people.as_("bert").reject(["L1"], "call them first")
    assert state_of(people.as_("anna"), "L1") == "open"
    table = people.as_("anna").decisions()
    assert table["signature"].to_list() == [None, "rejected"]
    assert table["reason"].to_list() == ["call them first", "pays below cost"]


def test_only_reviewers_sign(people: People) -> None:
    people.as_("anna").set(reviewers="Cem")
    people.as_("anna").decide("L1", "let_go", reason="pays below cost")
    with pytest.raises(DecisionError, match="bert may not sign"):
        people.as_("bert").sign(["L1"])
    assert len(people.as_("cem").sign()) == 1


def test_old_decisions_need_none_whatever_is_set_now(bench: Workbench) -> None:
    bench.decide("L1", "let_go", reason="pays below cost")
    bench.set(second_signature="all", decide_limit=1)
    assert state_of(again(bench), "L1") == "decided"
    assert not again(bench).state().to_sign


def test_what_is_taken_is_left_alone_until_released(people: People) -> None:
    (taken,) = people.as_("anna").take_or_release(["L1"])
    assert taken.action == "claim"
    assert state_of(people.as_("bert"), "L1") == "claimed"
    for customers in (["L1"], ["L2", "L1"]):
        with pytest.raises(DecisionError, match="claimed by anna"):
            people.as_("bert").take_or_release(customers)
    assert [one.action for one in people.as_("anna").take_or_release(["L1", "L2"])] == ["claim", "claim"]
    assert [one.action for one in people.as_("anna").take_or_release(["L1", "L2"])] == ["release", "release"]
    assert state_of(people.as_("bert"), "L1") == "open"
    with pytest.raises(DecisionError, match="There is no customer"):
        people.as_("bert").take_or_release(["nobody"])
