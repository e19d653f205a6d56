"""Which letters there are: by what was decided, in which form, and in which language."""

from typing import Literal

from kw_tui.vocabulary.texts import Lang, Text

Kind = Literal["price", "service", "channel", "run_off"]
Form = Literal["letter", "mail"]

KINDS: dict[Kind, Text] = {
    "price": Text("Preisanpassung", "Price notice"),
    "service": Text("Änderung der Leistungen", "Service change"),
    "channel": Text("Neuer Betreuungsweg", "Channel change"),
    "run_off": Text("Auslaufmitteilung", "Run-off notice"),
}
FORMS: dict[Form, Text] = {"letter": Text("Brief", "Letter"), "mail": Text("E-Mail", "E-mail")}
KIND_OF_ACTION: dict[str, Kind] = {
    "reprice": "price",
    "service": "service",
    "channel": "channel",
    "let_go": "run_off",
}
"""The letter that tells of each measure; other decisions have nothing to tell."""
ACTION_OF_KIND: dict[Kind, str] = {kind: action for action, kind in KIND_OF_ACTION.items()}

_GERMAN_SPEAKING = frozenset((
    "d", "de", "deu", "ger", "deutschland", "germany", "brd",
    "a", "at", "aut", "österreich", "oesterreich", "austria",
    "ch", "che", "schweiz", "switzerland",
    "li", "lie", "liechtenstein",
))  # fmt: skip


def letter_lang(country: str | None, otherwise: Lang) -> Lang:
    """Return the language a customer is written to: by its country, and where that is unknown the one given."""
    told = (country or "").strip().casefold()
    if not told:
        return otherwise
    return "de" if told in _GERMAN_SPEAKING else "en"
