"""Orders counted by the events that lead to them."""

import numpy as np
import pytest

from kw_tui.core.lifetime.dropout import Dropout
from kw_tui.core.lifetime.events import orders_by_stage
from kw_tui.core.lifetime.histories import Histories

SOME = Histories.of([0, 1, 5, 30, 300], [0.0, 10, 20, 38, 199], [39.0, 39, 39, 39, 200])


@pytest.mark.parametrize("leaves_at_first", [True, False])
def test_counting_events_is_averaging_over_nodes(leaves_at_first: bool) -> None:
    model = Dropout(0.5, 6.0, 0.9, 1.6, 1, leaves_at_first)
    shape, stays = model.r + SOME.repeats[np.newaxis], model.b + SOME.repeats + leaves_at_first
    counted = orders_by_stage(shape, 52.0 / (model.alpha + SOME.age + 52.0), model.a, stays)
    assert model.expected_by_stage(SOME, 52.0) == pytest.approx(counted, rel=1e-8)


def test_where_nobody_leaves_the_next_order_is_nearer_the_more_events_have_come() -> None:
    """Of 3 events an order: all stages together make a third of the events expected."""
    shape = np.array([[4.0], [5.0], [6.0]])
    orders = orders_by_stage(np.full((3, 1), 4.0), np.array([0.3]), 1e-12, np.array([50.0]))
    assert orders.sum() == pytest.approx(4.0 * 0.3 / 0.7, rel=1e-6)
    assert np.all(np.diff(orders_by_stage(shape, np.array([0.3]), 0.5, np.array([2.0])), axis=0) > 0)


def test_very_many_orders_that_are_counted_otherwise_go_on_smoothly() -> None:
    """Above a depth chances are no longer summed up from none: both ways agree where they meet."""
    shape = np.array([[1200.0, 1400.0, 1600.0, 1800.0]])
    orders = orders_by_stage(shape, np.full(4, 0.35), 0.001, np.full(4, 300.0))[0]
    assert -shape[0, :2] * np.log1p(-0.35) == pytest.approx([517, 603], abs=1)
    assert np.diff(orders, 2) == pytest.approx([0.0, 0.0], abs=0.5)
