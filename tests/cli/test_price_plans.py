from datetime import date
from decimal import Decimal

import pytest

from kw_tui.cli.price_plans import MOST_SHOWN, plain_plan, plan_lines
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF
from tests.planned import planned


def told(lang: str = "de", **changes: object) -> str:
    return "\n".join(plan_lines(planned(**changes), lang, "EUR"))  # type: ignore[arg-type]


def test_a_plan_is_told_with_its_steps_and_what_if() -> None:
    out = told()
    assert "Nötiger Schritt                5,0 %" in out
    assert "31.12.2026    4,0 %" in out
    assert "31.12.2027    1,0 %" in out
    assert "Vertretbarer Mengenverlust: 42,1 %" in out
    assert "Mindestbestellwert             130,43 EUR" in out
    assert "2 von 12 im Zeitraum, ohne Zuschlag" in out
    assert "12 Monate  step_interval_months" in out
    assert "Largest price step A" in told("en")


def test_the_loss_asked_for_is_marked() -> None:
    marked = [line for line in told(loss=0.33).splitlines() if line.endswith("<")]
    assert [line.split()[:2] for line in marked] == [["33", "%"]]
    assert "<" not in told()


def test_another_step_tells_the_one_proposed() -> None:
    assert "vorgeschlagen: 4,0 %" in told(step=0.02)


@pytest.mark.parametrize(("changes", "why"), [
    ({"list_revenue": 1000, "line_discount": 0}, "kauft schon zu Listenpreisen"),
    ({"revenue": 0, "goods": 0}, "kein Umsatz im Zeitraum"),
])  # fmt: skip
def test_why_there_is_no_step(changes: dict[str, object], why: str) -> None:
    assert why in told(**changes)
    assert "Was wäre" not in told(**changes)


def test_endless_plans_are_cut_off_and_say_so() -> None:
    out = told(settings=Settings().with_(max_step_a=0.005), goods=1060, handling=60)
    assert f"… und {24 - MOST_SHOWN} weitere Schritte" in out
    assert "danach noch nötig: 12,4 % des heutigen Preises, in 49 Schritten insgesamt" in out


def test_names_that_mean_harm_are_made_harmless() -> None:
    assert "\x1b" not in told(name="x\x1b]52;c")


def test_plain_values_hold_all_of_it() -> None:
    plain = plain_plan(planned(loss=0.1))
    assert [one["step"] for one in plain["steps"]] == pytest.approx([0.04, 0.01])
    assert plain["steps"][0]["effective_date"] == date(2026, 12, 31)
    assert plain["at_loss"] == {"loss": 0.1, "revenue": Decimal("936.0000"), "contribution": Decimal("85.5000"),
                                "change": Decimal("30.5000")}  # fmt: skip
    assert len(plain["outcomes"]) == 101
    assert plain["steps"][0]["effective_date"] > AS_OF
