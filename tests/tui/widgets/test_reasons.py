from datetime import date
from decimal import Decimal

from kw_tui.tui.lines import plain
from kw_tui.tui.widgets.reasons import condition_lines, figure, risk_lines
from kw_tui.vocabulary.table import Kind

HELD = {"id": "loss_now", "value": -200.0, "limit": 0.0, "holds": True}
FAILED = {"id": "heavy_contact", "value": 0.1, "limit": 0.3, "holds": False}
UNKNOWN = {"id": "low_potential", "value": None, "limit": 5000.0, "holds": True}


def test_each_condition_says_whether_it_holds_with_value_and_limit() -> None:
    told = plain(condition_lines([HELD, FAILED, UNKNOWN], "de", 60)).splitlines()
    assert told[0].startswith("✓ Relevanter DB unter 0")
    assert told[0].endswith("−200")
    assert told[1].startswith("✗ Besuche, Anrufe: Anteil am DB I ab 30,0 %")
    assert told[1].endswith("10,0 %")
    assert told[2].startswith("? Potenzial unter")
    assert told[2].endswith("–")


def test_long_claims_are_wrapped_within_the_width() -> None:
    lines = plain(condition_lines([HELD, FAILED, UNKNOWN], "de", 34)).splitlines()
    assert len(lines) > 3
    assert max(map(len, lines)) <= 34


def test_a_condition_of_another_program_is_shown_as_it_is() -> None:
    strange = {"id": "moon_phase", "value": 0.5, "limit": None, "holds": True}
    assert plain(condition_lines([strange], "en", 40)).startswith("✓ moon phase")


def test_risks_warn() -> None:
    assert plain(risk_lines(["contract"], "en", 40)) == "! running contract"


def test_values_of_every_kind() -> None:
    values = {
        Kind.MONEY: (Decimal("12.5"), "13"),
        Kind.RATIO: (0.5, "50,0 %"),
        Kind.COUNT: (1200.0, "1.200"),
        Kind.NUMBER: (12.0, "12"),
        Kind.SCORE: (3.456, "3,5"),
        Kind.DATE: (date(2026, 1, 2), "02.01.2026"),
        Kind.FLAG: (True, "ja"),
        Kind.CATEGORY: ("x", "x"),
    }
    for kind, (value, shown) in values.items():
        assert figure(value, kind, "de") == shown
        assert figure(None, kind, "de") == "–"
