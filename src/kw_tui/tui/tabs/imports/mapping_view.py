"""Which column of a file is which field, as rows. Pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.imports.looking import Look
from kw_tui.tui.widgets.fields import Field, text
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Preview

MAPPING_FIELDS: tuple[Field, ...] = (
    Field("label", Text("Feld", "Field"), 22, text),
    Field("glyph", Text("", ""), 1, text),
    Field("header", Text("Spalte der Datei", "File column"), 18, text),
    Field("values", Text("erste Werte", "first values"), 16, text),
)
GLYPHS = {"exact": "=", "given": "✓", "guess": "?"}
MISSING, DERIVED, LEFT_OUT = "!", "+", "–"
NO_COLUMN = Text("(fehlt)", "(missing)")
COMPUTED = Text("(wird berechnet)", "(is computed)")
MADE = Text("(aus DATEV)", "(from DATEV)")
"""Stands for a column that is none of the file's: the format itself says what it is."""
NOT_USED = Text("(nicht benutzt)", "(not used)")


def mapping_rows(look: Look, lang: Lang) -> list[dict[str, Any]]:
    """Return one row a field: its label, how sure, the file's column, its first values.

    Required fields come first, then those with a column, then the others.
    """
    preview = look.preview
    return [
        {
            "field": column.id,
            "label": column.label.in_(lang) + (" *" if column.required else ""),
            "glyph": _glyph(look, column.id),
            "header": _header(look, column.id, lang),
            "values": first_values(preview.rows, preview.mapping.get(column.id)),
        }
        for column in sorted(preview.table.fields, key=lambda one: (not one.required, one.id not in preview.mapping))
    ]


def _glyph(look: Look, field: str) -> str:
    preview = look.preview
    if field in preview.mapping:
        return GLYPHS.get(preview.confidence.get(field, ""), "")
    if field in preview.missing:
        return MISSING
    return DERIVED if preview.table[field].required else LEFT_OUT if _is_left_out(look, field) else ""


def _header(look: Look, field: str, lang: Lang) -> str:
    preview = look.preview
    if field in preview.mapping:
        header = preview.mapping[field]
        return header if header in preview.headers else MADE.in_(lang)
    if field in preview.missing:
        return NO_COLUMN.in_(lang)
    if preview.table[field].required:
        return COMPUTED.in_(lang)
    return NOT_USED.in_(lang) if _is_left_out(look, field) else ""


def _is_left_out(look: Look, field: str) -> bool:
    given: Mapping[str, str] = look.wish.mapping or {}
    return given.get(field) == ""


def first_values(rows: pl.DataFrame, header: str | None) -> str:
    """Return what stands first in a column, each value once; nothing for a column there is not."""
    if header is None or header not in rows.columns:
        return ""
    values = [value for value in rows[header].head(12).to_list() if value]
    return " · ".join(dict.fromkeys(str(value).strip()[:200] for value in values[:4]))


def legend(preview: "Preview", lang: Lang, width: int) -> Line:
    """Return what the glyphs mean, and how many columns go nowhere."""
    said = Text(
        "= bekannt  ? vermutet: prüfen  ✓ gewählt  ! fehlt  * nötig  · unbenutzt: {unused}",
        "= known  ? guessed: check  ✓ chosen  ! missing  * required  · unused: {unused}",
    )
    return ((clipped(said.format(unused=len(preview.unused)).in_(lang), width), "dim"),)
