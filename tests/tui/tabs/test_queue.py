import asyncio
import threading
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.queue import view, why_view
from kw_tui.tui.words import WORDS
from kw_tui.vocabulary.errors import SessionError
from kw_tui.vocabulary.texts import Lang, Text
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

ITEMS = FakeWorkbench().queue()
REASONS = FakeWorkbench().reasons()


def why(row: dict[str, Any], width: int, lang: Lang = "de", assumed: frozenset[str] = frozenset()) -> str:
    return plain(why_view.why(row, REASONS.of(row["rank"], row["customer_id"]), lang, "EUR", width, assumed))


# The view alone


def test_open_and_decided_items_are_apart() -> None:
    states = pl.Series(["open", "claimed", "decided", "snoozed"])
    frame = ITEMS.head(4).with_columns(state=states)
    still, done = view.chosen(frame, "open"), view.chosen(frame, "decided")
    assert still is not None
    assert done is not None
    assert (still.to_list(), done.to_list()) == ([0, 1], [2, 3])
    assert view.still_open(frame, still, {frame["customer_id"][1]: "keep"}).to_list() == [0]
    assert view.chosen(frame, "all") is None


def test_progress_counts_what_is_open_and_what_was_decided_today() -> None:
    today = date(2026, 11, 1)
    frame = ITEMS.head(4).with_columns(
        at_stake=pl.Series([Decimal(41_000), Decimal(20_000), Decimal(30_000), Decimal(5)]),
        state=pl.Series(["decided", "decided", "open", "open"]),
        action=pl.Series(["reprice", "reprice", None, None]),
        decided_at=pl.Series(["2026-11-01T09:00:00+01:00", "2026-10-30T09:00:00+01:00", None, None]),
    )
    told = plain([view.progress(frame, (), today, "de", "EUR")])
    assert told == "2 von 4 offen · es geht noch um 30 TEUR · heute entschieden: 41 TEUR"
    in_english = plain([view.progress(frame, (), today, "en", "EUR")])
    assert in_english == "2 of 4 open · 30 k EUR still at stake · decided today: 41 k EUR"


def test_only_measures_count_as_money_decided() -> None:
    pending = dict(zip(ITEMS["customer_id"].head(3), ("service", "keep", "snooze"), strict=True))
    items = view.overlaid(ITEMS.head(3), pending)
    assert items["state"].to_list() == ["decided", "decided", "snoozed"]
    told = plain([view.progress(items, pending, date(2026, 11, 1), "de", "EUR")])
    assert f"heute entschieden: {figures.short(ITEMS['at_stake'][0], 'de', 'EUR')}" in told


def test_confidence_stands_below_what_is_at_stake_and_assumptions_are_marked() -> None:
    row = ITEMS.row(0, named=True)
    lines = why(row, 42, assumed=frozenset({"db4", "relevant_contribution", "revenue"})).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(WORDS["at_stake"].de))
    assert lines[at + 1].split() == ["Sicherheit", "80", "%"]
    assert [line.split()[0] for line in lines if "≈" in line] == ["DB", "Relevanter"]


def test_the_why_names_conditions_with_value_and_limit() -> None:
    row = ITEMS.filter(pl.col("proposal") == "reprice").row(1, named=True)
    told = why(row, 42)
    assert "Preis anpassen +3,5 %" in told
    assert "Relevanter DB unter 0" in told
    assert "Vertretbarer Mengenverlust" in told
    assert "11,1 %" in told
    assert "? Potenzial unter" in told


@pytest.mark.parametrize("width", [36, 42, 69, 70, 78, 200])
def test_no_line_of_the_why_is_too_long(width: int) -> None:
    for row in ITEMS.head(12).iter_rows(named=True):
        assert all(len(line) <= width for line in why(row, width).splitlines())


def test_who_is_at_it_is_a_column_only_where_somebody_is() -> None:
    assert view.has_claims(ITEMS.head(4).with_columns(state=pl.lit("claimed")))
    assert not view.has_claims(ITEMS.head(4).with_columns(state=pl.lit("decided")))
    assert [field.id for field in view.fields("open", 76)][-1] == "relevant_contribution"
    assert [field.id for field in view.fields("open", 76, has_claims=True)][-1] == "claimed_by"


