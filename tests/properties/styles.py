"""How companies write numbers, days and ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st


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
class Style:
    """How a ledger is written; `sides` are the words for debit and credit beside amounts without a sign."""

    money: NumberStyle
    day: str
    ids: str
    discount: str
    sides: tuple[str, str] | None = None

    def cell(self, field: str, value: object) -> str:
        """Write a value of a field."""
        if value is None:
            return ""
        if isinstance(value, date):
            return DAY_STYLES[self.day](value)
        if field == "sign" and self.sides:
            return self.sides[value == "credit"]
        if isinstance(value, Decimal):
            bare = replace(self.money, around="x", is_trimmed=True)
            if field == "discount_pct":
                return bare(value / 100) if self.discount == "fraction" else bare(value) + self.discount
            size = abs(value) if self.sides else value
            return bare(size) if field == "quantity" else self.money(size)
        return ID_STYLES[self.ids][1].replace("x", str(value)) if field == "customer_id" else str(value)

    def id(self, number: int) -> str:
        """A customer's number as it must be read."""
        return ID_STYLES[self.ids][0].format(number)

    @property
    def order(self) -> str:
        """The order of day and month."""
        return "mdy" if self.day.startswith("m") else "dmy"


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """Draw a style for a whole ledger."""
    sides = st.sampled_from((("S", "H"), ("Soll", "Haben"), ("D", "C")))
    return Style(
        draw(number_styles()),
        draw(st.sampled_from(sorted(DAY_STYLES))),
        draw(st.sampled_from(sorted(ID_STYLES))),
        draw(st.sampled_from(("", " %", "%", "fraction"))),
        draw(st.none() | st.none() | sides),
    )
