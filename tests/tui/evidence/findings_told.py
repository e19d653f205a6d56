"""A made-up workbench that knows of findings, with names that mean harm."""

from decimal import Decimal

import polars as pl

from kw_tui.core.evidence.concessions import WAYS
from kw_tui.core.evidence.discounts import GROUPS
from kw_tui.core.evidence.evidence import Evidence, Heading, Total, evident, numbered, part
from kw_tui.core.metrics.findings import FINDINGS
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.table import MONEY
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.evidence import Shown
from tests.tui.fake_workbench import FakeWorkbench

HARM = "\x1b[31m[/red]\u202eBolzen"


def groups() -> Evidence:
    rows = pl.DataFrame(
        {"product_group": [HARM, "Lager"], "discount_rate": [0.3, 0.1], "line_discount": [30, 20], "adds": [0.12, 0.08]}
    )
    rows = numbered(rows.with_columns(pl.col("line_discount").cast(MONEY), list_revenue=pl.lit(100).cast(MONEY)))
    lines = pl.DataFrame(
        {
            "row": [0, 0, 1],
            "invoice_no": ["R1", "R2", "R3"],
            "product_name": [HARM, None, "Ring"],
            "net_amount": [Decimal(70), Decimal(60), Decimal(80)],
            "file": ["umsatz.csv"] * 3,
            "line": [1234, 5, 6],
        },
        schema_overrides={"net_amount": MONEY},
    ).with_columns(part("line_discount", pl.Series([Decimal(10), Decimal(20), Decimal(20)])))
    heading = Heading("groups", Text("Rabatt je Warengruppe", "Discount by group"), Text("So gemacht.", "Made so."))
    totals = (Total("adds", Text("Rabattquote", "Discount rate"), "discount_rate"),)
    return evident(heading, GROUPS, rows, ("sales_line", lines), ("line_discount",), totals)


def nothing(id_: str = "bracket") -> Evidence:
    heading = Heading(id_, Text("Größenklasse", "Size bracket"), Text("Nicht vergleichbar.", "Not comparable."))
    return evident(heading, GROUPS, groups().rows.clear(), ("sales_line", groups().lines.clear()))


def ways() -> Evidence:
    rows = numbered(pl.DataFrame({"choice": ["bill", "stop"], "effect": [Decimal(40), Decimal(12)]}))
    lines = pl.DataFrame({"row": [0], "kind": ["Muster"], "file": [None], "line": [None]})
    heading = Heading("ways", Text("Was zu tun ist", "What to do"), Text("Ohne Gewähr. " * 40, "Perhaps. " * 40))
    return evident(heading, WAYS, rows, ("concession", lines))


def shown() -> tuple[Shown, ...]:
    known = {one.id: one for one in FINDINGS}
    return (
        Shown(known["discount_outlier"], True, 5.5, 3.5, (groups(), nothing())),
        Shown(known["free_service_habit"], True, 4.0, 3.0, (ways(),)),
    )


class EvidentBench(FakeWorkbench):
    """Tells of findings, of none, or that it cannot."""

    found: tuple[Shown, ...] | None = shown()

    def shown(self, customer_id: str, finding_id: str | None = None) -> tuple[Shown, ...]:
        assert customer_id in self.queue()["customer_id"]
        assert finding_id is None
        if self.found is None:
            raise KwError(Text("geht nicht", "cannot"), Text("warten", "wait"))
        return self.found
