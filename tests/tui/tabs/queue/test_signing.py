"""Taking items, and the second signature, by keyboard."""

from dataclasses import replace
from typing import Any

import pytest

from tests.tui.driving import driven
from tests.tui.fake_workbench import Entry, FakeWorkbench


def waiting(lang: str = "de", count: int = 1) -> tuple[FakeWorkbench, list[str]]:
    bench = FakeWorkbench(lang=lang, view={"tab": "queue"})  # type: ignore[arg-type]
    customers = list(bench.queue()["customer_id"][:count])
    bench.waiting = {one: Entry(one, "let_go", reason="[/x] zu teuer\x1b", who="meier") for one in customers}
    return bench, customers


async def test_what_waits_is_in_a_filter_of_its_own() -> None:
    bench, (customer,) = waiting()
    async with driven("queue", bench=bench, size=(80, 24)) as drive:
        assert customer not in drive.body.browser.shown["customer_id"]
        assert "gegenzeichnen" not in drive.screen()
        assert "zu zeichnen 1" in drive.text("#queue-heading")
        await drive.press("f", "f")
        assert "[entschieden]" in drive.text("#queue-heading")
        assert drive.body.browser.shown.height == 0
        await drive.press("f")
        assert "[zu zeichnen 1]" in drive.text("#queue-heading")
        assert list(drive.body.browser.shown["customer_id"]) == [customer]
        assert "g gegenzeichnen" in drive.screen().splitlines()[-1]
        why = drive.text("#queue-why")
        assert "Wartet auf Gegenzeichnung" in why
        assert "meier" in why
        assert "zu teuer" in why


async def test_where_something_waits_is_told() -> None:
    bench, _ = waiting()
    async with driven("queue", bench=bench) as drive:
        await drive.press("g")
        assert "f zeigt" in drive.screen()


async def test_without_any_the_filter_is_not_there() -> None:
    async with driven("queue") as drive:
        assert "zu zeichnen" not in drive.text("#queue-heading")
        await drive.press("f", "f", "f")
        assert "[offen]" in drive.text("#queue-heading")


@pytest.mark.parametrize(("lang", "key"), [("de", "j"), ("en", "y")])
async def test_g_asks_and_signs(lang: str, key: str) -> None:
    bench, (customer,) = waiting(lang)
    async with driven("queue", bench=bench, lang=lang) as drive:
        await drive.press("f", "f", "f", "g")
        assert "meier" in drive.screen()
        assert bench.history == []
        await drive.press(key)
        assert [(entry.customer_id, entry.action) for entry in bench.history] == [(customer, "let_go")]
        assert {"de": "Gegengezeichnet", "en": "Countersigned"}[lang] in drive.screen()


async def test_a_rejection_asks_why_and_opens_the_row() -> None:
    bench, (customer,) = waiting()
    async with driven("queue", bench=bench) as drive:
        await drive.press("f", "f", "f", "g", "a", "enter")
        assert "Bitte einen Grund" in drive.screen()
        await drive.press(*"erst anrufen".replace(" ", ""), "enter")
        assert bench.waiting == {}
        assert bench.history == []
        await drive.press("f")
        assert customer in drive.body.browser.shown["customer_id"]


async def test_escape_signs_nothing_and_where_nothing_waits_it_says_so() -> None:
    bench, _ = waiting()
    async with driven("queue", bench=bench) as drive:
        await drive.press("f", "f", "f", "g", "escape")
        assert len(bench.waiting) == 1
        await drive.press("f", "g")
        assert "wartet nichts" in drive.screen()


async def test_several_are_signed_at_once() -> None:
    bench, customers = waiting(count=5)
    async with driven("queue", bench=bench) as drive:
        await drive.press("f", "f", "f", "space", "down", "down", "down", "v", "g")
        assert "5 Kunden" in drive.screen()
        await drive.press("j")
        assert sorted(entry.customer_id for entry in bench.history) == sorted(customers)


async def test_a_takes_and_releases() -> None:
    async with driven("queue") as drive:
        customer: Any = drive.body.browser.table.cursor_key
        name = drive.body.browser.row()["name"]
        await drive.press("a")
        assert drive.bench.taken == [customer]
        assert f"Übernommen: {name}" in drive.screen()
        assert drive.body.browser.row()["claimed_by"] == "ada"
        await drive.press("a")
        assert drive.bench.taken == []
        assert f"Freigegeben: {name}" in drive.screen()


async def test_who_decides_what_needs_a_signature_is_told() -> None:
    async with driven("queue") as drive:
        decide = drive.bench.decide_all

        def unsigned(*args: Any, **details: Any) -> list[Entry]:
            return [replace(one, needs_signature=True) for one in decide(*args, **details)]

        drive.bench.decide_all = unsigned
        await drive.press("r")
        assert "wartet auf eine zweite Unterschrift" in drive.screen()
