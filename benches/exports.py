"""One ledger as three programs would export it - clean, damaged, German - and what an import must find in each.

usage: python -m benches.exports KIND FILE LINES

KIND is `clean` (`;`, ISO dates, decimal dot), `damaged` (the same, one line in 200 spoilt) or `german` (cp1252 with
umlauts, CRLF, decimal comma, dd.mm.yyyy). Beside FILE its counts and sums are written as JSON.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

from benches.ledgers import CHUNK, ledger

COLUMNS = {
    "customer_id": "Kundennummer",
    "invoice_no": "Rechnungsnummer",
    "invoice_date": "Rechnungsdatum",
    "product_id": "Artikelnummer",
    "product_group": "Warengruppe",
    "quantity": "Menge",
    "net_amount": "Nettobetrag",
    "cost_amount": "Wareneinsatz",
}
SPOILT_EVERY = 200
AMOUNT = pl.Decimal(18, 2)
GROUPS = ("Dübel", "Gewindestäbe", "Schläuche", "Größenmuster", "Köcher", "Nägel", "Bügelsägen", "Müllsäcke")
"""Take the place of a German export's short product groups, at about the same length."""


@dataclass(frozen=True, slots=True)
class Kind:
    encoding: str = "utf-8"
    end: str = "\n"
    dates: str = "%Y-%m-%d"
    mark: str = "."
    groups: tuple[str, ...] = ()
    is_damaged: bool = False


KINDS = {
    "clean": Kind(),
    "damaged": Kind(is_damaged=True),
    "german": Kind(encoding="cp1252", end="\r\n", dates="%d.%m.%Y", mark=",", groups=GROUPS),
}


def line(**spoilt: pl.Expr) -> pl.Expr:
    return pl.concat_str([spoilt.get(name, pl.col(name)) for name in COLUMNS], separator=";")


SPOILT = {
    "bad number": line(net_amount=pl.lit("k.A.")),
    "bad date": line(invoice_date=pl.lit("2024-13-45")),
    "short row": pl.concat_str([*COLUMNS][:-3], separator=";"),
    "long row": line() + ";0.00;x",
    "unclosed quote": line(product_id='"' + pl.col("product_id")),
    "stray quote": line(product_id='"' + pl.col("product_id") + '"x'),
    "no customer": line(customer_id=pl.lit("")),
}
"""How a line is spoilt. All but the last are to be refused; that one is a sale of an unknown customer."""
SHARED = ("bad number", "bad date", "short row", "long row", "no customer")
TURNS = (*SHARED, "unclosed quote", *SHARED, "stray quote")


def main() -> int:
    kind, file, lines = sys.argv[1:]
    write(Path(file), KINDS[kind], int(lines))
    return 0


def write(file: Path, kind: Kind, lines: int) -> None:
    """Write an export chunk by chunk, then what is in it; the file has its name when it is whole."""
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    unfinished = file.with_suffix(".part")
    with unfinished.open("wb") as stream:
        stream.write((";".join(COLUMNS.values()) + kind.end).encode(kind.encoding))
        for number, chunk in enumerate(ledger(lines, max(lines // 50, 200))):
            amounts = chunk["net_amount"].cast(AMOUNT)
            text = texts(chunk, kind)
            written = text.select(line()).to_series()
            places, names = spoilt_places(number * CHUNK, chunk.height) if kind.is_damaged else ([], [])
            written = written.scatter(places, spoilt_lines(text, places, names)) if places else written
            stream.write(pl.DataFrame([written]).write_csv(**PLAIN, line_terminator=kind.end).encode(kind.encoding))
            account(counts, sums, amounts, places, names)
    truth = {"lines": lines + 1} | counts | {name: str(total) for name, total in sums.items()}
    file.with_suffix(".json").write_text(json.dumps(truth), encoding="utf-8")
    unfinished.rename(file)


PLAIN = {"include_header": False, "quote_style": "never", "separator": "\x1f"}


def texts(chunk: pl.DataFrame, kind: Kind) -> pl.DataFrame:
    """The cells as written. Amounts have two places, as money on paper."""
    group = pl.col("product_group")
    if kind.groups:
        number = group.str.slice(2).cast(pl.Int64)
        group = pl.lit(pl.Series(kind.groups)).gather(number % len(kind.groups))
    return chunk.select(
        "customer_id",
        "invoice_no",
        pl.col("invoice_date").dt.strftime(kind.dates),
        "product_id",
        group.alias("product_group"),
        pl.col("quantity").cast(pl.Int64).cast(pl.String),
        *(
            pl.col(name).cast(AMOUNT).cast(pl.String).str.replace(".", kind.mark, literal=True)
            for name in ("net_amount", "cost_amount")
        ),
    )


def spoilt_places(start: int, count: int) -> tuple[list[int], list[str]]:
    """Which lines of a chunk are spoilt, and how: one in each block, by turns, never two side by side."""
    blocks = range(start // SPOILT_EVERY, (start + count) // SPOILT_EVERY)
    places = [block * SPOILT_EVERY + (block * 7919 + 57) % (SPOILT_EVERY - 10) - start for block in blocks]
    return places, [TURNS[block % len(TURNS)] for block in blocks]


def spoilt_lines(text: pl.DataFrame, places: list[int], names: list[str]) -> pl.Series:
    rows = text[places].with_columns(how=pl.Series(names))
    return rows.select(
        pl.coalesce(pl.when(pl.col("how") == name).then(row) for name, row in SPOILT.items())
    ).to_series()


def account(counts: Counter[str], sums: Counter[str], amounts: pl.Series, places: list[int], names: list[str]) -> None:
    """Add a chunk to what an import must find."""
    anonymous = [place for place, name in zip(places, names, strict=True) if name == "no customer"]
    parts = {"all": amounts, "spoilt": amounts[places], "anonymous": amounts[anonymous]}
    total = {name: Decimal(part.cast(pl.Decimal(38, 2)).sum()) for name, part in parts.items()}
    counts.update(
        accepted=len(amounts) - len(places),
        rejected=len(places) - len(anonymous),
        without_customer=len(anonymous),
    )
    sums.update(net_sum=total["all"] - total["spoilt"], without_customer_sum=total["anonymous"])


if __name__ == "__main__":
    sys.exit(main())