def test_where_names_have_all_their_room_more_columns_are_shown() -> None:
    usual = [one.id for one in view.fields("open", view.WIDE)]
    for width in (120, 130, 140, 150, 160, 200):
        shown = view.fields("open", width)
        assert [one.id for one in shown][: len(usual)] == usual
        if len(shown) > len(usual):
            assert 3 + sum(one.width + 1 for one in shown) + view.NAME.widest - view.NAME.width <= width
    assert [one.id for one in shown][len(usual) :] == [one.id for one in view.WIDER]


async def test_what_the_open_ones_come_to_is_told_in_one_line_and_of_some_in_another() -> None:
    async with driven("queue") as drive:
        totals = drive.app.screen.query_one("#queue-browser .totals")
        assert not totals.display
        await drive.press("space")
        assert totals.display
        assert drive.text("#queue-browser .totals").startswith("● 1 markiert · Geht um")
        await drive.press("escape", "slash", *"bau", "enter")
        assert drive.text("#queue-browser .totals").split(" · ")[0].endswith("von 68")


def test_all_options_stand_in_their_order_with_money_and_reason() -> None:
    row = ITEMS.filter(pl.col("proposal") == "reprice", pl.col("rank") % 2 == 1).row(0, named=True)
    told = why(row, 42).splitlines()
    at = told.index("Was in Frage kommt")
    assert told[at + 1].startswith("1 Preis anpassen +3,5 %")
    assert told[at + 2].strip() == "niedrigste noch nicht erprobte Stufe"
    assert told[at + 3].startswith("2 Service kürzen oder berechnen")
    assert told[at + 4].strip() == "höhere Stufe: erst die niedrigere"
    assert not any(line.startswith("Sonst möglich") for line in told)
    english = why(row, 42, "en")
    assert "a higher rung: the lower one first" in english


def test_a_risk_says_what_it_rests_on() -> None:
    row = ITEMS.filter(pl.col("risks").list.contains("contract")).row(0, named=True)
    assert "! laufender Vertrag, bis 31.12.2027" in why(row, 42)


def test_until_the_reason_is_known_the_peek_says_so() -> None:
    row = ITEMS.row(0, named=True)
    told = plain(why_view.why(row, None, "de", "EUR", 42))
    assert "wird gerechnet …" in told
    assert "Sonst möglich: Behalten" in told


# The tab


async def test_the_reasons_come_after_the_list_and_cost_no_key_anything() -> None:
    async with driven("queue") as drive:
        asked: list[int] = []
        reasons = drive.bench.reasons
        drive.bench.reasons = lambda: asked.append(1) or reasons()
        await drive.press("down", "down")
        assert asked == []
        assert "Bedingungen" in drive.text("#queue-why")
        assert "wird gerechnet" not in drive.text("#queue-why")


async def test_a_product_group_is_found_by_typing_and_left_by_choosing_all() -> None:
    async with driven("queue") as drive:
        await drive.press("d", *"schw", "enter")
        assert "· [red]Schweißtechnik und Zubeh…" in drive.text("#queue-heading")
        assert "Umsatz der Gruppe" in drive.text("#queue-why")
        assert "Relevanter DB unter 0" in drive.text("#queue-why")
        assert drive.body.browser.shown["rank"].to_list() == list(range(1, 35))
        assert drive.body.view_state()["group"] == "[red]Schweißtechnik und Zubehör"
        await drive.press("d", "escape")
        assert "34 von 34" in drive.text("#queue-browser .totals")
        await drive.press("d", "enter")
        assert "68 von 68" in drive.text("#queue-progress")
        assert "Schweißtechnik" not in drive.text("#queue-heading")


async def test_the_product_group_is_remembered_unless_it_is_gone() -> None:
    async with driven("queue", queue={"group": "Werkzeug"}) as drive:
        assert "Werkzeug" in drive.text("#queue-heading")
    async with driven("queue", queue={"group": "Fahrräder"}) as drive:
        assert "Fahrräder" not in drive.text("#queue-heading")
        assert "68 von 68" in drive.text("#queue-progress")


