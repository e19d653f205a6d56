"""What is looked at: a path as typed, the files it means, how to read them, and what the first of them holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kw_tui.tui.widgets.path_input import expanded

if TYPE_CHECKING:
    from kw_tui.core.intake.formats import Ask
    from kw_tui.vocabulary.import_options import ImportOptions
    from kw_tui.workbench import Preview, Wish, Workbench
    from kw_tui.workbench.progress import Progress


@dataclass(frozen=True, slots=True)
class Look:
    """A look into what `typed` means. `files` are all the files, of which `preview` shows the one at `place`."""

    typed: str
    files: tuple[Path, ...]
    wish: "Wish"
    preview: "Preview"
    place: int = 0
    left_out: tuple[Path, ...] = ()
    """Files of the folder that are no tables by their names."""
    turns: int = 0
    """Passes over the file shown that reading took; 0 where nobody counted."""

    @property
    def paths(self) -> list[Path]:
        """What to import: the path as typed, so that of a folder only what is new is taken."""
        return [expanded(self.typed)]

    @property
    def others(self) -> int:
        """How many files there are besides the one shown."""
        return len(self.files) - 1

    @property
    def has_choices(self) -> bool:
        """Whether a person has chosen a table, a column or an option here."""
        return self.wish != type(self.wish)()

    @property
    def settled(self) -> "Wish":
        """The wish with the table that was shown; several files may be of several tables, and are told apart."""
        is_fixed = self.others == 0 or self.wish.mapping
        return replace(self.wish, table=self.preview.table.id) if is_fixed else self.wish

    @property
    def asks(self) -> "list[Ask]":
        """Questions that nobody has answered yet, one for each option."""
        open_ = {ask.option: ask for ask in reversed(self.preview.asks) if getattr(self.options, ask.option) is None}
        return list(open_.values())

    @property
    def options(self) -> "ImportOptions":
        """How to read the files."""
        return self.wish.options

    def of_table(self, table: str) -> "Wish":
        """The wish for another kind of table: columns are proposed anew."""
        return replace(self.wish, table=table, mapping=None)

    def with_column(self, field: str, header: str) -> "Wish":
        """The wish with another column for a field; an empty header leaves the field out."""
        given: Mapping[str, str] = self.wish.mapping or {}
        kept = {other: column for other, column in given.items() if column != header or not header}
        return replace(self.wish, table=self.preview.table.id, mapping=kept | {field: header})

    def with_option(self, name: str, value: Any) -> "Wish":
        """The wish with another option."""
        return replace(self.wish, options=replace(self.options, **{name: value}))


def is_address(path: Path) -> bool:
    """Whether a path is no file but the address of a database."""
    from kw_tui.storage.readers.postgres import is_postgres

    return is_postgres(path)


def look_into(bench: "Workbench", typed: str, wish: "Wish", progress: "Progress | None" = None, place: int = 0) -> Look:
    """Look into what a person has typed: a file, a folder or a pattern; raise SourceError where nothing can be read.

    Of several files, `place` says which one is shown.
    """
    from kw_tui.workbench.files_meant import meant
    from kw_tui.workbench.passing_over import passed_over

    paths = [expanded(typed)]
    files = tuple(meant(paths))
    place = min(place, len(files) - 1)
    return Look(typed, files, wish, bench.preview(files[place], wish, progress), place, tuple(passed_over(paths)))
