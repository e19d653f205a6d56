"""Which of several readings the values of a file prove: unit or line, per cent or amount, net or gross, plus or not."""

from dataclasses import dataclass

import polars as pl

from kw_tui.core.intake import doubts
from kw_tui.core.intake.before_discount import told_by_products
from kw_tui.core.intake.formats import WHICH_SCALE, Ask
from kw_tui.core.intake.headers import forms, normalise_header, unit_of
from kw_tui.core.intake.identities import PACKS, PRICES, Counts, discount_field, identity_facts
from kw_tui.core.intake.mapping import Mapping, confirmed, moved
from kw_tui.core.intake.repeated import repeated_field, repeats
from kw_tui.core.intake.settled import BY_COLUMN, OFF_A_LINE, Settled
from kw_tui.core.intake.signs import decide_signs, sign_facts
from kw_tui.core.intake.weighing import ENOUGH, FEW, Weighing
from kw_tui.vocabulary.import_options import Side, Whole
from kw_tui.vocabulary.synonyms import asked
from kw_tui.vocabulary.table import Table
from kw_tui.vocabulary.texts import Text

_PER = ("unit", "line", "pack", *map(str, PACKS))
"""What a price or cost may be for: a unit, the line, the pricing unit of the line, or so many units."""
_SLIPS = 0.01
"""Share of the discounts that may be mistyped."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside the counts: what a person said, and whether discounts of 0..1 may be fractions."""

    sale: Side | None = None
    amounts: Whole | None = None
    may_be_fractions: bool = False


def open_questions(typed: pl.LazyFrame, mapping: Mapping, table: Table) -> pl.LazyFrame | None:
    """One row of the counts `settle` needs, over typed lines; None where every column has one reading only."""
    facts = identity_facts(mapping.headers, table) | sign_facts(mapping.headers, table)
    if not facts:
        return None
    # Cast once, not in each of the equations: that is a tenth of the time.
    floats = [pl.col(name).cast(pl.Float64) for name in mapping.headers if table[name].kind.is_numeric]
    marks = [name for name in ("sign", "doc_type", "is_credit") if name in mapping]
    return typed.select(*floats, *marks).select(facts.values())


def settle(counts: Counts, mapping: Mapping, table: Table, given: Given = Given()) -> Settled:
    """Decide from the row of `open_questions`. What a person gave is never moved, only doubted.

    Where discounts may be fractions, they were counted as they are written.
    """
    if table.id != "sales_line":
        return Settled(mapping)
    case = _Case(counts, mapping, table, given)
    case.settle_amount()
    case.settle_prices()
    case.settle_discount()
    case.settle_cost()
    case.settle_unit()
    case.settle_order()
    case.settle_whole()
    read = confirmed(moved(mapping, case.moves, table), case.proven)
    signs, said, asks, unsure = decide_signs(counts, mapping.headers, given.sale)
    return Settled(
        mapping=read,
        moves=case.moves,
        packs=case.packs,
        each=case.each,
        after_discount=case.holds("unit_price|after", "unit_price|discounted"),
        inclusive=case.inclusive,
        taken_off=case.taken_off,
        signs=signs.after(case.moves),
        notes=(*case.notes, *said),
        asks=(*case.asks, *asks),
        in_points=case.in_points,
        questions=(*case.questions, *unsure),
    )


