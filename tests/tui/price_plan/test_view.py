import pytest
from rich.cells import cell_len

from kw_tui.tui.lines import plain
from kw_tui.tui.price_plan.view import MOST_SHOWN, plan_lines, used_lines
from kw_tui.vocabulary.settings import Settings
from tests.planned import planned


def told(width: int = 68, lang: str = "de", **changes: object) -> str:
    plan = planned(**changes)  # type: ignore[arg-type]
    return plain(plan_lines(plan, lang, "EUR", width, is_assumed=True))  # type: ignore[arg-type]


def test_steps_stand_below_each_other_with_day_index_and_money() -> None:
    out = told()
    steps = [line.split() for line in out.splitlines() if "12.20" in line]
    assert steps == [
        ["31.12.2026", "+4,0", "%", "104,0", "Besuch", "95", "40"],
        ["31.12.2027", "+1,0", "%", "105,0", "Brief", "und", "Anruf", "105", "50"],
    ]
    assert "Brief und Anruf" in out
    assert "Schritt (0,5 % bis 25,0 %)" in out
    assert "≈42,1 %" in out
    assert "2 von 12" in out
    assert "9,25 EUR" in out  # 15 less 11.5 % of 50
    assert "18,50 EUR" in out


def test_where_there_is_room_revenue_is_shown() -> None:
    assert "Umsatz" not in told(68)
    assert "Umsatz" in told(80)


@pytest.mark.parametrize("width", [40, 68, 84])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_line_is_wider_than_its_room(width: int, lang: str) -> None:
    lines = told(max(width, 68), lang, step=0.02).splitlines()
    assert max(map(cell_len, lines)) <= max(width, 68)


def test_another_step_tells_the_one_proposed() -> None:
    assert "vorgeschlagen 4,0 %" in told(step=0.02)


def test_why_there_is_no_step() -> None:
    out = told(list_revenue=1000, line_discount=0)
    assert "kauft schon zu Listenpreisen" in out
    assert "bis" not in out.splitlines()[2]


def test_endless_plans_say_what_is_left() -> None:
    out = told(settings=Settings().with_(max_step_a=0.005), goods=1060, handling=60)
    assert f"… und {49 - MOST_SHOWN} weitere Schritte" in out
    assert "danach noch nötig: 12,4 %" in out


def test_the_settings_used_are_named() -> None:
    out = plain(used_lines(planned(), "de", 68))
    assert "Größter Preisschritt A" in out
    assert out.splitlines()[-1].endswith("12 Monate")