async def test_without_product_groups_there_is_nothing_to_choose() -> None:
    async with driven("queue") as drive:
        drive.bench.product_groups = lambda: ITEMS.head(0).select(product_group="customer_id")
        await drive.press("d")
        assert "keine Warengruppen" in drive.screen()


async def test_one_letter_decides_and_goes_on() -> None:
    async with driven("queue") as drive:
        table = drive.body.browser.table
        first = table.cursor_key
        await drive.press("r")
        assert [(entry.customer_id, entry.action) for entry in drive.bench.history] == [(first, "reprice")]
        assert table.cursor_row == 0
        assert table.cursor_key != first
        assert drive.text("#queue-progress").startswith("67 von 68 offen")
        assert "heute entschieden: 158 TEUR" in drive.text("#queue-progress")


async def test_as_proposed_decides_what_is_proposed_and_what_was_decided_stays_in_sight() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        row = drive.body.browser.row()
        await drive.press("p")
        assert [(one.customer_id, one.action) for one in drive.bench.history] == [(row["customer_id"], row["proposal"])]
        assert f"✓ Preis anpassen: {row['name'][:12]}" in drive.text("#queue-heading")
        await drive.press("u")
        assert "✓" not in drive.text("#queue-heading")


async def test_as_proposed_asks_for_one_proposal_where_several_are_marked() -> None:
    async with driven("queue") as drive:
        table, proposals = drive.body.browser.table, ITEMS.unique("proposal").head(2)
        table.marks = frozenset(proposals["customer_id"])
        await drive.press("p")
        assert drive.bench.history == []
        assert "Verschiedenes vorgeschlagen" in drive.screen()


@pytest.mark.parametrize(("key", "action"), [("s", "service"), ("z", "snooze"), ("n", "skip")])
async def test_the_other_letters(key: str, action: str) -> None:
    async with driven("queue") as drive:
        await drive.press(key)
        assert [entry.action for entry in drive.bench.history] == [action]
        if action == "snooze":
            assert drive.bench.history[0].until == date(2026, 12, 1)
        if action == "skip":
            assert drive.body.browser.table.cursor_row == 1


async def test_what_is_not_proposed_needs_a_reason() -> None:
    async with driven("queue") as drive:
        await drive.press("c")
        assert "nicht vorgeschlagen" in drive.screen()
        (title,) = [line for line in drive.screen().splitlines() if "Günstigerer Kanal: " in line]
        assert "EUR" not in title  # what is at stake is what was proposed
        assert drive.bench.history == []
        await drive.press(*"gut", "enter")
        assert [(entry.action, entry.reason) for entry in drive.bench.history] == [("channel", "gut")]


async def test_keep_needs_a_reason() -> None:
    async with driven("queue") as drive:
        await drive.press("k", "enter")
        assert "Bitte einen Grund" in drive.screen()
        assert drive.bench.history == []
        await drive.press(*"gut", "enter")
        (kept,) = drive.bench.history
        assert (kept.action, kept.reason, kept.until) == ("keep", "gut", date(2027, 4, 30))


async def test_escape_decides_nothing() -> None:
    async with driven("queue") as drive:
        await drive.press("l", "escape")
        assert drive.bench.history == []


async def test_several_marked_customers_are_decided_after_a_yes() -> None:
    async with driven("queue") as drive:
        await drive.press("space", "down", "down", "v", "z")
        assert "4 Kunden" in drive.screen()
        await drive.press("enter")
        assert drive.bench.history == []
        await drive.press("j")
        assert len(drive.bench.history) == 4
        assert drive.body.browser.table.marks == frozenset()


async def test_filters() -> None:
    async with driven("queue") as drive:
        await drive.press("r", "f")
        assert "[alle] " in drive.text("#queue-heading")
        await drive.press("f")
        assert drive.body.browser.shown.height == 1
        assert "Preis anpassen" in drive.screen()
        await drive.press("f", "slash", *"peters", "enter")
        names = drive.body.browser.shown["name"]
        assert names.len() > 0
        assert all("Peters" in name for name in names)
        assert f"{names.len()} von 67" in drive.text("#queue-browser .totals")
        await drive.press("escape")
        assert drive.body.browser.shown.height == 67


