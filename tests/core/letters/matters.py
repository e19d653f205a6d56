"""A matter to write about, changed where a test says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kw_tui.core.letters.matter import Example, Matter, Sender

TODAY = date(2026, 11, 2)
SENDER = Sender("Nordlicht GmbH", "Hafenstraße 1, 28195 Bremen", "Ute Brandt", "0421 5566", "brandt@nordlicht.example")
FACTS = {"name": "Müller & Söhne KG", "postcode": "30842", "country": "DE", "street": "Am Wall 3", "town": "Peine"}
MATTER = Matter(
    kind="price",
    customer_id="0010234",
    today=TODAY,
    effective=date(2027, 2, 1),
    run_off=date(2027, 1, 31),
    currency="EUR",
    facts=FACTS,
    sender=SENDER,
    rule="reprice_stale",
    step=0.045,
    examples=(
        Example("Sicherungsmutter M12", "Stück", Decimal("0.0902")),
        Example("Kupplung Gr. 24", "", Decimal("30.7188")),
    ),
    channel="web",
    reduced=("cost_visit", "cost_return"),
)


def matter(**changes: Any) -> Matter:
    return replace(MATTER, **changes)
