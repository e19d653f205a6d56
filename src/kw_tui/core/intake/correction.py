"""Refused lines as their source wrote them, each with its reasons: to be corrected and imported again."""

import polars as pl

from kw_tui.core.intake import checks
from kw_tui.core.intake.intake import LINE, code_name, raw_name
from kw_tui.core.intake.mapping import Mapping
from kw_tui.vocabulary.faults import FAULTS
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Lang

LINE_HEADER, WHY_HEADER = ADDED = ("kw:line", "kw:why")
"""Headers of the columns that are added; what bears them is left alone when the lines come back."""


def refused(trouble: pl.LazyFrame, mapping: Mapping, table: Table, source: checks.Source, lang: Lang) -> pl.LazyFrame:
    """One row per rejected line of the frame of `checks.split`: `line`, its `text`, and `why`.

    That is each code with what it means and the column it was found in: `bad-number: keine lesbare Zahl (Netto)`.
    """
    cells = [_quoted(_harmless(pl.col(raw_name(header)).fill_null("")), source.delimiter) for header in source.headers]
    faults = []
    for field in checks.coded_fields(table, mapping):
        column = source.shown(mapping.headers.get(field)) or table[field].label.in_(lang)
        faults.append(pl.concat_str([_in_words(pl.col(code_name(field)), lang), pl.lit(f" ({column})")]))
    why = pl.concat_str(faults, separator=" | ", ignore_nulls=True)
    totals = _in_words(pl.lit("totals-row"), lang)
    return trouble.filter(pl.col(checks.BUCKET).is_in(["rejected", "candidate"])).select(
        LINE,
        pl.concat_str(cells, separator=source.delimiter).alias("text"),
        pl.when(pl.col(checks.BUCKET) == "candidate").then(totals).otherwise(why).alias("why"),
    )


def written(lines: pl.LazyFrame, delimiter: str) -> pl.LazyFrame:
    """Such rows as whole lines in the layout of their source, `row`, without their ends."""
    line, why = pl.col(LINE).cast(pl.String), _quoted(pl.col("why").fill_null(""), delimiter)
    return lines.select(pl.concat_str([pl.col("text"), line, why], separator=delimiter).alias("row"))


def _in_words(code: pl.Expr, lang: Lang) -> pl.Expr:
    """A code with what it means behind it; null where there is none."""
    return code.replace({known: f"{known}: {fault.label.in_(lang)}" for known, fault in FAULTS.items()})


def broken(rejects: pl.LazyFrame, delimiter: str, lang: Lang) -> pl.LazyFrame:
    """The same of lines that are no records: `text` is the line itself."""
    tab = "" if delimiter == "\t" else r"\t"
    guarded = "'+[=@+-]"
    lead = rf'(^|{_escaped(delimiter)})("?)([=@{tab}]|{guarded}|[-+][0-9.,]*[^0-9.,\s"{_escaped(delimiter)}])'
    text = pl.col("raw").str.replace_all(lead, "${1}${2}'${3}")
    return rejects.select(
        pl.col("line_first").alias(LINE), text.alias("text"), _in_words(pl.col("code"), lang).alias("why")
    )


def unguarded(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Take from the cells of refused lines that come back what had made them harmless."""
    return cells.with_columns(pl.col(pl.String).str.replace(r"^'('*[=@\t\r+-])", "${1}"))


def _harmless(cell: pl.Expr) -> pl.Expr:
    """A cell that no spreadsheet takes for a formula; numbers with a sign stay as they are."""
    is_number = cell.str.contains(r"^[-+][0-9.,'\s]*(?:€|%|[A-Z]{3})?$")
    is_text = cell.str.contains(r'^="[^"]*"$')  # how spreadsheets keep leading zeros
    is_formula = cell.str.contains(r"^[=@\t\r+-]") & ~is_number & ~is_text
    is_guarded = cell.str.contains(r"^'+[=@\t\r+-]")  # as it is written itself: one more, so that it comes back
    return pl.when(is_formula | is_guarded).then(pl.concat_str(pl.lit("'"), cell)).otherwise(cell)


def _quoted(cell: pl.Expr, delimiter: str) -> pl.Expr:
    needs_quotes = cell.str.contains(rf'["\n\r{_escaped(delimiter)}]')
    doubled = pl.concat_str(pl.lit('"'), cell.str.replace_all('"', '""', literal=True), pl.lit('"'))
    return pl.when(needs_quotes).then(doubled).otherwise(cell)


def _escaped(delimiter: str) -> str:
    return "\\" + delimiter if delimiter == "|" else delimiter
