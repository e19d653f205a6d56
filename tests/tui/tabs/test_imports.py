import asyncio
import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kw_tui.core.intake.formats import Ask
from kw_tui.tui.lines import plain
from kw_tui.tui.tabs.imports import (
    account_view,
    choices,
    faults_view,
    mapping_view,
    overview_view,
    preview_view,
    saving,
    use_view,
)
from kw_tui.tui.tabs.imports.job import Job, Stage, StoppedError
from kw_tui.tui.tabs.imports.looking import Look, look_into
from kw_tui.tui.tabs.imports.problems import in_keys, open_option
from kw_tui.tui.tabs.imports.progress_view import progress
from kw_tui.tui.tabs.imports.tab import ImportsTab
from kw_tui.vocabulary.errors import KwError, OpenQuestionError, SourceError, UpdateError
from kw_tui.vocabulary.faults import FAULTS
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.sources import TABLES, table_by_id
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Step, Wish
from kw_tui.workbench.importing import AS_FOUND
from tests.tui.driving import Drive, driven, named_by
from tests.tui.fake_workbench import PROBLEMS, FakeWorkbench

BENCH = FakeWorkbench()
IMPORTED = BENCH.import_files([Path("export/umsatz.csv")])[0]
WHICH_MARK = Ask("decimal", "net_amount", Text("ob 1.234 tausend heißt, ist offen", "1.234 may be a thousand"))
UPDATED = UpdateError(
    Text("a.csv wurde schon anders importiert", "a.csv was imported with other content"),
    Text("--replace setzt die neue Fassung an die Stelle", "--replace puts the new one in place of the old"),
)


def look(**wish: Any) -> Look:
    return look_into(BENCH, "a.csv", Wish(**wish))  # type: ignore[arg-type]


# What became of files


def test_faults_are_grouped_by_how_to_mend_them() -> None:
    told = plain(faults_view.fault_lines([IMPORTED], "de", 80)).splitlines()
    assert told[1:4] == [
        "→ Datum berichtigen",
        "      2  kein lesbares Datum · Rechnungsdatum",
        "         zuerst Zeile 7, z. B. „31.02.2026“",
    ]
    assert told[5] == "      1  keine lesbare Zahl · Nettobetrag · Zeile 12, „1,2,3“"


def test_what_was_only_reported_does_not_count_as_refused() -> None:
    told = plain(faults_view.fault_lines([IMPORTED], "en", 100))
    refused, reported = told.split("Accepted, but to be looked at")
    assert "Unit cost" in reported
    assert refused.rstrip().endswith("<import.save> saves these lines to a file")
    assert "Unit cost" not in refused


def test_faults_of_several_files_are_told_together_and_say_where_the_first_is() -> None:
    other = replace(IMPORTED, path=Path("export/b.csv"))
    told = plain(faults_view.fault_lines([IMPORTED, other], "de", 100))
    assert "4  kein lesbares Datum · Rechnungsdatum · zuerst Zeile 7 (umsatz.csv)" in told


def test_nothing_rejected_is_said() -> None:
    clean = replace(IMPORTED, faults=IMPORTED.faults.clear())
    assert plain(faults_view.fault_lines([clean], "en", 80)) == "✓ nothing rejected"


def test_no_code_and_no_id_of_a_field_reaches_the_screen() -> None:
    codes = list(FAULTS)
    faults = pl.DataFrame(
        {"code": codes, "field": "net_amount", "severity": "error", "count": 1, "line_first": 1, "value": "x"}
    )
    told = plain(faults_view.fault_lines([replace(IMPORTED, faults=faults)], "de", 100))
    assert "net_amount" not in told
    assert not [code for code in codes if "-" in code and code in told]
    assert "--" not in told


def test_the_account_shows_every_line_and_the_sums() -> None:
    told = plain(account_view.account([IMPORTED], "de", 60))
    for part in ("Zeilen", "angenommen", "abgewiesen", "ohne Kunde", "Kopfzeilen", "leer", "Summenzeilen", "1.234,50"):
        assert part in told
    assert "10,00" in told
    assert "Fortsetzungen" not in told


def test_a_table_without_amounts_has_no_sum_of_zero() -> None:
    told = replace(IMPORTED.reconciliation, net_sum=Decimal(0), without_customer_sum=Decimal(0))
    customers = replace(IMPORTED, table=table_by_id("customer"), reconciliation=told)
    assert "Summe" not in plain(account_view.account([customers], "de", 60)).replace("Summenzeilen", "")
    assert "0,00" in plain(account_view.account([replace(IMPORTED, reconciliation=told)], "de", 60))


