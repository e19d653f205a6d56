"""A sheet of an XLSX file, looked through with patterns at some hundred MB a second.

Elements may have a prefix; a sheet written in an unusual way is left to `xlsx_parse`.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from kw_tui.storage.readers.workbooks.survey import Survey, column_number
from kw_tui.storage.readers.workbooks.xml_parts import Report, chunks

_WIDEST_LETTER = 26
_ROOT = re.compile(rb"<([A-Za-z]\w*:)?worksheet[ >]")
_KEPT = 1 << 26


def searched(container: zipfile.ZipFile, part: str, styles: Mapping[int, str], report: Report | None) -> Survey | None:
    """Search all cells of a sheet with patterns; None where it is not written the way they expect.

    Empty cells count too. `styles` are those whose cells are noted in `shown`.
    """
    found, search = Survey(), None
    for piece in _pieces(chunks(container, part, report)):
        search = search or _Search.of(piece, styles)
        if search is None or not search.add(piece, found):
            return None
    return found


@dataclass(frozen=True, slots=True)
class _Search:
    """Patterns of rows and cells for one way to write the names of elements, with or without a prefix."""

    marks: Mapping[str, bytes]
    row: re.Pattern[bytes]
    wide: re.Pattern[bytes]
    error: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    styled: re.Pattern[bytes] | None

    @classmethod
    def of(cls, head: bytes, styles: Mapping[int, str]) -> "_Search | None":
        """The patterns for a sheet that begins like this; None if that is no sheet."""
        root = _ROOT.search(head[:4096])
        if root is None:
            return None
        p = root[1] or b""
        formula = rb"(?:<%bf[^>]*/>|<%bf[^>]*>[^<]*</%bf>)" % (p, p, p)
        solving = rb"(?:<%bf[^>]*/>|<%bf[^>]*>([^<]*)</%bf>)" % (p, p, p)
        style = "|".join(map(str, styles)).encode()
        return cls(
            marks={"row": b"<%brow " % p, "cell": b"<%bc " % p, "named": b'<%bc r="' % p, "formula": b"<%bf" % p},
            row=re.compile(rb'<%brow r="(\d+)"' % p),
            wide=re.compile(rb'<%bc r="([A-Z]{2,3})\d' % p),
            error=re.compile(rb'<%bc r="([A-Z]{1,3})(\d+)"[^>]* t="e"[^>]*>%b?<%bv>([^<]*)</%bv>' % (p, formula, p, p)),
            formula=re.compile(
                rb'<%bc r="([A-Z]{1,3})(\d+)"([^>]*)>%b(?:<%bv ?/>|<%bv></%bv>)?</%bc>' % (p, solving, p, p, p, p)
            ),
            styled=re.compile(rb'<%bc r="([A-Z]{1,3})(\d+)" s="(%b)"(?! ?/)' % (p, style)) if styles else None,
        )

    def add(self, piece: bytes, found: Survey) -> bool:
        """Note what some rows say; False where they are not written as expected."""
        rows = self.row.findall(piece)
        is_named = piece.count(self.marks["cell"]) == piece.count(self.marks["named"])
        if not is_named or len(rows) != piece.count(self.marks["row"]) or b"<!" in piece:
            return False
        found.rows = max(found.rows, *map(int, rows), 0)
        found.columns = max(found.columns, _WIDEST_LETTER, *map(column_number, set(self.wide.findall(piece))))
        found.has_own_text = found.has_own_text or b'"inlineStr"' in piece or b't="str"' in piece
        for column, row, style in self.styled.findall(piece) if self.styled else ():
            found.show(int(row), column_number(column), int(style))
        return self._add_failures(piece, found)

    def _add_failures(self, piece: bytes, found: Survey) -> bool:
        """Note failed formulas, and those without any value; False where the pattern misses an error."""
        if errors := piece.count(b't="e"'):
            cells = self.error.findall(piece)
            if len(cells) != errors:
                return False
            found.patches += [(int(row), column_number(column), text.decode()) for column, row, text in cells]
        if self.marks["formula"] in piece:
            for column, row, kind, formula in self.formula.findall(piece):
                if b't="str"' not in kind:
                    text = unescape(formula.decode("utf-8", "replace"))
                    found.patches.append((int(row), column_number(column), f"={text}"))
        return True


def _pieces(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Cut after a row; what has no row for very long is cut anywhere, and then not understood."""
    rest = b""
    for chunk in stream:
        head, end, tail = chunk.rpartition(b"row>")
        if end or len(rest) > _KEPT:
            yield rest + head + end
            rest = tail
        else:
            rest += chunk
    yield rest
