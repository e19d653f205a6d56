"""Taking rows of a table along: to the clipboard at once, or asked what and where to."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

import polars as pl

from kw_tui.tui import figures
from kw_tui.tui.copying import cells
from kw_tui.tui.copying.clipboard import BARE, MOST, fits
from kw_tui.tui.jobs import names
from kw_tui.tui.keys import Key, with_keys
from kw_tui.tui.lines import clipped
from kw_tui.tui.widgets.marks import Marks
from kw_tui.tui.widgets.path_input import expanded
from kw_tui.tui.widgets.pick import Option, PickScreen
from kw_tui.tui.widgets.prompt import Objection, Prompt, PromptScreen, taken_path, unfit_path
from kw_tui.tui.widgets.table_view import TableView
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.tui.app import KwApp
    from kw_tui.workbench import Workbench

NAME_WIDTH = 40

What = Literal["cursor", "marked", "shown"]
ROWS: dict[What, Text] = {
    "cursor": Text("die Zeile unter dem Cursor", "the row under the cursor"),
    "marked": Text("{count} markierte Zeilen", "{count} marked rows"),
    "shown": Text("alle {count} gezeigten Zeilen", "all {count} rows shown"),
}
COPY = Text("Kopieren", "Copy")
TO_CLIPBOARD, TO_FILE = Text("{rows} in die Zwischenablage", "{rows} to the clipboard"), Text(
    "{rows} in eine Datei", "{rows} to a file"
)  # fmt: skip
COPY_AS = Text("kopieren, exportieren: was, wohin", "copy, export: what, where")
COPIED = Text(
    "Kopiert {way}: {rows}. Kommt dort nichts an: <table.copy_as> schreibt eine Datei",
    "Copied {way}: {rows}. If nothing arrives there: <table.copy_as> writes a file",
)
TOO_MUCH = Text("Zu viel für die Zwischenablage: {rows} mit {columns} Spalten speichern in",
                "Too much for the clipboard: save {rows} with {columns} columns to")  # fmt: skip
SAVE_TO = Text("{rows} mit {columns} Spalten speichern in", "Save {rows} with {columns} columns to")
EXTRACT = Text("kw-auszug.csv", "kw-extract.csv")
SAVED = Text("Geschrieben: {path}", "Written: {path}")
ENDING = Text("Endung .csv oder .tsv angeben", "end it in .csv or .tsv")


class Copying(TableView):
    """A table whose rows can be taken along: those marked, else the one under the cursor."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key("table.copy", "ctrl+c", "copy", Text("Zeilen kopieren", "copy rows"), show=False),
        Key("table.copy_as", "f7", "copy_as", COPY_AS, show=False),
    )

    @property
    def _lang(self) -> Lang:
        return cast("Lang", getattr(self.app, "lang", "de"))

    def action_copy(self) -> None:
        """Copy the marked rows, else the one under the cursor; text selected by the mouse goes before."""
        if self.screen.get_selected_text():
            self.screen.action_copy_text()
        elif self.row_count or self.marks:
            self._to_clipboard("marked" if self.marks else "cursor")

    def action_copy_as(self) -> None:
        """Ask which rows, and where to."""
        if not self.row_count:
            return
        there: list[What] = ["cursor", "marked", "shown"] if self.marks else ["cursor", "shown"]
        options = [Option(f"clipboard {what}", TO_CLIPBOARD.format(rows=self._told(what))) for what in there]
        options += [Option(f"file {what}", TO_FILE.format(rows=self._told(what))) for what in there[1:]]

        def answered(answer: str | None) -> None:
            if answer is not None:
                where, what = answer.split()
                (self._to_clipboard if where == "clipboard" else self._to_file)(cast("What", what))

        chosen = "clipboard marked" if self.marks else "clipboard cursor"
        self.app.push_screen(PickScreen(COPY, options, self._lang, chosen), answered)

    def _count(self, what: What) -> int:
        marks = self.marks
        marked = marks.among(None) if isinstance(marks, Marks) else len(marks)
        return {"cursor": 1, "marked": marked, "shown": self.row_count}[what]

    def _told(self, what: What) -> Text:
        number = self._count(what)
        return ROWS[what].format(count=Text(figures.count(number, "de"), figures.count(number, "en")))

    def _taking(self, what: What) -> Callable[[], pl.DataFrame]:
        """Return what takes the rows as they are now; it touches no widget, and of many rows it takes its time."""
        rows, marks, cursor = self._rows, self.marks, self.cursor_row
        columns = {column.id for column in self._columns}

        def taken() -> pl.DataFrame:
            if what == "marked":
                return rows.taken(rows.marked(marks), columns)
            places = pl.Series([rows.place(cursor)], dtype=pl.UInt32) if what == "cursor" else None
            return rows.taken(places, columns)

        return taken

    def _titled(self) -> list[str]:
        columns = {column.id for column in self._columns}
        return cells.titles(self._rows.taken(pl.Series([], dtype=pl.UInt32), columns), self._columns)

    def _to_clipboard(self, what: What) -> None:
        # each cell takes a byte, so that there is no need to write what cannot fit
        is_short = self._count(what) * max(1, len(self._titled())) <= MOST
        text = cells.tsv(self._taking(what)(), self._columns, self._lang) if is_short else None
        if text is None or not fits(text):
            self._to_file(what, TOO_MUCH)
            return
        self.app.copy_to_clipboard(text)
        way = getattr(self.app, "clipboard_way", lambda: BARE)()
        said = with_keys(COPIED, self).format(rows=self._told(what), way=way).in_(self._lang)
        self.notify(said, timeout=4, markup=False)

    def _to_file(self, what: What, title: Text = SAVE_TO) -> None:
        """Ask where to; a new file is written then, one that is there only after a second time."""
        taking = self._taking(what)
        asked = title.format(rows=self._told(what), columns=len(self._titled()))
        prompt = Prompt(asked, EXTRACT.in_(self._lang), objection, is_path=True)

        def answered(typed: str | None) -> None:
            if typed is not None:
                # the program's own work: whoever closes the list wants the file all the same
                self.app.run_worker(self._save(taking, expanded(typed)), exit_on_error=False)

        self.app.push_screen(PromptScreen(prompt, self._lang), answered)

    async def _save(self, taking: Callable[[], pl.DataFrame], target: Path) -> None:
        from kw_tui.workbench.saved_copies import save_copy
        from kw_tui.workbench.stopping import StoppedError

        app, columns, lang = cast("KwApp", self.app), self._columns, self._lang
        write = cells.csv if target.suffix.lower() == ".csv" else lambda *of: cells.tsv(*of).encode()
        job = app.job(names.COPY.format(name=clipped(target.name, NAME_WIDTH)), app.tab)
        job.owner = None
        stopped = threading.Event()
        overwrite = os.path.exists(target)  # noqa: PTH110 - it was said; and it never fails, as `Path.exists` may
        job.stop_by = stopped.set

        def saved(bench: "Workbench") -> None:
            content = write(taking(), columns, lang)
            if stopped.is_set():
                raise StoppedError
            save_copy(bench, target, content, overwrite=overwrite)

        try:
            await app.desk.ask_aside(saved, job)
        except KwError as problem:
            app.show_problem(problem)
        else:
            app.tell(SAVED.in_(lang).replace("{path}", str(target.absolute())))


def objection(typed: str) -> Objection | None:
    """What speaks against a path; that there is a file already gives way."""
    unfit = unfit_path(typed)
    if unfit is None and expanded(typed).suffix.lower() not in {".csv", ".tsv"}:
        return Objection(ENDING)
    return unfit or taken_path(typed)
