"""How the columns of a file are read, once its values have told."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from kw_tui.core.intake.formats import Ask
from kw_tui.core.intake.mapping import Mapping
from kw_tui.core.intake.signs import Signs
from kw_tui.vocabulary.texts import Text

BY_COLUMN = 0
"""Instead of a number of units: the pricing unit of each line."""
OFF_A_LINE = ("discount_amount", "order_discount")
"""The discounts a line of a shop loses, unless its orders tell otherwise."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How the columns of a file are read. `mapping` has them under the fields they proved to be.

    `moves` says which field became which (None: left out); `packs` price -> units it stands for; `each` that the
    discount amount is one per unit; `after_discount` that the unit price already is; `inclusive` that a shop's prices
    hold the tax; `taken_off` the discounts a shop's line loses; `in_points` that a discount of 0.5 is half a per cent.
    `asks` is what the values leave open and is read as it says; `questions` what only a person can decide.
    """

    mapping: Mapping
    moves: AnyMapping[str, str | None] = field(default_factory=dict)
    packs: AnyMapping[str, int] = field(default_factory=dict)
    each: bool = False
    after_discount: bool = False
    inclusive: bool = False
    taken_off: tuple[str, ...] = OFF_A_LINE
    signs: Signs = field(default_factory=Signs)
    notes: tuple[Text, ...] = ()
    asks: tuple[Text, ...] = ()
    in_points: bool = False
    questions: tuple[Ask, ...] = ()
