"""What a name that does not exist was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

from kw_tui.vocabulary.phrases import MEANT, PERHAPS
from kw_tui.vocabulary.texts import Text

NEAR = 0.5
"""How like a name has to be to be meant, from 0 to 1."""


def meant(name: str, known: Iterable[str], otherwise: Text, most: int = 3) -> Text:
    """The hint that names up to so many names like it; `otherwise` where none is."""
    near = get_close_matches(name, list(known), n=most, cutoff=NEAR)
    return MEANT.format(near=", ".join(near)) if near else otherwise


def perhaps(name: str, known: Iterable[str]) -> Text:
    """The end of a sentence that says there is no such name: which one is probably meant, or nothing."""
    near = get_close_matches(name, list(known), n=1, cutoff=NEAR)
    return PERHAPS.format(near=near[0]) if near else Text("", "")
