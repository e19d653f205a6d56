"""Random sales ledgers in any style, with what must come out of them.

Unless a person states decimal mark and order of days, a line of each ledger proves them: what nothing proves is
a matter of asking, not of reading. Quantities and goods have the side of their amount, as in a real ledger.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tests.properties.dialects import dialects
from tests.properties.styles import Style, styles
from tests.properties.writing import Dialect, Plan, Row, Written, fitted, write

_NEEDED = ("customer_id", "invoice_no", "invoice_date", "net_amount")
_OPTIONAL = ("product_id", "quantity", "discount_pct", "cost_amount", "product_name", "currency")
_NAMES = {
    "de": ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Nettobetrag", "Artikelnummer", "Menge", "Rabatt %",
           "Wareneinsatz", "Bezeichnung", "Währung", "Soll/Haben"),
    "en": ("Customer No", "Invoice No", "Invoice Date", "Net Amount", "SKU", "Quantity", "Discount %",
           "COGS", "Description", "Currency", "D/C"),
}  # fmt: skip
Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file, what is stated about it, its sound lines by invoice number, and the lines that must be rejected.

    `totals` counts rows of sums, `control` is what the last of them says; None where the file has none for all lines.
    """

    file: Written
    lines: dict[str, Line]
    rejected: frozenset[int]
    totals: int
    control: Decimal | None