def test_sums_are_shown_as_exact_as_they_are() -> None:
    exact = replace(IMPORTED, reconciliation=replace(IMPORTED.reconciliation, net_sum=Decimal("0.1234")))
    assert "0,1234" in plain(account_view.account([exact], "de", 60))


def test_lines_that_are_no_revenue_are_told_by_what_they_are() -> None:
    aside = pl.DataFrame({"aside": ["payment", "creditor"], "count": [5, 2], "sum": [Decimal("10.5"), Decimal(3)]})
    other = replace(IMPORTED, reconciliation=replace(IMPORTED.reconciliation, aside=aside))
    told = plain(account_view.account([other], "de", 60)).splitlines()
    assert next(line for line in told if "kein Umsatz" in line).endswith(" 7")
    assert next(line for line in told if "Kreditor" in line).endswith("2 · 3,00")


def test_several_files_are_added_up_and_listed() -> None:
    several = [replace(IMPORTED, path=Path(f"{number}.csv")) for number in range(45)]
    told = plain(account_view.account(several, "de", 60))
    assert "45 Dateien → Umsätze" in told
    assert "1.890" in told
    assert "55.552,50" in told
    assert "39.csv" in told
    assert "40.csv" not in told
    assert "und 5 weitere" in told


def test_what_is_said_after_an_import_balances_and_names_the_control_total() -> None:
    said = "✓ Importiert: 42 Zeilen = 35 angenommen + 3 abgewiesen + 1 ohne Kunde + 3 übrige"
    assert plain(account_view.done([IMPORTED], "de", 120)) == said
    told = replace(IMPORTED.reconciliation, control_total=Decimal("1234.5"))
    line = plain(account_view.done([replace(IMPORTED, reconciliation=told)], "en", 120))
    assert line.endswith("3 others · control total 1,234.50")


def test_what_one_more_table_would_add_is_what_is_not_there() -> None:
    ledger = Source("sales_line", "a.csv", "", 1, "", 1, mapping={"net_amount": "Netto", "unit_cost": "EK"})
    now, more = plain(use_view.use_lines({"sales_line": 1}, [ledger], "de", 76)).split("Das käme hinzu")
    assert "mit Wareneinsatz" in now
    assert "mit Listenpreis" in more
    for table in TABLES:
        assert table.label.de in (now if table.id == "sales_line" else more)
    full = use_view.use_lines(
        {table.id: 1 for table in TABLES}, [replace(ledger, mapping={"list_price": "LP"})], "en", 76
    )
    assert "+ · with goods" in plain(full)


# What a file holds


def test_mapping_rows_show_required_fields_first_and_mark_guesses() -> None:
    rows = mapping_view.mapping_rows(look(), "de")
    assert [row["field"] for row in rows[:4]] == ["customer_id", "invoice_no", "invoice_date", "net_amount"]
    assert [row["glyph"] for row in rows[:4]] == ["=", "=", "=", "?"]
    changed = mapping_view.mapping_rows(look(mapping={"net_amount": "Bem"}), "de")
    assert (changed[3]["glyph"], changed[3]["header"]) == ("✓", "Bem")


def test_mapping_rows_tell_missing_derived_and_left_out() -> None:
    rows = mapping_view.mapping_rows(look(mapping={"net_amount": "", "invoice_no": "", "unit": ""}), "de")
    told = {row["field"]: (row["glyph"], row["header"]) for row in rows}
    assert told["net_amount"] == ("!", "(fehlt)")
    assert told["invoice_no"] == ("+", "(wird berechnet)")
    assert told["unit"] == ("–", "(nicht benutzt)")


def test_a_column_made_from_others_is_not_called_by_an_id() -> None:
    made = replace(look(), preview=replace(look().preview, mapping={"customer_id": "customer_id"}))
    assert mapping_view.mapping_rows(made, "de")[0]["header"] == "(aus DATEV)"


def test_fields_that_only_serve_to_derive_others_can_be_assigned() -> None:
    assert "gross_amount" in {row["field"] for row in mapping_view.mapping_rows(look(), "de")}


