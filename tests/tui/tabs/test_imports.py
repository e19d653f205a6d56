from pathlib import Path

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