async def test_undo_brings_the_cursor_back_to_the_item() -> None:
    async with driven("queue") as drive:
        table = drive.body.browser.table
        await drive.press("down", "down")
        decided = table.cursor_key
        await drive.press("r", "down", "down", "down")
        assert table.cursor_key != decided
        await drive.press("u")
        assert table.cursor_key == decided


async def test_the_peek_scrolls_by_keyboard_while_the_table_has_the_keys() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        peek, row = drive.app.query_one("#queue-peek"), drive.body.browser.table.cursor_row
        await drive.press("full_stop")
        assert peek.scroll_offset.y > 0
        await drive.press("shift+up")
        assert peek.scroll_offset.y == 0
        assert drive.body.browser.table.cursor_row == row
        await drive.press("question_mark", "full_stop")
        assert ". ⇧↓" in drive.screen()


async def test_the_peek_follows_the_cursor() -> None:
    async with driven("queue") as drive:
        await drive.press("down")
        assert drive.body.browser.row()["name"] in drive.text("#queue-why")


async def test_the_peek_follows_the_filter_and_its_end() -> None:
    async with driven("queue") as drive:
        await drive.press("slash", *"peters", "enter")
        assert drive.body.browser.row()["name"] in drive.text("#queue-why")
        assert "Peters" in drive.text("#queue-why")
        await drive.press("slash", *["backspace"] * 6, *"brandt", "escape")
        shown = drive.body.browser.row()["customer_id"]
        assert shown in drive.text("#queue-why")
        await drive.press("z")
        assert [entry.customer_id for entry in drive.bench.history] == [shown]


async def test_of_several_it_is_told_how_many_have_another_proposal() -> None:
    async with driven("queue") as drive:
        first = drive.body.browser.shown.head(3)
        others = first.filter(pl.col("proposal") != "reprice").height
        await drive.press("space", "space", "space", "r")
        assert others > 0
        assert f"davon {others} mit anderem Vorschlag" in drive.screen()
        await drive.press("escape", "z")
        assert "anderem Vorschlag" not in drive.screen()


async def test_a_snooze_says_when_the_customer_comes_back() -> None:
    async with driven("queue") as drive:
        await drive.press("z")
        assert "✓ Auf später bis 01.12.2026: " in drive.text("#queue-heading")


async def test_enter_opens_the_customer() -> None:
    async with driven("queue") as drive:
        name = drive.body.browser.row()["name"]
        await drive.press("enter")
        assert drive.app.tab == "customer"
        assert name in drive.text("#customer-story")


async def test_the_view_is_remembered_down_to_the_cursor() -> None:
    async with driven("queue") as drive:
        await drive.press("down", "down", "down", "f", "q")
        remembered = drive.bench.saved_view["queue"]
        assert remembered["which"] == "all"
    async with driven("queue", queue=remembered) as drive:
        assert drive.body.browser.table.cursor_key == remembered["cursor"]


async def test_a_narrow_screen_puts_the_peek_below() -> None:
    async with driven("queue", size=(80, 24)) as drive:
        table, peek = drive.body.browser.table.region, drive.app.query_one("#queue-peek").region
        assert peek.y > table.y
        assert table.width >= 78
        assert table.height >= 9


async def test_an_empty_queue_says_so() -> None:
    class Empty(FakeWorkbench):
        def queue(self) -> pl.DataFrame:
            return super().queue().clear()

    async with driven(bench=Empty()) as drive:
        assert "Keine Vorschläge.  1 zeigt" in drive.screen()
        await drive.press("r", "space", "enter", "v", "l")
        assert drive.bench.history == []


async def test_what_could_not_be_written_does_not_count_as_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven("queue") as drive:
        before = drive.text("#queue-progress")

        def broken() -> pl.DataFrame:
            raise SessionError(Text("Entscheidungen nicht lesbar", "cannot read the decisions"), Text("", ""))

        drive.bench.refuses = True
        monkeypatch.setattr(drive.bench, "queue", broken)
        await drive.press("r")
        assert drive.text("#queue-progress") == before


