from decimal import Decimal

import pytest

from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.metrics.trace import Ground, below, criterion, figures, read, trace, unit_of
from kw_tui.vocabulary.settings import Settings, setting_by_id
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text
from tests.core.facts_frames import ledger, portfolio_of


def ground(settings: Settings | None = None, **facts: object) -> Ground:
    asked = settings or Settings()
    row = portfolio_of([ledger(1000, goods=600, **facts)], asked).row(0, named=True)
    return Ground(row, {metric.id: metric for metric in all_metrics(asked)}, asked, "EUR")


def test_a_figure_opens_to_what_it_reads_down_to_the_facts() -> None:
    told = trace("db1", ground())
    assert [one.id for one in told.inputs] == ["revenue", "goods"]
    assert [one.nature for one in told.inputs] == ["metric", "metric"]
    assert {one.id for one in told.inputs[0].inputs} == {"revenue_invoiced", "cash_discount", "bonus"}
    assert {one.nature for one in told.inputs[0].inputs} == {"fact"}
    assert told.value == told.inputs[0].value - told.inputs[1].value == Decimal(400)
    assert (told.unit, told.source, told.needs) == (Text("EUR", "EUR"), "MC, SAP, WL", (Text("Umsätze", "Sales"),))


def test_a_figure_called_like_its_fact_opens_to_the_fact() -> None:
    (fact,) = trace("goods", ground()).inputs
    assert (fact.id, fact.nature, fact.inputs) == ("goods", "fact", ())


MEANING = setting_by_id("rate_visit").meaning.en


def test_settings_say_whether_anybody_confirmed_them() -> None:
    def rate(settings: Settings) -> tuple[object, bool, str]:
        one = next(one for one in below(trace("cost_visit", ground(settings))) if one.id == "rate_visit")
        return one.value, one.is_assumed, one.meaning.en

    assert rate(Settings()) == (120, True, f"{MEANING} An assumption nobody has confirmed.")
    assert rate(Settings({"rate_visit": 90})) == (90, False, f"{MEANING} Set in the session.")
    sub = next(one for one in trace("abc_sub", ground()).inputs if one.nature == "setting")
    assert sub.said == Text("DB IV", "DB IV")
    assert sub.meaning.en.endswith("A1 is the best third of A. The default.")


def test_what_is_not_known_says_why() -> None:
    told = trace("days_to_pay", ground())
    assert told.value is None
    assert told.reason == next(one.absent for one in all_metrics(Settings()) if one.id == "days_to_pay")
    assert all(one.value is not None or one.reason is not None for one in below(told))


def test_what_rests_on_other_customers_says_so() -> None:
    assert trace("abc", ground()).note is not None
    assert trace("db1", ground()).note is None


def test_figures_are_all_metrics_without_their_inputs() -> None:
    told = figures(ground())
    assert [one.id for one in told] == [metric.id for metric in all_metrics(Settings())]
    assert not any(one.inputs for one in told)


def test_a_criterion_has_points_and_what_they_are_given_for() -> None:
    size = read("employees", ground(employees=Decimal(60)))
    told = criterion(Text("Größe", "Size"), 0.25, 60.0, size)
    assert (told.value, told.inputs[0].value) == (60.0, Decimal(60))
    assert told.meaning == Text("Punkte von 0 bis 100, mit Gewicht 0,25.", "Points from 0 to 100, of weight 0.25.")
    assert criterion(Text("Größe", "Size"), 0.25, None, size).reason is not None


@pytest.mark.parametrize(("kind", "unit"), [(Kind.MONEY, "CHF"), (Kind.RATIO, "Anteil"), (Kind.DATE, "Datum")])
def test_a_unit_follows_from_the_kind(kind: Kind, unit: str) -> None:
    assert unit_of(kind, None, "CHF").de == unit
    assert unit_of(kind, Text("Tage", "days"), "CHF").de == "Tage"


def test_there_is_no_tree_of_what_is_no_figure() -> None:
    with pytest.raises(KeyError):
        trace("nonsense", ground())
