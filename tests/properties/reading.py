"""How the tests here import a file: as the program does, up to the point of storing it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.reading import Imported, read_file

TODAY = date(2026, 11, 22)


def read_ledger(
    path: Path,
    staging: Path,
    options: ImportOptions = DEFAULT,
    *,
    table: str | None = "sales_line",
    mapping: Mapping[str, str] | None = None,
) -> Imported:
    """Import a file of one day in November 2026; `staging` must outlive the result."""
    return read_file(path, Asked(table, mapping or {}, options), staging, today=TODAY)
