"""Sales on accounts that no chart describes, posted without a key or a rate: what the file itself says of their tax.

Amounts are gross with a tax key or on an automatic account, and automatic accounts are posted without keys. So an
account that is posted with keys elsewhere is none of those, and holds no tax where the key is missing; nor does a sale
whose tax is posted by itself. Of other accounts nobody can tell, and their net amount stays unknown.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from kw_tui.core.intake import datev_tax
from kw_tui.core.intake.datev_books import Accounts, Own, paper_of
from kw_tui.vocabulary.texts import Text

_NAMED = 5


def with_sides(cells: pl.LazyFrame, accounts: Accounts, charts: Iterable[str]) -> pl.LazyFrame:
    """Add to `account`, `contra`, `document`, `key`, `stated`, `foreign` what is counted: `revenue` and `paper` as if
    each were a sale, `aside CHART`, and whether it is an `open CHART` sale, one whose tax neither line nor chart tells.
    """
    account, contra, key = pl.col("account"), pl.col("contra"), pl.col("key")
    says_rate = (pl.col("stated") == 0) | (pl.col("stated") >= datev_tax.PER_CENT)
    says_rate |= pl.col("foreign") >= datev_tax.PER_CENT
    # Each step is a frame of its own, so that nothing is worked out twice.
    sided = cells.with_columns(
        accounts.is_debtor(account).fill_null(value=False).alias("on account"),
        datev_tax.of_key(key).alias("meaning"),
        (datev_tax.is_keyless(key) & ~says_rate.fill_null(value=False)).alias("untold"),
        *(accounts.aside(account, contra, chart).alias(f"aside {chart}") for chart in charts),
    ).with_columns(
        pl.when("on account").then(contra).otherwise(account).alias("revenue"),
        paper_of(pl.when("on account").then(account).otherwise(contra), pl.col("document")).alias("paper"),
    )
    standard = accounts.in_chart(pl.col("revenue"))
    return sided.with_columns(
        (pl.col("untold") & pl.col(f"aside {chart}").is_null() & datev_tax.of_account(standard, chart).is_null()).alias(
            f"open {chart}"
        )
        for chart in charts
    )


def own_facts(chart: str) -> dict[str, pl.Expr]:
    """Facts over the frame of `with_sides`: counts of sales, and lists of the accounts and papers concerned.

    Their names end in the chart.
    """
    revenue, paper, aside, is_open = (pl.col(name) for name in ("revenue", "paper", f"aside {chart}", f"open {chart}"))
    is_switched_off = pl.col("meaning") == "cancelled"
    keyed, automatic = (revenue.filter(aside.is_null() & switch) for switch in (~is_switched_off, is_switched_off))
    papers = paper.filter(aside == "tax")
    without = is_open & revenue.is_in(keyed.implode()) & ~revenue.is_in(automatic.implode())
    apart = is_open & ~without & paper.is_in(papers.implode()).fill_null(value=False)
    unknown = is_open & ~without & ~apart
    facts = {
        "without": without.sum(),
        "without accounts": revenue.filter(without).unique().sort().implode(),
        "apart": apart.sum(),
        "apart papers": papers.unique().implode(),
        "unknown": unknown.sum(),
        "unknown accounts": revenue.filter(unknown).unique().sort().implode(),
    }
    return {f"{name} {chart}": fact for name, fact in facts.items()}


def settled_own(counted: Mapping[str, Any], chart: str) -> tuple[Own, list[Text]]:
    """What is settled by the row of facts, and what a person should know of it."""
    found = {name: counted[f"{name} {chart}"] for name in ("without", "apart", "unknown")}
    accounts = {name: tuple(counted[f"{name} accounts {chart}"] or ()) for name in ("without", "unknown")}
    notes = {
        "without": _WITHOUT.format(count=found["without"], accounts=_listed(accounts["without"])),
        "apart": _APART.format(count=found["apart"]),
        "unknown": _UNKNOWN.format(count=found["unknown"], accounts=_listed(accounts["unknown"])),
    }
    papers = tuple(counted[f"apart papers {chart}"] or ()) if found["apart"] else ()
    return Own(accounts["without"], papers), [note for name, note in notes.items() if found[name]]


def _listed(accounts: tuple[int, ...]) -> str:
    return ", ".join(map(str, accounts[:_NAMED])) + (" ..." if len(accounts) > _NAMED else "")


_WITHOUT = Text(
    "DATEV: {count} Erlöse ohne Steuerschlüssel auf Konten, die sonst mit Steuerschlüssel bebucht sind, also ohne "
    "Automatik ({accounts}): ohne Steuer gezählt",
    "DATEV: {count} sales without a tax key on accounts that are posted with tax keys elsewhere, so not automatic "
    "({accounts}): counted without tax",
)
_APART = Text(
    "DATEV: {count} Erlöse ohne Steuerschlüssel, deren Steuer gesondert gebucht ist: ohne Steuer gezählt",
    "DATEV: {count} sales without a tax key whose tax is posted by itself: counted without tax",
)
_UNKNOWN = Text(
    "DATEV: {count} Erlöse ohne Steuersatz und Steuerschlüssel auf Konten, deren Automatik nicht bekannt ist "
    "({accounts}): Netto unbekannt, abgewiesen",
    "DATEV: {count} sales without a tax rate or a tax key on accounts not known to be automatic or not ({accounts}): "
    "net unknown, rejected",
)