def test_the_layout_names_format_encoding_delimiter_header_and_evidence() -> None:
    told = plain(preview_view.about_file(look(), "de", 100))
    assert "a.csv  → Umsätze · 42 Zeilen" in told
    assert "Textdatei · cp1252 · Trennzeichen Semikolon · Kopf in Zeile 1" in told
    assert "jede Zeile hat 5 Felder" in told
    tabbed = replace(look(), preview=replace(look().preview, delimiter="\t", header_line=None))
    assert "Trennzeichen Tab · ohne Kopfzeile" in plain(preview_view.about_file(tabbed, "de", 100))


def test_only_gross_is_told_as_such() -> None:
    preview = replace(look().preview, missing=("net_amount",), mapping={"gross_amount": "Brutto {x}"})
    assert "Brutto {x} ist brutto" in plain(preview_view.missing_lines(preview, "de", 100))


def test_problem_rows_are_in_words() -> None:
    first, second = preview_view.problem_rows(look().preview, "de").rows(named=True)
    assert first == {
        "line": 7,
        "column": "Datum",
        "value": "31.02.2026",
        "what": "kein lesbares Datum",
        "hint": "Datum berichtigen",
    }
    assert second["column"] == "Netto"
    nameless = replace(look().preview, problems=PROBLEMS.with_columns(header=None))
    assert preview_view.problem_rows(nameless, "en")["column"].to_list() == ["Invoice date", "Net amount"]


def test_hostile_names_stay_harmless_in_every_line() -> None:
    name = "[/x]\x1b]52;\u202eb.csv"
    hostile = replace(look(), preview=replace(look().preview, path=Path(name), sheet=name, notes=(Text(name, name),)))
    imported = replace(IMPORTED, path=Path(name), faults=IMPORTED.faults.with_columns(value=pl.lit(name)))
    lines = [
        *preview_view.about_file(hostile, "de", 100),
        *account_view.page([imported, imported], {}, (), "de", 76),
        *account_view.done([imported], "de", 100),
    ]
    assert "[/x]·" in plain(lines)


