"""What came of decisions: the totals and rows as lines, and the overlay over the queue."""

from typing import Any

import pytest

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.queue.afterwards_view import about, total_lines
from tests.tui.driving import driven
from tests.tui.past_measures import DONE, PAST, LookingBackBench, past, totalled


def told(by: str | None = None, lang: str = "de", width: int = 76, rows: int = len(PAST)) -> list[str]:
    found = totalled(past(*PAST[:rows]), by).to_dicts()
    return plain(total_lines(found, by, lang, "EUR", width)).splitlines()  # type: ignore[arg-type]


def test_the_totals_say_asked_realised_and_lost() -> None:
    assert told() == [
        "verlangt 85 TEUR · umgesetzt 61 TEUR im Jahr · verloren: 1, DB 2.000 EUR",
        "Menge aufgegeben 2.400 EUR",
        "3 beurteilt: 1 umgesetzt, 0 teilweise, 1 nicht · zu früh 1 (84 TEUR)",
    ]
    assert told(lang="en", width=120)[0] == (
        "asked 85 k EUR · realised 61 k EUR a year · lost: 1, worth 2,000 EUR · volume given up 2,400 EUR"
    )


def test_totals_by_person_and_class_stand_in_columns() -> None:
    by_person = told("who")
    assert by_person[0].split() == ["EUR", "im", "Jahr", "verlangt", "umgesetzt", "verloren", "DB", "Menge"]
    assert by_person[2].split() == ["ben", "900", "50", "0", "0", "1.200"]
    assert by_person[1].split() == ["an·na", "84.500", "61.000", "1", "2.000", "1.200"]
    assert [line.split()[0] for line in told("class")[1:]] == ["B", "–"]


def test_many_groups_are_cut_and_the_rest_counted() -> None:
    people = [DONE | {"who": f"p{number}", "decision_id": str(number)} for number in range(7)]
    lines = plain(total_lines(totalled(past(*people), "who").to_dicts(), "who", "en", "EUR", 76)).splitlines()
    assert lines[-1] == "… and 3 more: kw afterwards --by who"


def test_without_a_price_step_it_is_said() -> None:
    assert told(rows=0) == ["Noch ist kein Preisschritt wirksam geworden."]
    assert told("who", "en", rows=0) == ["No price step has taken effect yet."]


@pytest.mark.parametrize("width", [40, 72, 110])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_line_is_too_long_and_none_commands_the_terminal(lang: str, width: int) -> None:
    for row in past(*PAST).iter_rows(named=True):
        lines = plain(about(row, lang, width)).splitlines()  # type: ignore[arg-type]
        assert all(len(line) <= width for line in lines)
        assert "\x1b" not in "".join(lines)


async def test_the_overlay_shows_totals_rows_and_what_is_to_be_said() -> None:
    async with driven("queue", bench=LookingBackBench(view={"tab": "queue"})) as drive:
        await drive.press("h")
        shown = drive.screen()
        assert "verlangt 85 TEUR" in shown
        assert "[/Müller] & Söhne" in shown
        assert "verlangt 5,0 %, umgesetzt 4,1 %: umgesetzt" in shown
        await drive.press("down")
        assert "jetzt vorgeschlagen: Preis anpassen" in drive.screen()
        await drive.press("b")
        assert "an·na" in drive.screen()
        await drive.press("f2")
        assert "What came of it" in drive.screen()
        await drive.press("h")
        assert drive.bench.history == []
        assert "What came of it" not in drive.screen()


async def test_enter_opens_the_customer_of_the_row() -> None:
    async with driven("queue", bench=LookingBackBench(view={"tab": "queue"})) as drive:
        await drive.press("h", "down", "enter")
        assert drive.app.tab == "customer"
        assert "10098" in drive.screen()


async def test_without_past_measures_the_overlay_says_so() -> None:
    bench = LookingBackBench(view={"tab": "queue"})
    bench.measures = ()
    async with driven("queue", size=(80, 24), bench=bench) as drive:
        await drive.press("h", "enter", "b")
        assert "Noch ist keine Entscheidung wirksam geworden." in drive.screen()


class OneCustomersPast(LookingBackBench):
    """Tells of one customer what came of its measure."""

    def customer(self, customer_id: str) -> Any:
        story = super().customer(customer_id)
        story.afterwards = past(PAST[1])
        return story


async def test_the_customers_overview_tells_it_too() -> None:
    async with driven("queue", bench=OneCustomersPast(view={"tab": "queue"})) as drive:
        await drive.press("h", "down", "enter")
        told = drive.text("#customer-story")
        assert "Was daraus wurde" in told
        assert "verlangt 5,0 %" in told
