"""A browser on a stage of its own."""

import polars as pl
from textual.app import ComposeResult
from textual.pilot import Pilot

from kw_tui.tui import figures
from kw_tui.tui.one_by_one import OneByOne
from kw_tui.tui.widgets.browser import Browser
from kw_tui.tui.widgets.fields import Field, signed_sum, text
from kw_tui.vocabulary.texts import Text

FIELDS = (
    Field("customer_id", Text("Nr.", "No."), 8, text),
    Field("name", Text("Kunde", "Customer"), 12, text),
    signed_sum("revenue", Text("Umsatz", "Revenue")),
)
MORE = (
    signed_sum("db4", Text("DB IV", "DB IV")),
    Field("region", Text("Region", "Region"), 8, text),
    Field("orders", Text("Aufträge", "Orders"), 8, figures.count, "right", adds_up=True),
)


def customers(rows: int) -> pl.DataFrame:
    place = pl.int_range(rows, eager=True)
    return pl.DataFrame(
        {
            "customer_id": [f"K{number:05d}" for number in range(rows)],
            "name": [f"Kunde {number}" for number in range(rows)],
            "region": [("Nord", "Süd", None)[number % 3] for number in range(rows)],
        }
    ).with_columns(revenue=(place * 10).cast(pl.Decimal(18, 4)), db4=(50 - place).cast(pl.Decimal(18, 4)), orders=place)


class Stage(OneByOne[None]):
    """One browser."""

    lang = "de"

    def __init__(self, rows: int = 10, **options: object) -> None:
        super().__init__()
        self.browser = Browser(id="stage", **options)  # type: ignore[arg-type]
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield self.browser

    def on_mount(self) -> None:
        self.fill()
        self.browser.table.focus()

    def fill(self, frame: pl.DataFrame | None = None) -> None:
        self.browser.set_fields(FIELDS, "de", more=MORE, currency="EUR")
        self.browser.set_frame(customers(self.rows) if frame is None else frame)

    def totals(self) -> str:
        return str(self.query_one("#stage .totals").render())

    def ids(self) -> list[int]:
        listed = self.browser.listed()
        return [] if listed is None else [int(one[1:]) for one in listed]

    def marked(self) -> list[int]:
        return sorted(int(one[1:]) for one in self.browser.table.marks)


async def settled(app: Stage, pilot: Pilot[None]) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
