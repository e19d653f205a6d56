import pytest

from kw_tui.core.proposals.rules import PROPOSALS, all_rules, condition_by_id, conditions_by_id, rule_by_id, rules_by_id
from kw_tui.core.queue import INPUTS, explanations, proposals, queue
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, explained, lossmaker, no_state, portfolio, state_row, states


def test_rules_climb_the_ladder() -> None:
    rungs = [rule.rung for rule in all_rules(Settings(), AS_OF)]
    assert rungs == sorted(rungs)
    assert {rule.action for rule in all_rules(Settings(), AS_OF)} == set(PROPOSALS)


def test_ids_are_told_apart_and_every_label_is_bilingual() -> None:
    rules = all_rules(Settings(), AS_OF)
    assert len(rules_by_id()) == len(rules)
    labels: dict[str, set[object]] = {}
    for condition in (condition for rule in rules for condition in rule.conditions):
        labels.setdefault(condition.id, set()).add((condition.label, condition.kind))
    assert all(len(found) == 1 for found in labels.values())
    assert all(one.label.de and one.label.en for one in (*conditions_by_id().values(), *rules_by_id().values()))


def test_reasons_are_told_from_the_portfolio_and_nobody_new_is_judged() -> None:
    for rule in all_rules(Settings(), AS_OF):
        assert set(rule.reason.is_met.meta.root_names()) <= set(INPUTS)
        assert "established" in [condition.id for condition in rule.conditions]


def test_conditions_go_with_the_rule_of_their_own_row() -> None:
    findings = {"leakage": True, "margin_rank": 0.04}
    eater = {"revenue": 1000, "goods": 400, "handling": 1000, "abc": "C", "abc_sub": "C3"}
    rows = portfolio(
        customer("eater", **eater),
        customer("loss", goods=850),
        customer("stale", stale_price=True, price_age_months=30),
        customer("leaking", goods=860, **findings),
        customer("called", **eater, visits=1, calls=60),
        customer("leaking and stale", stale_price=True, price_age_months=30, **findings),
    )
    found = explained(rows)
    told = explanations(rows, no_state(), Settings(), AS_OF).collect()
    assert len(set(found["rule"])) >= 3
    for row in found.to_dicts():
        own = told.filter(customer_id=row["customer_id"], rule=row["rule"]).drop("customer_id", "rule").to_dicts()
        assert row["conditions"][: len(own)] == own
        assert [one["id"] for one in row["conditions"][len(own) :]] == ["leakage"] * row["customer_id"].count("leaking")


def test_unknown_ids_are_refused() -> None:
    with pytest.raises(KeyError):
        condition_by_id("nothing")
    with pytest.raises(KeyError):
        rule_by_id("nothing")


def test_one_proposal_a_customer_and_the_others_as_alternatives() -> None:
    squeezed = customer("1", revenue=100_000, goods=70_000, handling=26_000, abc="A", kind="squeezed_key_account")
    found = queue(portfolio(squeezed), no_state(), Settings(), AS_OF).collect()
    assert found["proposal"].to_list() == ["reprice"]
    assert found["alternatives"].to_list() == [["service"]]


def test_on_one_rung_the_larger_gain_wins() -> None:
    eater = {"revenue": 1000, "goods": 400, "handling": 1000, "abc": "C", "abc_sub": "C3"}
    called = customer("called", **eater, visits=1, calls=60)
    visited = customer("visited", **eater, visits=2, calls=60)
    found = proposals(portfolio(called, visited), no_state(), Settings(), AS_OF).sort("customer_id").collect()
    gains = found.select("customer_id", "proposal", "gain", "service_saving", "channel_saving").rows()
    assert gains[0] == ("called", "channel", 504.0, 500.0, 504.0)
    assert gains[1] == ("visited", "channel", 576.0, 500.0, 576.0)
    few = customer("few", **eater, visits=1, calls=40)
    assert proposals(portfolio(few), no_state(), Settings(), AS_OF).collect()["proposal"].item() == "service"


def test_what_was_tried_without_cure_gives_way_to_the_next_rung() -> None:
    squeezed = customer("1", revenue=100_000, goods=70_000, handling=26_000, abc="A", kind="squeezed_key_account")
    tried = AS_OF.replace(month=5)
    state = states(state_row("1", rung=2, rung_since=tried, reprice_since=tried))
    assert proposals(portfolio(squeezed), state, Settings(), AS_OF).collect()["proposal"].item() == "service"


def test_a_rung_comes_again_if_no_higher_one_holds() -> None:
    tried = AS_OF.replace(month=5)
    state = states(state_row("1", rung=2, rung_since=tried, reprice_since=tried))
    stale = customer("1", stale_price=True)
    assert proposals(portfolio(stale), state, Settings(), AS_OF).collect()["proposal"].item() == "reprice"


def test_conditions_are_those_of_the_own_rule_and_all_hold() -> None:
    rows = portfolio(lossmaker("1"), customer("2", stale_price=True), customer("3"))
    found = explained(rows)
    for rule_id, conditions in found.select("rule", "conditions").rows():
        assert [one["id"] for one in conditions] == [one.id for one in rule_by_id(rule_id).conditions]
        assert all(one["holds"] for one in conditions)
