"""Letters as rows for a mail merge: one a customer, with every field as the letter writes it."""

from collections.abc import Sequence

import polars as pl

from kw_tui.core.letters.fields import FIELDS
from kw_tui.core.letters.kinds import KINDS
from kw_tui.core.letters.letter import Letter

ABOUT = ("kind", "lang", "is_draft", "subject", "missing")
MERGED = tuple(field.id for field in FIELDS if not field.is_block)


def merge_table(letters: Sequence[Letter]) -> pl.DataFrame:
    """Return one row a letter: customer_id, what kind it is, and every field as text, null where it is unknown."""
    schema = {"customer_id": pl.String} | dict.fromkeys(ABOUT, pl.String) | {"is_draft": pl.Boolean}
    schema |= {id_: pl.String for id_ in MERGED if id_ != "customer_id"}
    rows = [_row(letter) for letter in letters]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _row(letter: Letter) -> list[object]:
    missing = "; ".join(label.in_(letter.lang) for label in letter.missing)
    about = (KINDS[letter.kind].in_(letter.lang), letter.lang, letter.is_draft, letter.subject, missing or None)
    told = (letter.values[id_] or None for id_ in MERGED if id_ != "customer_id")
    return [letter.customer_id, *about, *told]
