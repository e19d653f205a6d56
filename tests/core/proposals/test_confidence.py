import pytest

from kw_tui.core.proposals.confidence import doubts, settings_confirmed
from kw_tui.core.queue import queue
from kw_tui.vocabulary.settings import SETTINGS, Settings
from tests.core.portfolio_frames import AS_OF, lossmaker, no_state, portfolio

CONFIRMED = Settings({one.id: one.default for one in SETTINGS if one.id.startswith(("rate_", "avoidable_"))})


def confidence(settings: Settings, **changes: object) -> float:
    found = queue(portfolio(lossmaker("1", **changes)), no_state(), settings, AS_OF).collect()
    return float(found["confidence"].item())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, 1.0), ({"potential": None}, 0.8), ({"orders": 2}, 0.8), ({"lines_without_cost": 1, "orders": 1}, 0.64)],
    ids=str,
)
def test_each_doubt_costs_its_factor(changes: dict[str, object], expected: float) -> None:
    assert confidence(CONFIRMED, **changes) == pytest.approx(expected)


def test_rates_are_assumptions_until_confirmed() -> None:
    assert settings_confirmed(CONFIRMED)
    assert not settings_confirmed(Settings())
    assert confidence(Settings()) == pytest.approx(0.9)
    assert confidence(Settings(), handling=0) == 1.0


def test_doubts_lower_and_never_raise() -> None:
    assert all(0 < doubt.factor < 1 and doubt.label.de and doubt.label.en for doubt in doubts(Settings()))