class _Case(Weighing):
    """One file's readings while they are being decided."""

    def __init__(self, counts: Counts, mapping: Mapping, table: Table, given: Given) -> None:
        super().__init__(counts)
        self._mapping, self._table, self._given = mapping, table, given
        self.moves: dict[str, str | None] = {}
        self.packs: dict[str, int] = {}
        self.proven: set[str] = set()
        self.notes: list[Text] = []
        self.asks: list[Text] = []
        self.questions: list[Ask] = []
        self.each = self.inclusive = self.in_points = False
        self.taken_off: tuple[str, ...] = OFF_A_LINE

    def settle_prices(self) -> None:
        """Per unit, for the line, or per so many units."""
        for price in (price for price in PRICES if price in self._mapping):
            verdict = self.verdict(price, _PER)
            if verdict == "unit":
                self.proven.add(price)
            elif verdict == "line":
                self._for_the_line(price, doubts.LINE)
            elif verdict is not None:
                self._pack(price, verdict)
            else:
                self._unproven_price(price)

    def _unproven_price(self, price: str) -> None:
        if "pricing_unit" in self._mapping:
            self.packs[price] = BY_COLUMN
        if self.near(price) == "line":
            self._for_the_line(price, doubts.LIKELY_LINE)
            self.proven.discard("list_amount")
        elif self.count(f"{price}|tested") and not self.count(f"{price}|many") and "net_amount" not in self.moves:
            held = max(self.count(f"{price}|{reading}") for reading in _PER)
            if held < FEW * self.count(f"{price}|tested") and (price == "unit_price" or self._has_discount()):
                self.asks.append(self._say(doubts.NO_PRICE, price))

    def _has_discount(self) -> bool:
        return "discount_pct" in self._mapping or "discount_amount" in self._mapping

    def _for_the_line(self, price: str, words: Text) -> None:
        target = "list_amount" if price == "list_price" and "list_amount" not in self._mapping else None
        self._move(price, target, words)

    def _pack(self, price: str, verdict: str) -> None:
        self.packs[price] = BY_COLUMN if verdict == "pack" else int(verdict)
        self.proven |= {price, "pricing_unit"} if verdict == "pack" else {price}
        if verdict != "pack":
            self.notes.append(self._say(doubts.PER.format(header="{header}", units=verdict), price))

    def settle_discount(self) -> None:
        """Per cent, a fraction, an amount for the line, or an amount per unit."""
        name = discount_field(self._mapping.headers)
        verdict = None if name is None else self._settle_kind(name)
        if self._given.may_be_fractions and "discount_pct" not in self.moves:
            self._settle_scale(verdict)

    def _settle_scale(self, verdict: str | None) -> None:
        """Whether 0.5 is half a per cent or a half."""
        verdict = verdict or told_by_products(self._counts)
        if verdict in ("pct", "fraction"):
            self.in_points = verdict == "pct"
            self.notes.append(self._say(doubts.POINTS if self.in_points else doubts.FRACTIONS, "discount_pct"))
        else:
            self.questions.append(Ask("discount", "discount_pct", self._say(WHICH_SCALE, "discount_pct")))

    def _settle_kind(self, name: str) -> str | None:
        tested, each, amount = (self.count(f"discount|{what}") for what in ("tested", "each", "amount"))
        self.each = each > 0.02 * tested and amount + each >= ENOUGH * tested and each > self.count("discount|pct")
        readings = ("pct", "amount", *(["fraction"] if self._given.may_be_fractions else []))
        verdict = "amount" if self.each else self.verdict("discount", readings)
        if verdict is None and self.count("discount|over"):
            verdict = self._over(name)
        target = {"amount": "discount_amount", None: name}.get(verdict, "discount_pct")
        if target != name:
            words = doubts.PERCENT if target == "discount_pct" else doubts.EACH if self.each else doubts.AMOUNT
            self._move(name, target, words)
        elif verdict:
            self.proven.add(name)
        elif tested and name in self._mapping.guesses:
            self.asks.append(self._say(doubts.ASK_DISCOUNT, name))
        return verdict

    def _over(self, name: str) -> str | None:
        """What a discount is of which some are above a hundred: slips do not make a percentage an amount."""
        over, is_rate = self.count("discount|over"), unit_of(self._mapping.headers[name]) == "percent"
        if name == "discount_amount" or (over > _SLIPS * self.count("discount|filled") and not is_rate):
            return "amount"
        self.asks.append(self._say(doubts.OVER.format(header="{header}", count=int(over)), name))
        return None

    def settle_cost(self) -> None:
        """Per unit or for the line."""
        found = [name for name in ("cost_amount", "unit_cost") if name in self._mapping]
        if len(found) != 1:
            return
        name = found[0]
        verdict = self.verdict("cost", _PER)
        likely = self.near("cost") if verdict is None else None
        if verdict is not None and verdict not in ("unit", "line"):
            self.packs["unit_cost"] = BY_COLUMN if verdict == "pack" else int(verdict)
        if verdict is not None:
            self._cost_is(name, "cost_amount" if verdict == "line" else "unit_cost", is_proven=True)
        elif likely is not None and name in self._mapping.guesses:
            self._cost_is(name, "cost_amount" if likely == "line" else "unit_cost", is_proven=False)
        elif likely is not None and likely != ("line" if name == "cost_amount" else "unit"):
            self.asks.append(self._say(doubts.DOUBT_COST, name))
        elif likely is None and name in self._mapping.guesses:
            self.asks.append(self._say(doubts.ASK_COST_UNIT if name == "unit_cost" else doubts.ASK_COST_LINE, name))

    def _cost_is(self, name: str, target: str, *, is_proven: bool) -> None:
        if target != name:
            self._move(name, target, doubts.COST_LINE if target == "cost_amount" else doubts.COST_UNIT)
        if not is_proven:
            self.proven.discard(target)
        elif target == name:
            self.proven.add(name)

    def settle_unit(self) -> None:
        """Whether a column of unusual pricing units is one, where no equation says so."""
        name = "pricing_unit"
        is_pack = name in self.proven or self.packs.get("unit_cost") == BY_COLUMN
        if self._mapping.confidence.get(name) != "guess" or is_pack:
            return
        is_open = any(price in self._mapping and price not in self.proven for price in PRICES)
        words = {normalise_header(word) for word in asked(self._table.id, name)}
        is_named = not words & set(forms(self._mapping.headers[name]))
        if is_open:
            self.asks.append(self._say(doubts.ASK_UNIT if is_named else doubts.NO_UNIT, name))
        if not (is_open and is_named):
            self.packs = {price: units for price, units in self.packs.items() if units != BY_COLUMN}
            self.moves[name] = None

    def settle_amount(self) -> None:
        """Net or gross."""
        if "net_amount" not in self._mapping:
            return
        is_below = self.holds("gross|below", "gross|tested")
        verdict = self.verdict("amount", ("net", "gross", "priced"))
        if "gross_amount" in self._mapping:
            if is_below:
                self._swap()
            elif self.holds("gross|above", "gross|tested"):
                self.proven.add("net_amount")
        elif verdict == "gross":
            self._move("net_amount", "gross_amount", doubts.GROSS)
        elif verdict == "net":
            self.proven.add("net_amount")
        elif "net_amount" in self._mapping.guesses:
            self.asks.append(self._say(doubts.ASK_NET, "net_amount"))

    def settle_whole(self) -> None:
        """The amount of the line, or that of its invoice on each of its lines; the latter is left out."""
        name = repeated_field(self._mapping.headers)
        if name is None or name in self.moves or self._given.amounts == "line":
            return
        found = "" if self._is_priced() else repeats(self._counts)
        if self._given.amounts == "invoice" or found == "proven":
            self.moves[name] = None
            self.notes.append(self._say(doubts.WHOLE, name))
        elif found:
            alike = Text(*(f"{int(self.count('whole|alike'))}",) * 2)
            self.questions.append(Ask("amounts", name, self._say(doubts.ASK_WHOLE, name).format(count=alike)))

    def _is_priced(self) -> bool:
        """Whether an equation holds the amount of a line."""
        is_proven = any(self.verdict(price, _PER) for price in PRICES if price in self._mapping)
        return is_proven or self.verdict("discount", ("pct", "amount", "each", "fraction")) is not None

    def _swap(self) -> None:
        if "given" in (self._mapping.confidence["net_amount"], self._mapping.confidence["gross_amount"]):
            self.asks.append(self._say(doubts.DOUBT, "net_amount"))
            return
        self.notes.append(self._say(doubts.SWAPPED, "net_amount"))
        self.moves |= {"net_amount": "gross_amount", "gross_amount": "net_amount"}
        self.proven |= {"net_amount", "gross_amount"}

    def settle_order(self) -> None:
        """Which discounts a shop takes off its lines, and whether its prices hold the tax."""
        value, line, whole, net = (
            self.count(f"order|{name}") for name in ("value", "line_discount", "discount", "net")
        )
        if not net:
            return
        ways = {
            ("discount_amount", "order_discount"): line + whole,
            ("order_discount",): whole,
            ("discount_amount",): line,
        }
        self.taken_off = min(ways, key=lambda way: abs(value - ways[way] - net))
        if abs(value - ways[self.taken_off] - net) > 0.005 * abs(net):
            self.asks.append(doubts.ORDERS_DIFFER)
        self.inclusive = self.count("order|inclusive") > self.count("order|exclusive")
        if self.inclusive:
            self.notes.append(doubts.INCLUSIVE)

    def _move(self, name: str, target: str | None, words: Text) -> None:
        if self._mapping.confidence[name] == "given":
            self.asks.append(self._say(doubts.DOUBT, name))
            return
        self.moves[name] = target
        self.notes.append(self._say(words, name))
        if target:
            self.proven.add(target)

    def _say(self, words: Text, name: str) -> Text:
        header = self._mapping.headers[name]
        return Text(words.de.replace("{header}", header), words.en.replace("{header}", header))
