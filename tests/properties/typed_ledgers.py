"""Random sales ledgers, written as companies write numbers, days and ids, with what must come out of them.

Each column of numbers holds a value that proves its decimal mark, each column of `/` days a day after the twelfth:
what nothing proves is a matter of asking, not of reading.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from tests.properties.dialects import dialects
from tests.properties.writing import Dialect, Plan, Row, Written, fitted, write

TODAY = date(2026, 11, 22)
_NAMES = {
    "de": ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Nettobetrag", "Artikelnummer", "Menge", "Rabatt %",
           "Wareneinsatz", "Bezeichnung", "Währung"),
    "en": ("Customer No", "Invoice No", "Invoice Date", "Net Amount", "SKU", "Quantity", "Discount %",
           "COGS", "Description", "Currency"),
}  # fmt: skip
_FIELDS = ("customer_id", "invoice_no", "invoice_date", "net_amount", "product_id", "quantity", "discount_pct",
           "cost_amount", "product_name", "currency")  # fmt: skip
Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file, its sound lines by invoice number, the lines that must be rejected, and the sum its totals row states."""

    file: Written
    lines: dict[str, Line]
    rejected: frozenset[int]
    totals: int
    control: Decimal | None


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes numbers; `power` is the size from which it writes `1.5E6`."""

    mark: str
    group: str
    negative: str
    around: str
    is_trimmed: bool
    power: int | None

    def __call__(self, value: Decimal) -> str:
        """Write a number."""
        size = abs(value)
        text = self._scientific(size) if self.power and size >= self.power else self._grouped(size)
        text = self.negative.replace("x", text) if value < 0 else text
        return self.around.replace("x", text)

    def _grouped(self, size: Decimal) -> str:
        text = (
            f"{size.normalize():,f}" if self.is_trimmed else f"{size:,.2f}" if size == round(size, 2) else f"{size:,f}"
        )
        return text.translate({ord(","): self.group, ord("."): self.mark})

    def _scientific(self, size: Decimal) -> str:
        digits = size.normalize().as_tuple().digits
        tail = "".join(map(str, digits[1:]))
        return f"{digits[0]}{self.mark if tail else ''}{tail}E{'+' if self.group else ''}{size.adjusted()}"


@st.composite
def number_styles(draw: st.DrawFn) -> NumberStyle:
    """Draw a style of amounts."""
    mark = draw(st.sampled_from(",."))
    groups = ("", "", "." if mark == "," else ",", "'", "’", "\u00a0", "\u202f")
    negatives = ("-x", "-x", "x-", "(x)", "\u2212x")
    arounds = ("x", "x", "x", "x €", "€ x", "x EUR", "EUR x", "x€", "€x", "xEUR", "EURx", "CHF x", "x\u00a0€")
    return NumberStyle(
        mark=mark,
        group=draw(st.sampled_from(groups)),
        negative=draw(st.sampled_from(negatives)),
        around=draw(st.sampled_from(arounds)),
        is_trimmed=draw(st.booleans()),
        power=draw(st.sampled_from((None, None, 10**5))),
    )


def _serial(day: date) -> str:
    return str((day - date(1899, 12, 30)).days)


DAY_STYLES: Mapping[str, Callable[[date], str]] = {
    "dd.mm.yyyy": lambda day: f"{day:%d.%m.%Y}",
    "d.m.yyyy": lambda day: f"{day.day}.{day.month}.{day.year}",
    "dd.mm.yy": lambda day: f"{day:%d.%m.%y}",
    "mm/dd/yyyy": lambda day: f"{day:%m/%d/%Y}",
    "m/d/yy": lambda day: f"{day.month}/{day.day}/{day:%y}",
    "dd/mm/yyyy": lambda day: f"{day:%d/%m/%Y}",
    "dd-mm-yyyy": lambda day: f"{day:%d-%m-%Y}",
    "yyyymmdd": lambda day: f"{day:%Y%m%d}",
    "iso": lambda day: day.isoformat(),
    "iso with time": lambda day: f"{day.isoformat()}T00:00:00.000Z",
    "dd.mm.yyyy hh:mm": lambda day: f"{day:%d.%m.%Y} 13:45",
    "yyyy/mm/dd": lambda day: f"{day:%Y/%m/%d}",
    "yyyy.mm.dd": lambda day: f"{day:%Y.%m.%d}",
    "serial": _serial,
    "serial with time": lambda day: f"{_serial(day)}.5",
}
ID_STYLES: Mapping[str, tuple[str, str]] = {
    "padded": ("{:07}", "x"),
    "wrapped": ("{:07}", '="x"'),
    "float": ("{}", "x.0"),
    "letters": ("K-{:04}ß", "x"),
    "blank around": ("{:05}", " x "),
}
"""How an id reads, and how it is written."""


@dataclass(frozen=True, slots=True)
class _Style:
    money: NumberStyle
    day: str
    ids: str
    discount: str

    def cell(self, field: str, value: object) -> str:
        """Write a value of a field."""
        if value is None:
            return ""
        if isinstance(value, date):
            return DAY_STYLES[self.day](value)
        if isinstance(value, Decimal):
            bare = replace(self.money, around="x", is_trimmed=True)
            if field == "discount_pct":
                return bare(value / 100) if self.discount == "fraction" else bare(value) + self.discount
            return bare(value) if field == "quantity" else self.money(value)
        return ID_STYLES[self.ids][1].replace("x", str(value)) if field == "customer_id" else str(value)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger: sound lines, some without a customer, some that must be rejected, and perhaps a totals row."""
    chance = Random(draw(st.integers(0, 1 << 32)))
    style = _Style(
        draw(number_styles()),
        draw(st.sampled_from(sorted(DAY_STYLES))),
        draw(st.sampled_from(sorted(ID_STYLES))),
        draw(st.sampled_from(("", " %", "%", "fraction"))),
    )
    fields = [*_FIELDS[:4], *draw(st.lists(st.sampled_from(_FIELDS[4:]), unique=True, max_size=6))]
    chance.shuffle(fields)
    lines = [_proof(style), *(_line(chance, number, style) for number in range(draw(st.integers(0, 8))))]
    flaws = draw(st.dictionaries(st.integers(1, 9), st.sampled_from(("amount", "day", "short", "long")), max_size=2))
    if style.day.startswith("serial"):  # A column that holds anything else is none of serial numbers.
        flaws = {number: flaw for number, flaw in flaws.items() if flaw != "day"}
    rows = [_flawed(_row(line, fields, style), flaws.get(number), fields) for number, line in enumerate(lines)]
    names = _NAMES[draw(st.sampled_from(sorted(_NAMES)))]
    headers = tuple(names[_FIELDS.index(field)] for field in fields)
    is_flawed = any(number < len(lines) for number in flaws)
    total = sum((line["net_amount"] for line in lines), Decimal(0))
    wants_total = draw(st.booleans()) and total != 0 and not is_flawed
    if wants_total:
        rows.append(_row({"net_amount": total}, fields, style, draw(st.sampled_from(("Summe", "Gesamt:", "Total")))))
    marks = draw(st.dictionaries(st.integers(1, 9), st.sampled_from(("", "?", "header")), max_size=2))
    plan = Plan(headers, tuple(rows), draw(st.sampled_from(((), ("Umsatzliste", ""), ("Stand 01.11.2026",)))), marks)
    file = write(plan, _suited(draw(dialects()), plan))
    first = [line for line, _ in file.records]
    return Ledger(
        file,
        {str(line["invoice_no"]): line for number, line in enumerate(lines) if number not in flaws},
        frozenset(first[number] for number in flaws if number < len(lines)),
        int(wants_total),
        total if wants_total else None,
    )