def test_a_folder_is_looked_at_by_its_first_file(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.csv"):
        (tmp_path / name).touch()
    found = look_into(BENCH, str(tmp_path), Wish())  # type: ignore[arg-type]
    assert (found.preview.path.name, found.others) == ("a.csv", 2)
    assert "und 2 weitere" in plain(preview_view.about_file(found, "de", 78))
    assert found.settled.table is None
    assert found.paths == [tmp_path]


def test_one_file_is_imported_as_the_table_that_was_shown() -> None:
    assert look().settled.table == "sales_line"


def test_a_column_given_to_another_field_is_taken_from_the_first() -> None:
    first = replace(look(), wish=look().with_column("unit", "Bem"))
    assert first.with_column("region", "Bem").mapping == {"region": "Bem"}
    assert first.with_column("region", "").mapping == {"unit": "Bem", "region": ""}


# What can be chosen


@pytest.mark.parametrize("name", choices.VALUES)
def test_every_value_offered_is_one_the_import_knows(name: str) -> None:
    for value in choices.VALUES[name]:
        assert ImportOptions.of({name: value}) is not None


def test_options_show_what_they_are_set_to() -> None:
    chosen = look(options=ImportOptions(delimiter="tab", header=0, decimal=","))
    told = {option.id: " ".join(option.label.de.split()) for option in choices.option_list(chosen)}
    assert told["delimiter"] == "Trennzeichen Tabulator"
    assert told["header"] == "Kopfzeile keine"
    assert told["decimal"] == "Dezimalzeichen Komma"
    assert told["encoding"] == "Zeichensatz cp1252 (Windows) (erkannt)"
    assert told["duplicates"] == "Wiederholte Zeilen behalten"
    assert "sheet" not in told


def test_recent_paths_are_folders_first_and_the_newest_file_first(tmp_path: Path) -> None:
    sources = [Source("sales_line", f"export/{name}.csv", "", 1, "", 1) for name in ("a", "b")]
    told = [option.id for option in choices.recent(sources, tmp_path, "/data")]
    assert told == ["/data/", f"{tmp_path}/export/", f"{tmp_path}/export/b.csv", f"{tmp_path}/export/a.csv"]


def test_paths_are_written_as_they_are_quickest_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert choices.shortened(tmp_path / "a" / "b.csv") == "a/b.csv"
    assert choices.shortened(Path.home() / "no such" / "b.csv") == "~/no such/b.csv"


# An import under way


def test_progress_tells_rows_rate_time_and_how_to_cancel() -> None:
    line = plain(
        [
            progress(
                Stage(Step.CHECK, 1_240_000, 2_000_000, 820_000.0, 64), 7, "de", 110, keyed=named_by(ImportsTab.KEYS)
            )
        ]
    )
    assert line.startswith("wird geprüft ██")
    assert line.endswith("62 %  1.240.000 Zeilen · 820.000/s · 1:04 · Esc bricht ab")


def test_progress_of_reading_is_in_lines_where_they_are_known() -> None:
    stage = Stage(Step.READ, 5_000_000, 10_000_000, 2_000_000.0, 3)
    assert "≈ 500.000 Zeilen · 200.000/s" in plain([progress(stage, 1_000_000, "de", 100)])
    assert "5,0 / 10,0 MB · 2,0 MB/s" in plain([progress(stage, None, "de", 100)])


@pytest.mark.parametrize("width", [30, 60, 78, 200])
def test_progress_never_breaks_its_line(width: int) -> None:
    for step in Step:
        for done in (0, 999_999, 1_000_000):
            assert len(plain([progress(Stage(step, done, 1_000_000, 1e6, 5000), 10**9, "en", width)])) <= width


def test_a_rate_counts_from_the_beginning_of_its_step() -> None:
    now = [0.0]
    job = Job(look(), lambda: now[0])
    job.progress(Step.READ, 100, 100)
    now[0] = 10.0
    job.progress(Step.CHECK, 0, 1000)
    assert job.stage().rate is None
    now[0] = 12.0
    job.progress(Step.CHECK, 500, 1000)
    assert (job.stage().rate, job.stage().seconds) == (250.0, 12.0)


def test_a_job_that_is_stopped_raises_at_its_next_progress() -> None:
    job = Job(look())
    job.progress(Step.STORE, 1, 2)
    assert not job.is_past_stopping
    job.progress(Step.STORE, 2, 2)
    assert job.is_past_stopping
    job.stop()
    with pytest.raises(StoppedError):
        job.progress(Step.CHECK, 1, 2)


def test_a_question_is_asked_once() -> None:
    question = OpenQuestionError(Text("x", "x"), Text("x", "x"), "dates")
    assert open_option(question, ImportOptions()) == "dates"
    assert open_option(question, ImportOptions(dates="mdy")) is None
    assert open_option(UPDATED, ImportOptions()) is None


def test_a_hint_for_the_command_line_becomes_a_key() -> None:
    told = in_keys(KwError(Text("x", "x"), Text("mit --map FELD=SPALTE", "with --map FIELD=COLUMN")))
    assert told.hint.de.startswith("<import.edit> ordnet")


# At the keyboard


async def looked_at(drive: Drive, name: str = "a.csv") -> None:
    await drive.press("p", *name, "enter")


async def test_from_nothing_to_the_queue_by_keyboard_alone() -> None:
    async with driven(bench=FakeWorkbench(rows=0)) as drive:
        assert "kw demo" in drive.screen()
        await drive.press(*"a.csv", "enter")
        assert "KdNr" in drive.screen()
        await drive.press("i")
        assert drive.bench.imported == [Path("a.csv")]
        assert drive.bench.given.table == "sales_line"
        assert "Datum berichtigen" in drive.text("#import-result")
        assert "Das käme hinzu" in drive.text("#import-result")
        await drive.press("escape")
        assert "12.300" in drive.text("#import-tables")
        await drive.press("4")
        assert drive.body.browser.shown.height == 68


async def test_escape_leaves_one_thing_at_a_time_and_drops_no_choice_unasked() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        await looked_at(drive)
        await drive.press("v")
        assert drive.app.focused.id == "import-rows"
        await drive.press("p", "escape")
        assert drive.app.focused.id == "import-rows"
        await drive.press("escape")
        assert (drive.app.focused.id, drive.body._look is None) == ("import-mapping", False)
        await drive.press("a", "end", "enter", "escape")
        assert "nein, weiter ansehen" in drive.screen()
        await drive.press("enter")
        assert drive.body._look is not None
        await drive.press("escape", "down", "enter")
        assert drive.app.focused.id == "import-sources"
        await looked_at(drive)
        await drive.press("escape")
        assert drive.app.focused.id == "import-sources"


async def test_keys_work_again_on_coming_back_to_an_account_or_a_preview() -> None:
    async with driven("imports", size=(80, 24)) as drive:
        await looked_at(drive)
        await drive.press("4", "1")
        assert drive.app.focused.id == "import-mapping"
        await drive.press("i", "4", "1")
        assert drive.app.focused.id == "import-account"
        await drive.press("p")
        assert drive.app.focused.id == "import-path"
        await drive.press("4", "1", "escape")
        assert drive.app.focused.id == "import-sources"


async def test_letters_are_no_keys_while_a_path_is_typed() -> None:
    def keys(drive: Drive) -> set[str]:
        return {one.binding.id for one in drive.app.screen.active_bindings.values() if one.enabled}

    async with driven("imports") as drive:
        assert "import.run" not in keys(drive)
        await looked_at(drive)
        assert {"import.run", "import.problems", "import.options"} <= keys(drive)
        assert "import.sheet" not in keys(drive)
        await drive.press("p")
        assert not {"import.run", "import.edit"} & keys(drive)


async def test_enter_twice_imports() -> None:
    async with driven("imports") as drive:
        await looked_at(drive)
        await drive.press("enter")
        assert drive.bench.imported == [Path("a.csv")]


async def test_an_assignment_is_changed_and_looked_at_again() -> None:
    async with driven("imports") as drive:
        await looked_at(drive)
        await drive.press("down", "down", "down", "e")
        assert "= Rechnungsdatum" in drive.screen()  # a column taken already says by which field
        await drive.press("end", "enter")
        assert "✓ Bem" in drive.screen()
        assert drive.bench.wishes[-1].mapping == {"net_amount": "Bem"}
        assert drive.body.query_one("#import-mapping").cursor_key == "net_amount"
        await drive.press("i")
        assert drive.bench.given.mapping == {"net_amount": "Bem"}


async def test_a_file_that_lacks_a_required_column_is_not_imported() -> None:
    async with driven("imports") as drive:
        await looked_at(drive)
        await drive.press("down", "down", "down", "e", "home", "enter", "home", "i")
        assert drive.bench.imported == []
        assert "erst eine Spalte zuordnen (e)" in drive.text("#import-told")
        assert "Es fehlt: Nettobetrag" in drive.text("#import-layout")
        assert drive.body.query_one("#import-mapping").cursor_key == "net_amount"


async def test_the_kind_of_table_is_chosen() -> None:
    async with driven("imports") as drive:
        await looked_at(drive)
        await drive.press("a", "down", "enter")
        assert "Kundenstamm" in drive.text("#import-layout")
        await drive.press("i")
        assert drive.bench.given.table == "customer"


async def test_options_are_chosen_and_looked_at_again() -> None:
    async with driven("imports") as drive:
        await looked_at(drive)
        await drive.press("o", "enter", "end", "enter")
        assert drive.bench.wishes[-1].options.encoding == "cp850"
        await drive.press("o", "down", "down", "enter", *"x", "enter")
        assert "Bitte eine Zahl" in drive.screen()
        await drive.press("backspace", "0", "enter")
        assert drive.bench.wishes[-1].options == ImportOptions(encoding="cp850", header=0)
        await drive.press("i")
        assert drive.bench.given.options == ImportOptions(encoding="cp850", header=0)


async def test_a_sheet_is_chosen_whatever_it_is_called() -> None:
    async with driven("imports") as drive:
        await looked_at(drive, "a.xlsx")
        assert "Blatt Tabelle1 (b: 2 zur Wahl)" in drive.text("#import-layout")
        await drive.press("b", "down", "enter")
        assert "[b]Umsatz" in drive.screen()
        assert drive.bench.wishes[-1].options.sheet == "[b]Umsatz"


async def test_problem_rows_and_first_rows_by_turns() -> None:
    async with driven("imports", lang="en") as drive:
        await looked_at(drive)
        assert "v: 2 problem rows" in drive.text("#import-rows-heading")
        await drive.press("v")
        assert drive.text("#import-legend").startswith("line 7 · Datum: not a readable date → correct the date")
        assert "[/x]·[31m" in drive.screen()
        await drive.press("down")
        assert drive.text("#import-legend").startswith("line 12 · Netto")
        await drive.press("v")
        assert drive.app.focused.id == "import-mapping"
        assert "[/x]·[31m" not in drive.screen()


async def test_an_open_question_is_asked_before_anything_is_imported() -> None:
    bench = FakeWorkbench(view={"tab": "imports"})
    bench.asks = (WHICH_MARK,)
    async with driven("imports", bench=bench) as drive:
        await looked_at(drive)
        assert "? ob 1.234 tausend heißt" in drive.text("#import-layout")
        await drive.press("i")
        assert "1.234 = 1 234" in drive.screen()
        await drive.press("escape")
        assert bench.imported == []
        assert "die Frage ist offen" in drive.text("#import-told")
        await drive.press("i", "down", "enter")
        assert bench.given.options.decimal == "."


async def test_a_question_that_only_all_lines_raise_is_asked_too() -> None:
    class Doubting(FakeWorkbench):
        def import_files(self, paths: Any, wish: Wish = AS_FOUND, **named: Any) -> Any:
            if wish.options.dates is None:
                raise OpenQuestionError(Text("a.csv: unklar", "a.csv: unclear"), Text("--dates", "--dates"), "dates")
            return super().import_files(paths, wish, **named)

    async with driven("imports", bench=Doubting(view={"tab": "imports"})) as drive:
        await looked_at(drive)
        await drive.press("i")
        assert "a.csv: unklar" in drive.screen()
        await drive.press("enter")
        assert drive.bench.given.options.dates == "dmy"


async def test_a_new_version_replaces_the_old_one_only_when_told_so() -> None:
    bench = FakeWorkbench(view={"tab": "imports"})
    bench.refusal = UPDATED
    async with driven("imports", bench=bench) as drive:
        await looked_at(drive)
        await drive.press("i")
        assert "Ersetzen?" in drive.screen()
        await drive.press("enter")
        assert bench.imported == []
        await drive.press("i", "down", "enter")
        assert bench.given.replace
        assert bench.imported == [Path("a.csv")]


async def test_a_file_imported_before_is_told_with_its_day() -> None:
    bench = FakeWorkbench(view={"tab": "imports"})
    name = "/a/very/long/path/" * 4 + "a.csv"
    bench.refusal = SourceError(
        Text(f"{name} wurde schon am 2026-11-01 importiert", "x"), Text("die neue Datei nennen", "x")
    )
    async with driven("imports", size=(80, 24), bench=bench) as drive:
        await looked_at(drive)
        await drive.press("i")
        assert "2026-11-01 importiert - die neue Datei nennen" in " ".join(drive.text("#import-told").split())


class Slow(FakeWorkbench):
    """Waits in the middle of an import until it is told to go on."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.reading, self.go_on = threading.Event(), threading.Event()

    def import_files(self, paths: Any, wish: Wish = AS_FOUND, *, progress: Any = None, **named: Any) -> Any:
        progress(Step.CHECK, 20, 42)
        self.reading.set()
        self.go_on.wait(10)
        return super().import_files(paths, wish, progress=progress, **named)


async def test_escape_stops_an_import_at_the_next_progress() -> None:
    async with driven("imports", bench=Slow(view={"tab": "imports"})) as drive:
        await looked_at(drive)
        await drive.pilot.press("i")
        await asyncio.to_thread(drive.bench.reading.wait, 10)
        await drive.pilot.pause(0.3)
        assert "20 Zeilen" in drive.text("#import-told")
        await drive.pilot.press("escape")
        drive.bench.go_on.set()
        await drive.settle()
        assert drive.bench.imported == []
        assert "Abgebrochen, nichts importiert" in drive.text("#import-told")
        await drive.press("i")
        assert drive.bench.imported == [Path("a.csv")]


async def test_who_cancels_is_free_within_half_a_second_whatever_the_import_does() -> None:
    async with driven("imports", bench=Slow(view={"tab": "imports"})) as drive:
        await looked_at(drive)
        await drive.pilot.press("i")
        await asyncio.to_thread(drive.bench.reading.wait, 10)
        await drive.pilot.press("escape")
        await drive.pilot.pause(0.5)
        assert "Abgebrochen, nichts importiert" in drive.text("#import-told")
        assert drive.app.screen.active_bindings["i"].enabled
        drive.bench.go_on.set()
        await drive.settle()
        assert drive.bench.imported == []
        assert drive.body.switch.current == "import-preview"


async def test_an_import_that_counted_before_it_could_be_stopped_is_told() -> None:
    class Hasty(Slow):
        def import_files(self, paths: Any, wish: Wish = AS_FOUND, *, progress: Any = None, **named: Any) -> Any:
            progress(Step.STORE, 32, 32)
            self.reading.set()
            self.go_on.wait(10)
            return FakeWorkbench.import_files(self, paths, wish, **named)

    async with driven("imports", bench=Hasty(view={"tab": "imports"})) as drive:
        await looked_at(drive)
        await drive.pilot.press("i")
        await asyncio.to_thread(drive.bench.reading.wait, 10)
        await drive.pilot.press("escape")
        await drive.pilot.pause(0.5)
        assert "nichts importiert" not in drive.text("#import-told")
        drive.bench.go_on.set()
        await drive.settle()
        assert "zu spät: a.csv ist importiert" in drive.text("#import-told")
        assert drive.body.switch.current == "import-preview"


async def test_escape_drops_a_look_that_takes_too_long() -> None:
    class Pondering(FakeWorkbench):
        go_on = threading.Event()

        def preview(self, file: Path, wish: Wish = AS_FOUND, progress: Any = None) -> Any:
            self.go_on.wait(10)
            return super().preview(file, wish, progress)

    async with driven("imports", bench=Pondering(view={"tab": "imports"})) as drive:
        await drive.pilot.press("p", *"a.csv", "enter")
        await drive.pilot.press("escape")
        assert "Abgebrochen" in drive.text("#import-told")
        drive.bench.go_on.set()
        await drive.settle()
        assert drive.body.switch.current == "import-overview"


async def test_a_file_that_cannot_be_read_is_told_where_it_was_named() -> None:
    async with driven("imports") as drive:
        await looked_at(drive, "a.pdf")
        assert "a.pdf gibt es nicht - Pfad prüfen" in drive.text("#import-told")


async def test_recent_paths_are_offered_and_looked_at() -> None:
    async with driven("imports", folder="/data") as drive:
        await drive.press("p", "down")
        assert "export/kunden.csv" in drive.screen()
        await drive.press("home", "down", "enter")
        assert drive.body.path.value == "export/kunden.csv"
        assert drive.body.switch.current == "import-preview"


async def test_the_folder_looked_at_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    async with driven("imports") as drive:
        await drive.press("p")
        drive.body.path.fill(str(tmp_path / "a.csv"))
        await drive.press("enter")
        assert drive.body.view_state() == {"folder": str(tmp_path)}
    view = {"tab": "imports", "imports": {"folder": str(tmp_path)}}
    async with driven("imports", bench=FakeWorkbench(view=view)) as drive:
        await drive.press("p", "down", "enter")
        assert drive.body.path.value.endswith(f"{tmp_path.name}/")
        assert drive.body.path.has_focus


async def test_refused_lines_are_saved_beside_the_source(tmp_path: Path) -> None:
    file, target = tmp_path / "a.csv", tmp_path / "a-abgewiesen.csv"
    file.touch()
    target.touch()
    async with driven("imports") as drive:
        await drive.press("p")
        drive.body.path.fill(str(file))
        await drive.press("enter", "i", "x")
        assert drive.app.screen.query_one("#prompt-line").value == choices.shortened(target)
        await drive.press("enter")
        assert "überschreibt" in drive.screen()
        assert drive.bench.saved_rejects == []
        await drive.press("enter")
        assert drive.bench.saved_rejects == [(str(file), target)]
        assert "berichtigen und erneut importieren" in drive.text("#import-told")


def test_a_database_is_neither_a_recent_path_nor_a_place_to_save_beside() -> None:
    address = Source("sales_line", "postgresql:/ada@db/erp?table=lines", "", 1, "", 1)
    assert choices.recent([address], Path("/home/x"), "") == []
    assert saving.prompt(saving.Refused("", Path(address.path)), "en").value == "postgres-rejected.csv"


def test_refused_lines_never_overwrite_their_source(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.touch()
    for typed in (str(source), str(tmp_path), str(tmp_path / "no" / "x.csv"), ""):
        objection = saving.objection(typed, source)
        assert objection is not None
        assert objection.is_final
    assert saving.objection(str(tmp_path / "new.csv"), source) is None


async def test_what_is_there_is_listed() -> None:
    async with driven("imports") as drive:
        assert "7.180.342,15" in drive.screen()
        assert "fehlt" in drive.text("#import-tables")


def test_an_odd_moment_of_import_is_shown_as_it_is() -> None:
    row = overview_view.source_rows([Source("ticket", "x/a.csv", "", 1, "gestern", 5)], "de")[0]
    assert (row.file, row.day, row.net_sum) == ("a.csv", "gestern", "")
