"""DATEV files into lines of a table: postings into sales, debtors into customers; the rest is set aside, with why.

`facts` are counted, `decide` settles from them what the first line leaves open, then `lines` adds the columns of the
table beside the file's own. Of those only the ones that `columns` names are meant for the table.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from kw_tui.core.intake import datev_tax
from kw_tui.core.intake.datev_books import ASIDE, Accounts, Books, fault_name, field, is_reversal, number
from kw_tui.core.intake.datev_own import own_facts, settled_own, with_sides
from kw_tui.core.intake.datev_postings import WRITTEN, postings
from kw_tui.vocabulary import datev
from kw_tui.vocabulary.datev import HEADERS, MASTER_DATA, POSTINGS, REVENUE_CLASS, DatevHeader
from kw_tui.vocabulary.texts import Text

__all__ = [
    "ASIDE", "FAULTY", "TABLES", "WRITTEN", "Books", "columns", "decide", "facts", "fault_name", "lines", "set_aside",
]  # fmt: skip

TABLES: Mapping[int, str] = {POSTINGS: "sales_line", MASTER_DATA: "customer"}
"""Category -> the table its lines belong to."""
FAULTY: Mapping[int, tuple[str, ...]] = {POSTINGS: ("net_amount", "gross_amount", "invoice_date"), MASTER_DATA: ()}
"""The columns that have a `fault_name` beside them."""
_COLUMNS: Mapping[int, Mapping[str, int]] = {
    POSTINGS: {
        "customer_id": datev.ACCOUNT,
        "invoice_no": datev.DOCUMENT,
        "invoice_date": datev.DAY,
        "net_amount": datev.AMOUNT,
        "gross_amount": datev.AMOUNT,
        "currency": datev.CURRENCY,
        "doc_type": datev.SIDE,
        "due_date": datev.DUE_DAY,
        "posting_text": datev.POSTING_TEXT,
        "revenue_account": datev.CONTRA,
        "cost_centre": datev.COST_CENTRE,
    },
    MASTER_DATA: {
        "customer_id": datev.MASTER_ACCOUNT,
        "name": datev.COMPANY,
        "postcode": datev.POSTCODE,
        "town": datev.TOWN,
        "country": datev.COUNTRY,
        "legal_form": datev.ADDRESSEE,
        "sales_rep": datev.SALES_REP,
        "payment_term_days": datev.TERM_DAYS,
    },
}
_NATURAL_PERSON = "natürliche Person"
_LENGTHS = (4, 8)


def columns(header: DatevHeader) -> dict[str, str | None]:
    """The columns `lines` adds for the table -> the file's column each is read from, None where the file lacks it.

    A customer number is read from whichever of fields 7 and 8 is a debtor.
    """
    names = HEADERS[header.category]
    return {
        column: names[position] if position <= header.fields else None
        for column, position in _COLUMNS[header.category].items()
    }


def facts(frame: pl.LazyFrame, header: DatevHeader) -> pl.LazyFrame:
    """One row over a frame as read: what the accounts, documents and reversals look like."""
    if header.category != POSTINGS:
        account = number(field(header, datev.MASTER_ACCOUNT))
        return frame.select(digits=_digits(account.max()))
    cells = frame.select(
        account=number(field(header, datev.ACCOUNT)),
        contra=number(field(header, datev.CONTRA)),
        amount=field(header, datev.AMOUNT),
        document=field(header, datev.DOCUMENT),
        side=field(header, datev.SIDE).str.to_uppercase().fill_null("S"),
        reversed=is_reversal(header),
        key=field(header, datev.TAX_KEY),
        stated=datev_tax.rate(field(header, datev.TAX_RATE)),
        foreign=datev_tax.rate(field(header, datev.EU_RATE)),
    )
    digits = _digits(pl.max_horizontal(pl.col("account", "contra").max()))
    counts = {"digits": digits, "reversed": pl.col("reversed").sum()}
    cells = with_sides(cells.with_columns(unit=_unit(header, digits)), Accounts(pl.col("unit")), REVENUE_CLASS)
    for chart in REVENUE_CLASS:
        sales = pl.col(f"aside {chart}").is_null()
        counts[f"sales {chart}"] = sales.sum()
        counts[f"nameless {chart}"] = (sales & pl.col("document").is_null()).sum()
        counts |= own_facts(chart)
    counted = cells.select(**counts)
    return counted if header.fields < datev.REVERSAL else pl.concat([counted, _reversals(cells)], how="horizontal")


def _digits(number_: pl.Expr) -> pl.Expr:
    return number_.cast(pl.String).str.len_chars().cast(pl.Int64)


def _unit(header: DatevHeader, digits: pl.Expr) -> pl.Expr:
    """The first number of a personal account; without a length in the first line, the longest numbers are personal."""
    if header.account_length:
        return pl.lit(10**header.account_length, dtype=pl.Int64)
    return pl.lit(10, dtype=pl.Int64).pow((digits - 1).clip(*_LENGTHS))


def _reversals(cells: pl.LazyFrame) -> pl.LazyFrame:
    """How often a reversal stands on the side of the posting it takes back, and how often on the other."""
    keys = ["account", "contra", "amount", "document"]
    backed = cells.filter("reversed").select(*keys, pl.col("side").alias("other"))
    pairs = cells.filter(~pl.col("reversed")).join(backed, on=keys, how="inner")
    same = pl.col("side") == pl.col("other")
    return pairs.select(same=same.sum(), opposite=(~same).sum())


def decide(counted: Mapping[str, Any], header: DatevHeader) -> Books:
    """Settle account length, chart, reversals and own accounts from the row of `facts`; say what was not certain."""
    found = {name: int(count or 0) for name, count in counted.items() if not isinstance(count, list)}
    notes: list[Text] = []
    length = header.account_length
    if not length:
        length = min(max(found["digits"] - 1, _LENGTHS[0]), _LENGTHS[1])
        notes.append(_LENGTH_ASSUMED.format(length=length))
    if header.category != POSTINGS:
        return Books(header, "03", length, notes=tuple(notes))
    chart = _chart(found, header, notes)
    if nameless := found[f"nameless {chart}"]:
        notes.append(_NAMELESS.format(count=nameless))
    reversal = _reversal(found, notes)
    own, told = settled_own(counted, chart)
    return Books(header, chart, length, reversal, (*notes, *told), own)


def _chart(found: Mapping[str, int], header: DatevHeader, notes: list[Text]) -> str:
    """The chart the first line names; else the one by which more debtors have sales."""
    likely = "04" if found["sales 04"] > found["sales 03"] else "03"
    counts = {"count_03": found["sales 03"], "count_04": found["sales 04"]}
    if header.chart not in REVENUE_CLASS:
        notes.append(
            (_CHART_FOREIGN if header.chart else _CHART_ASSUMED).format(name=header.chart, chart=likely, **counts)
        )
        return likely
    if not found[f"sales {header.chart}"] and found[f"sales {likely}"]:
        notes.append(_CHART_DOUBTFUL.format(chart=header.chart, likely=likely, count=found[f"sales {likely}"]))
    return header.chart


def _reversal(found: Mapping[str, int], notes: list[Text]) -> int:
    """-1 where reversals turn the sign. Programs differ: some repeat the posting, DATEV's own export turns S and H."""
    if not (count := found["reversed"]):
        return -1
    same, opposite = found.get("same", 0), found.get("opposite", 0)
    if opposite > same:
        notes.append(_REVERSED_ALREADY.format(count=count))
        return 1
    notes.append((_REVERSED_HERE if same > opposite else _REVERSED_ASSUMED).format(count=count))
    return -1


