"""What is kept of a session for the list of those opened last: only what costs nothing to know."""

from contextlib import suppress
from typing import TYPE_CHECKING

from kw_tui.storage.recent import Recent, remember
from kw_tui.vocabulary.errors import KwError

if TYPE_CHECKING:
    from kw_tui.workbench.workbench import Workbench


def remember_opened(bench: "Workbench", now: str) -> None:
    """Remember that a session was opened; one that was never saved is not."""
    if bench.path.is_file():
        remember(_known(bench, now))


def _known(bench: "Workbench", now: str) -> Recent:
    path = bench.path.absolute()
    with suppress(KwError):  # opening it will tell
        tables = bench.tables()
        lines = tables.get("sales_line")
        period = bench.period if lines else None
        told = "" if period is None else f"{f'{period.first:%m/%y}' if period.first else ''}–{period.last:%m/%y}"
        return Recent(path, now, bench.known_customers() or tables.get("customer"), lines, told)
    return Recent(path, now)
