from kw_tui.core.proposals.rules import conditions_by_id
from kw_tui.core.proposals.support import support
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import customer, explained, lossmaker, portfolio

FOUND = {"leakage": True, "margin_rank": 0.04, "waived_bonus": True, "bonus_unearned": 250}


def conditions(*customers: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    found = explained(portfolio(*customers))
    return dict(zip(found["customer_id"], found["conditions"].to_list(), strict=True))


def test_a_price_step_lists_the_findings_that_speak_for_it() -> None:
    found = conditions(customer("plain", goods=850), customer("found", goods=850, **FOUND))
    also = [(one["id"], one["value"], one["limit"], one["holds"]) for one in found["found"][len(found["plain"]) :]]
    assert found["found"][: len(found["plain"])] == found["plain"]
    assert also == [("leakage", 0.04, 0.1, True), ("waived_bonus", 250, 100, True)]


def test_findings_alone_propose_nothing() -> None:
    assert conditions(customer("found", **FOUND)) == {}


def test_whoever_is_not_repriced_is_not_charged_with_them() -> None:
    found = explained(portfolio(lossmaker("1", handling=400, visits=3, **FOUND)))
    assert set(found["proposal"]) <= {"service", "channel", "let_go"}
    assert not {"leakage", "waived_bonus"} & {one["id"] for one in found["conditions"][0]}


def test_each_has_its_words() -> None:
    assert {one.id for one in support(Settings())} <= set(conditions_by_id())