def lines(frame: pl.LazyFrame, books: Books, file_key: str) -> pl.LazyFrame:
    """Add to a frame as read the `columns` of the table as text, ASIDE, WRITTEN and the `fault_name` of FAULTY columns.

    `file_key` keeps apart what stands in for missing document numbers of different files.
    """
    return postings(frame, books, file_key) if books.header.category == POSTINGS else _debtors(frame, books)


def _debtors(frame: pl.LazyFrame, books: Books) -> pl.LazyFrame:
    header, accounts = books.header, Accounts.of_length(books.account_length)
    account = number(field(header, datev.MASTER_ACCOUNT))
    company, surname, first_name, unspecified, short = (
        field(header, position)
        for position in (datev.COMPANY, datev.SURNAME, datev.FIRST_NAME, datev.UNSPECIFIED_NAME, datev.SHORT_NAME)
    )
    addressee = field(header, datev.ADDRESSEE).fill_null("2")
    person = pl.concat_str([first_name, surname], separator=" ", ignore_nulls=True)
    person = pl.when(person != "").then(person)
    meant = pl.when(addressee == "1").then(person).when(addressee == "0").then(unspecified).otherwise(company)
    aside = (
        pl.when(accounts.is_creditor(account))
        .then(pl.lit("creditor"))
        .when(accounts.is_debtor(account).fill_null(value=False).not_())
        .then(pl.lit("unknown-account"))
    )
    return frame.with_columns(
        account.cast(pl.String).alias("customer_id"),
        pl.coalesce(meant, company, person, unspecified, short).alias("name"),
        field(header, datev.POSTCODE).alias("postcode"),
        field(header, datev.TOWN).alias("town"),
        field(header, datev.COUNTRY).alias("country"),
        pl.when(addressee == "1").then(pl.lit(_NATURAL_PERSON)).alias("legal_form"),
        field(header, datev.SALES_REP).alias("sales_rep"),
        field(header, datev.TERM_DAYS).alias("payment_term_days"),
        pl.lit(None, dtype=pl.Decimal(18, 4)).alias(WRITTEN),
        aside.alias(ASIDE),
    )