async def test_the_reason_of_a_decision_that_was_refused_need_not_be_typed_again() -> None:
    async with driven("queue") as drive:
        drive.bench.refuses = True
        await drive.press("k", *"gut", "enter")
        assert drive.bench.history == []
        drive.bench.refuses = False
        await drive.press("down", "k")
        assert "Grund (nötig)" in drive.screen()
        await drive.press("escape", "up", "k", "enter")
        assert drive.bench.history[-1].reason == "gut"


async def test_a_step_that_is_not_proposed_is_chosen_in_the_price_plan() -> None:
    async with driven("queue") as drive:
        shown = drive.body.browser.shown
        drive.body.browser.table.cursor_row = shown["step"].is_null().arg_true()[0]
        await drive.press("r")
        assert "Preisplan" in drive.screen()
        assert drive.bench.history == []


async def test_what_is_written_stays_decided_though_it_cannot_be_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven("queue") as drive:
        customer = drive.body.browser.table.cursor_key

        def broken() -> pl.DataFrame:
            raise SessionError(Text("Entscheidungen nicht lesbar", "cannot read the decisions"), Text("", ""))

        monkeypatch.setattr(drive.bench, "queue", broken)
        await drive.press("r")
        assert "nicht lesbar" in drive.screen()
        assert [entry.customer_id for entry in drive.bench.history] == [customer]
        assert customer not in drive.body.browser.shown["customer_id"]


async def test_a_full_disk_is_told_and_the_item_is_open_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with driven("queue") as drive:
        customer = drive.body.browser.table.cursor_key

        def full(*_: object, **__: object) -> None:
            why = Text("Entscheidung nicht gespeichert in x.decisions.toml: die Platte ist voll", "the disk is full")
            raise SessionError(why, Text("Platz schaffen", "make room"))

        monkeypatch.setattr(drive.bench, "decide_all", full)
        await drive.press("r")
        assert "voll" in drive.screen()
        assert "Platz" in drive.screen()  # the line may break after it
        assert drive.body.browser.shown["customer_id"][0] == customer
        assert "68 von 68 offen" in drive.text("#queue-progress")


def test_what_is_decided_since_is_known_by_its_decision() -> None:
    before = pl.DataFrame({"customer_id": ["1", "2", "3"], "decision_id": [None, None, "a"]})
    now = pl.DataFrame({"customer_id": ["1", "2", "3"], "decision_id": ["b", None, "a"]})
    assert view.newly_decided(before, now, {"1", "2", "3", "gone"}) == {"1"}
    assert view.newly_decided(before, now, {"2"}) == set()


async def test_what_somebody_else_decided_is_marked_no_more() -> None:
    async with driven("queue") as drive:
        await drive.press("space", "space")
        first, second = sorted(drive.body.browser.table.marks)
        drive.bench.decide(first, "keep", "gut")
        await drive.press("f5")
        assert set(drive.body.browser.table.marks) == {second}


async def test_who_else_works_on_it_is_told_before_a_reason_is_written() -> None:
    async with driven("queue") as drive:
        held = drive.bench.queue().filter(pl.col("claimed_by") == "cem")["customer_id"][0]
        drive.app.point_at(held)
        await drive.press("k")
        assert drive.text("#ask-note").splitlines()[0] == "in Arbeit bei cem"


async def test_what_is_decided_while_the_list_is_read_does_not_come_back() -> None:
    may_read, is_reading = threading.Event(), threading.Event()

    class Slow(FakeWorkbench):
        def queue(self) -> pl.DataFrame:
            found = super().queue()
            if {entry.action for entry in self.history} == {"service"} and not is_reading.is_set():
                is_reading.set()
                may_read.wait(5)
            return found

    async with driven(bench=Slow(view={"tab": "queue"})) as drive:
        body, (first, second) = drive.body, drive.body.browser.listed().to_list()[:2]
        before = body._found
        body._decide("service", (first,), {})
        for _ in range(500):
            if is_reading.is_set():
                break
            await drive.pilot.pause(0.005)
        body._decide("service", (second,), {})
        may_read.set()
        for _ in range(500):
            if body._found is not before:
                break
            await asyncio.sleep(0)
        assert is_reading.is_set()
        assert {first, second}.isdisjoint(body.browser.listed().to_list())
        await drive.settle()
        assert {first, second}.isdisjoint(body.browser.listed().to_list())
        assert body._pending == {}