@dataclass(slots=True)
class _Book:
    """A ledger in the making."""

    style: Style
    fields: list[str]
    rows: list[Row] = field(default_factory=list)
    sound: dict[str, Line] = field(default_factory=dict)
    bad: list[int] = field(default_factory=list)
    totals: int = 0
    running: Decimal = Decimal(0)
    segment: Decimal = Decimal(0)

    def add(self, line: Line, flaw: str = "") -> None:
        """Add a line, with a flaw perhaps."""
        if flaw:
            self.bad.append(len(self.rows))
        else:
            self.sound[str(line["invoice_no"])] = line
        amount = line["net_amount"]
        assert isinstance(amount, Decimal)
        self.running, self.segment = self.running + amount, self.segment + amount
        self.rows.append(_flawed(self._cells(line), flaw, self.fields))

    def add_sum(self, label: str, amount: Decimal) -> bool:
        """Add a row of a sum; none of nothing, and none where a flaw or marks beside the amounts make it doubtful."""
        if not amount or self.bad or self.style.sides:
            return False
        cells = self._cells({"net_amount": amount})
        place = self.fields.index("customer_id")
        self.rows.append((*cells[:place], label, *cells[place + 1 :]))
        self.totals, self.segment = self.totals + 1, Decimal(0)
        return True

    def _cells(self, line: Line) -> Row:
        return tuple(self.style.cell(name, line.get(name)) for name in self.fields)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger: sound lines, some without a customer, some that must be rejected, subtotals and a total."""
    chance = Random(draw(st.integers(0, 1 << 32)))
    style, is_stated = draw(styles()), draw(st.booleans())
    book = _Book(style, _fields(draw(st.sets(st.sampled_from(_OPTIONAL))), style, chance, is_stated=is_stated))
    lines = [_line(chance, number, style) for number in range(draw(st.integers(int(is_stated), 8)))]
    flaws = draw(st.dictionaries(st.integers(0, 7), st.sampled_from(("amount", "day", "short", "long")), max_size=2))
    if not is_stated or style.sides:
        book.add(_proof(style, sum((abs(line["net_amount"]) for line in lines), Decimal(0))))  # type: ignore[misc,arg-type]
    subtotal = draw(st.sampled_from(("", "", "Zwischensumme", "Subtotal")))
    for number, line in enumerate(lines):
        flaw = flaws.get(number, "")
        # A column that holds anything else is none of serial numbers.
        book.add(line, "" if flaw == "day" and style.day.startswith("serial") else flaw)
        if subtotal and number % 3 == 2:
            book.add_sum(subtotal, book.segment)
    has_total = draw(st.booleans()) and book.add_sum(draw(st.sampled_from(("Summe", "Gesamt:", "Total"))), book.running)
    file = _written(draw, book)
    stated = {"decimal": style.money.mark, "dates": style.order} if is_stated else {}
    if style.discount == "fraction" and "discount_pct" in book.fields:
        stated["discount"] = "fraction"
    first = [line for line, _ in file.records]
    rejected = frozenset(first[number] for number in book.bad)
    return Ledger(replace(file, options=stated), book.sound, rejected, book.totals, book.running if has_total else None)


def _fields(optional: set[str], style: Style, chance: Random, *, is_stated: bool) -> list[str]:
    """The columns in any order, without those that nothing would prove."""
    if style.sides:
        optional = (optional - {"quantity", "cost_amount"}) | {"sign"}
    if is_stated and "%" not in style.discount:
        optional = optional - {"discount_pct"}
    fields = [*_NEEDED, *sorted(optional)]
    chance.shuffle(fields)
    return fields


def _written(draw: st.DrawFn, book: _Book) -> Written:
    names = _NAMES[draw(st.sampled_from(sorted(_NAMES)))]
    every = (*_NEEDED, *_OPTIONAL, "sign")
    headers = tuple(names[every.index(name)] for name in book.fields)
    marks = draw(st.dictionaries(st.integers(1, 9), st.sampled_from(("", "?", "header")), max_size=2))
    preamble = draw(st.sampled_from(((), ("Umsatzliste", ""), ("Stand 01.11.2026",))))
    plan = Plan(headers, tuple(book.rows), preamble, marks)
    return write(plan, _suited(draw(dialects()), plan))


def _proof(style: Style, at_least: Decimal) -> Line:
    """A line whose values can be read in one way only; beside marks, one that outweighs all credits."""
    amount = Decimal("1234.56") + (3 * at_least.to_integral_value() if style.sides else 0)
    return {
        "customer_id": style.id(1),
        "invoice_no": "R-proof",
        "invoice_date": date(2025, 3, 27),
        "net_amount": amount,
        "product_id": "00400",
        "quantity": Decimal("2.5"),
        "discount_pct": Decimal("12.5"),
        "cost_amount": Decimal("1001.25"),
        "product_name": "Dübel",
        "currency": "EUR",
        "sign": "debit",
    }


def _line(chance: Random, number: int, style: Style) -> Line:
    places = chance.choice((0, 2, 2, 2, 3, 4)) if style.money.is_trimmed else 2
    size = chance.choice((10, 1000, 10**5, 10**8, 10**10))
    if style.sides:
        size = min(size, 10**8)
    amount = Decimal(chance.randrange(-size, size)) + Decimal(chance.randrange(10**places)) / 10**places
    side = -1 if amount < 0 else 1
    return {
        "customer_id": style.id(chance.randrange(1, 2000)) if chance.random() < 0.85 else None,
        "invoice_no": f"R{number:04}",
        "invoice_date": date(1995, 1, 1) + timedelta(days=chance.randrange(11600)),
        "net_amount": amount,
        "product_id": chance.choice((None, "000123", "P-1", "4711")),
        "quantity": chance.choice((None, side * Decimal(3), side * Decimal("1.125"), side * Decimal(1200))),
        "discount_pct": chance.choice((None, Decimal(0), Decimal("0.5"), Decimal(20), Decimal(100))),
        "cost_amount": chance.choice((None, side * Decimal("0.10"), amount)),
        "product_name": chance.choice((None, 'Rohr 3/4" verz.', "M8; verz.", "Müller\u0085 & Söhne", "x | y")),
        "currency": "EUR",
        "sign": "credit" if amount < 0 else "debit",
    }


def _flawed(row: Row, flaw: str, fields: list[str]) -> Row:
    if flaw == "short":
        return row[:-1]
    if flaw == "long":
        return (*row, "zuviel", "noch mehr")
    spoilt = {"amount": "net_amount", "day": "invoice_date"}.get(flaw)
    return tuple("1l8,4o" if name == spoilt else cell for name, cell in zip(fields, row, strict=True))


def _suited(dialect: Dialect, plan: Plan) -> Dialect:
    """A dialect that can write the cells and, where nothing states it, shows its encoding."""
    rows = [plan.headers or (), *plan.rows]
    if dialect.quoting == "none" and any(fitted(row, dialect) != row for row in rows):
        dialect = replace(dialect, quoting="minimal")
    if not _shows(dialect.codec, set("".join(map("".join, rows)))) or any(fitted(row, dialect) != row for row in rows):
        return replace(dialect, codec="utf-8", bom=b"", quoting="all" if dialect.quoting == "all" else "minimal")
    return dialect


def _shows(codec: str, letters: set[str]) -> bool:
    """Whether an encoding can be told from the text: one of eight bits by German letters, with none but them."""
    is_plain = letters <= {*map(chr, range(128)), *"ßüä\u00a0"}
    return codec.startswith("utf") or (is_plain and bool(letters & set("ßüä")))