def set_aside(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of a frame of `lines` that are no line of the table: `aside`, `count` and `sum`, the largest group first.

    `sum` adds amounts as written, whichever their side (Decimal(38,4)); null where there are none.
    """
    groups = frame.filter(pl.col(ASIDE).is_not_null()).group_by(ASIDE)
    total = pl.when(pl.col(WRITTEN).count() > 0).then(pl.col(WRITTEN).cast(pl.Decimal(38, 4)).sum())
    counted = groups.agg(count=pl.len().cast(pl.Int64), sum=total)
    return counted.sort("count", ASIDE, descending=[True, False])


_LENGTH_ASSUMED = Text(
    "DATEV: Länge der Sachkonten fehlt in der Kopfzeile, nach den Konten {length}",
    "DATEV: the first line lacks the length of account numbers; by the accounts it is {length}",
)
_CHART_ASSUMED = Text(
    "DATEV: Kontenrahmen fehlt in der Kopfzeile, als SKR{chart} gelesen (Erlöse an Debitoren nach SKR03: {count_03}, "
    "nach SKR04: {count_04})",
    "DATEV: the first line names no chart of accounts, read as SKR{chart} (sales to debtors by SKR03: {count_03}, by "
    "SKR04: {count_04})",
)
_CHART_FOREIGN = Text(
    "DATEV: Kontenrahmen {name} ist nicht hinterlegt, als SKR{chart} gelesen (Erlöse an Debitoren nach SKR03: "
    "{count_03}, nach SKR04: {count_04})",
    "DATEV: chart of accounts {name} is not known, read as SKR{chart} (sales to debtors by SKR03: {count_03}, by "
    "SKR04: {count_04})",
)
_CHART_DOUBTFUL = Text(
    "DATEV: nach dem Kontenrahmen der Kopfzeile (SKR{chart}) gibt es keine Erlöse, nach SKR{likely} wären es {count}",
    "DATEV: by the chart of the first line (SKR{chart}) there are no sales, by SKR{likely} there would be {count}",
)
_NAMELESS = Text(
    "DATEV: {count} Erlöse ohne Belegfeld 1: jeder zählt als eigene Rechnung",
    "DATEV: {count} sales without a document number: each counts as an invoice of its own",
)
_REVERSED_HERE = Text(
    "DATEV: {count} Buchungen mit Generalumkehr stehen auf der Seite ihres Originals: Vorzeichen umgekehrt",
    "DATEV: {count} general reversals stand on the side of what they take back: their sign is turned",
)
_REVERSED_ALREADY = Text(
    "DATEV: {count} Buchungen mit Generalumkehr stehen schon auf der Gegenseite ihres Originals: unverändert gezählt",
    "DATEV: {count} general reversals stand on the other side of what they take back already: counted as they stand",
)
_REVERSED_ASSUMED = Text(
    "DATEV: {count} Buchungen mit Generalumkehr ohne Original in dieser Datei: Vorzeichen umgekehrt",
    "DATEV: {count} general reversals without what they take back in this file: their sign is turned",
)
