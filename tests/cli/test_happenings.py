from datetime import date

import polars as pl

from kw_tui.cli.happenings import event_lines, order_lines
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.timeline import EVENT_SCHEMA, Timeline

MONTHS = {
    "month": [date(2026, 1, 1), date(2026, 2, 1)],
    "orders": [3, 0],
    "net_amount": [10, 0],
    "p_alive": [None, 0.5],
}
EVENTS = [
    (date(2026, 2, 3), "ticket", "T-1\x1b]52;c", None, 35.0, None, None, date(2026, 2, 4), None),
    (date(2026, 1, 2), "call", None, 3.0, 12.5, None, None, None, None),
]


def timeline(why: Text | None = None) -> Timeline:
    return Timeline(pl.DataFrame(MONTHS), pl.DataFrame(EVENTS, schema=EVENT_SCHEMA, orient="row"), why)


def test_a_line_a_month() -> None:
    lines = [line.split() for line in order_lines(timeline(), "en")]
    assert lines == [
        ["Orders", "net", "P(alive)"],
        ["2026-01", "3", "10.00", "–"],
        ["2026-02", "0", "0.00", "50.0", "%"],
    ]
    assert len(order_lines(timeline(), "en", 1)) == 2
    assert "kein Modell" in order_lines(timeline(Text("kein Modell", "no model")), "de")[-1]


def test_a_line_an_event_and_nothing_in_it_reaches_the_terminal() -> None:
    first, second = event_lines(timeline(), "EUR", "de")
    assert first.split() == ["03.02.2026", "Servicefall", "35", "min", "T-1·]52;c", "erledigt", "04.02.2026"]
    assert second.split() == ["02.01.2026", "Anruf", "3", "x", "12,5", "min"]
    assert event_lines(timeline(), "EUR", "en", 1)[-1] == "  … 1 earlier: --part timeline"
