import asyncio
import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.imports import view
from tests.tui.driving import driven
from tests.tui.fake_workbench import FakeWorkbench

BENCH = FakeWorkbench()
IMPORTED = BENCH.import_files([Path("export/umsatz.csv")])[0]


def test_rejects_are_grouped_by_reason_with_lines_and_advice() -> None:
    told = plain(view.reject_lines(IMPORTED.reconciliation.rejects, "de", 80))
    assert "2  bad-date · Datum" in told
    assert "Zeile 7, 9 · z. B. „31.02.2026“" in told
    assert "→ Datum berichtigen" in told
    assert told.index("bad-date") < told.index("bad-number")


def test_nothing_rejected_is_said() -> None:
    assert "✓" in plain(view.reject_lines(IMPORTED.reconciliation.rejects.clear(), "en", 80))


def test_the_account_shows_lines_and_sums() -> None:
    told = plain(view.account(IMPORTED, "de", 60))
    assert "Zeilen der Datei" in told
    assert "1.234,50" in told
    assert "Summe ohne Kunde" in told


def test_mapping_rows_show_required_fields_first_and_mark_guesses() -> None:
    preview = BENCH.preview(Path("a.csv"))
    rows = view.mapping_rows(preview, {}, "de")
    assert [row["field"] for row in rows[:4]] == ["customer_id", "invoice_no", "invoice_date", "net_amount"]
    assert [row["glyph"] for row in rows[:4]] == ["=", "=", "=", "?"]
    changed = view.mapping_rows(preview, {"net_amount": "Bem"}, "de")
    assert (changed[3]["glyph"], changed[3]["header"]) == ("✓", "Bem")


async def test_from_nothing_to_the_queue_by_keyboard_alone() -> None:
    async with driven(bench=FakeWorkbench(rows=0)) as drive:
        assert "kw demo" in drive.screen()
        await drive.press(*"a.csv", "enter")
        assert "KdNr" in drive.screen()
        await drive.press("i")
        assert drive.bench.imported == [Path("a.csv")]
        assert "bad-date" in drive.text("#import-result")
        await drive.press("escape")
        assert "12.300" in drive.text("#import-tables")
        await drive.press("4")
        assert drive.body.browser.shown.height == 68


async def test_keys_work_again_on_coming_back_to_an_account_or_a_preview() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        await drive.press("p", *"a.csv", "enter", "4", "1")
        assert drive.app.focused.id == "import-mapping"
        await drive.press("i", "4", "1")
        assert drive.app.focused.id == "import-account"
        await drive.press("p")
        assert drive.app.focused.id == "import-path"
        await drive.press("4", "1", "escape")
        assert drive.app.focused.id == "import-sources"


async def test_the_message_after_an_import_balances_lines_and_names_the_control_total() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "i")
        said = "✓ Importiert: 42 Zeilen = 35 übernommen + 3 abgelehnt + 1 ohne Kunde + 3 übrige"
        assert drive.text("#import-told").strip() == said
    told = replace(IMPORTED.reconciliation, control_total=Decimal("1234.5"))
    line = plain([view.done([replace(IMPORTED, reconciliation=told)], "en", 120)])
    assert line.endswith("3 others · control total 1,234.50")


def test_progress_tells_bytes_and_then_lines() -> None:
    half = plain([view.progress(5_000_000, 10_000_000, 7, "de", 78)])
    assert "5,0 / 10,0 MB" in half
    assert "50 %" in half
    assert len(half) <= 78
    assert plain([view.progress(10, 10, 1200, "en", 78)]) == "checking 1,200 lines …"


async def test_escape_stops_an_import_at_the_next_progress() -> None:
    reading, go_on = threading.Event(), threading.Event()

    class Slow(FakeWorkbench):
        def import_files(self, paths: Any, *rest: Any, progress: Any = None, **named: Any) -> Any:
            reading.set()
            go_on.wait(10)
            return super().import_files(paths, *rest, progress=progress, **named)

    async with driven("imports", bench=Slow(view={"tab": "imports"})) as drive:
        await drive.press("p", *"a.csv", "enter")
        await drive.pilot.press("i")
        await asyncio.to_thread(reading.wait, 10)
        await drive.pilot.press("escape")
        go_on.set()
        await drive.settle()
        assert drive.bench.imported == []
        assert "Abgebrochen, nichts importiert" in drive.text("#import-told")
        await drive.press("i")
        assert drive.bench.imported == [Path("a.csv")]


async def test_enter_twice_imports() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "enter")
        assert drive.bench.imported == [Path("a.csv")]


async def test_an_assignment_is_changed() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "down", "down", "down", "e", "end", "enter")
        assert "✓ Bem" in drive.screen()
        await drive.press("i")
        assert drive.bench.given_mapping == {"net_amount": "Bem"}


async def test_the_kind_of_table_is_chosen() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.csv", "enter", "a", "down", "enter")
        assert "Kundenstamm" in drive.text("#import-about")


async def test_a_file_that_cannot_be_read_is_told_where_it_was_named() -> None:
    async with driven("imports") as drive:
        await drive.press("p", *"a.pdf", "enter")
        assert "a.pdf gibt es nicht - Pfad prüfen" in drive.text("#import-told")


async def test_what_is_there_is_listed() -> None:
    async with driven("imports") as drive:
        assert "7.180.342,15" in drive.screen()
        assert "fehlt" in drive.text("#import-tables")
        assert "import.run" not in {one.binding.id for one in drive.app.screen.active_bindings.values()}