def _proof(style: _Style) -> Line:
    """A line whose values can be read in one way only."""
    return {
        "customer_id": ID_STYLES[style.ids][0].format(1),
        "invoice_no": "R-proof",
        "invoice_date": date(2025, 3, 27),
        "net_amount": Decimal("1234.56"),
        "product_id": "00400",
        "quantity": Decimal("2.5"),
        "discount_pct": Decimal("12.5"),
        "cost_amount": Decimal("1001.25"),
        "product_name": "Dübel",
        "currency": "EUR",
    }


def _line(chance: Random, number: int, style: _Style) -> Line:
    places = chance.choice((0, 2, 2, 2, 3, 4)) if style.money.is_trimmed else 2
    size = chance.choice((10, 1000, 10**5, 10**8, 10**10))
    amount = Decimal(chance.randrange(-size, size)) + Decimal(chance.randrange(10**places)) / 10**places
    customer = ID_STYLES[style.ids][0].format(chance.randrange(1, 2000))
    return {
        "customer_id": customer if chance.random() < 0.85 else None,
        "invoice_no": f"R{number:04}",
        "invoice_date": date(1995, 1, 1) + timedelta(days=chance.randrange(11600)),
        "net_amount": amount,
        "product_id": chance.choice((None, "000123", "P-1", "4711")),
        "quantity": chance.choice((None, Decimal(3), Decimal("1.125"), Decimal(-2), Decimal(1200))),
        "discount_pct": chance.choice((None, Decimal(0), Decimal("0.5"), Decimal(20), Decimal(100))),
        "cost_amount": chance.choice((None, Decimal("0.10"), abs(amount))),
        "product_name": chance.choice(
            (None, 'Rohr 3/4" verz.', "Schraube; M8, verz.", "Müller\u0085 & Söhne", "x | y")
        ),
        "currency": "EUR",
    }


def _row(line: Line, fields: list[str], style: _Style, label: str = "") -> Row:
    cells = {field: style.cell(field, line.get(field)) for field in fields}
    if label:
        cells["customer_id"] = label
    return tuple(cells.values())


def _flawed(row: Row, flaw: str | None, fields: list[str]) -> Row:
    if flaw == "short":
        return row[:-1]
    if flaw == "long":
        return (*row, "zuviel", "noch mehr")
    field = {"amount": "net_amount", "day": "invoice_date"}.get(flaw or "")
    return tuple("1l8,4o" if name == field else cell for name, cell in zip(fields, row, strict=True))


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
