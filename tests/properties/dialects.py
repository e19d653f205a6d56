"""Any table of texts in any dialect that a reader can be asked to read: `files()` and `padded_files()`."""

import re
from dataclasses import replace
from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from kw_tui.vocabulary.import_options import DELIMITERS
from tests.properties.writing import MIXED, Dialect, Plan, Row, Written, fitted, write, written

NAMES = ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Nettobetrag", "Artikelnummer", "Menge", "Warengruppe")
_OTHER_NAMES = ("Bemerkung", "Grund; Anlass", "Zoll/Maß", "Größe, netto", "Code|Alt", "Text\tLang", "  Art  ")
_TITLES = ("Umsatzliste", "Stand: 01.11.2026", 'Bericht "Umsatz', "Nordlicht GmbH, Kiel", "", "Seite 1 ; Blatt 2")
_MARKS = ("", " ", "?", " ? ", "\t", "header")
"""Blank rows, `?` standing for all delimiters of a row, and the header once more."""
_ASCII = "abcXYZ0123456789.,;|\t\"'-+=/\\%#@<& \n\r"
_GERMAN = "äöüÄÖÜß"
_LATIN = _GERMAN + "éñÅ\u00a0§°"
_WIDE = _LATIN + "€–“ŁЖж中\u0085\u2028\u202f\u200f\u0301😀👩\u200d🔧"
_LIKELY = ("", "000123", '="0012"', "1.234,50", "  x", "x  ", "\u00a0x\u00a0", "-", "NULL", '3/4"', "=1+1", '"', "\n")
_KINDS = ("named", "named", "stated", "bare")
_CODECS = (
    *(("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")) * 2,
    *(("utf-16-le", b""), ("utf-16-be", b""), ("cp1252", b""), ("latin-1", b""), ("cp850", b"")),
)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Draw a dialect with delimiters."""
    codec, bom = draw(st.sampled_from(_CODECS))
    return Dialect(
        delimiter=draw(st.sampled_from(";,\t|")),
        quoting=draw(st.sampled_from(("minimal", "all", "none"))),
        end=draw(st.sampled_from(("\n", "\n", "\r\n", "\r\n", "\r", MIXED))),
        codec=codec,
        bom=bom,
        trailing=draw(st.sampled_from(("none", "none", "none", "rows", "all"))),
        is_ended=draw(st.booleans()),
    )


@st.composite
def files(draw: st.DrawFn) -> Written:
    """Draw a file whose dialect shows in the text, or is stated.

    What is not stated shows: by a header with two known names (`named`), or by figures and one kind of delimiter
    (`bare`); an encoding without a mark by German letters only, UTF-16 by the zero bytes of Latin text.
    """
    dialect = draw(dialects())
    kind = draw(st.sampled_from(_KINDS))
    said = draw(st.sets(st.sampled_from(("encoding", "delimiter", "header"))))
    said |= {"delimiter", "header"} if kind == "stated" else set()
    alphabet = _alphabet(dialect, is_stated="encoding" in said)
    width = draw(st.integers(1 if kind == "stated" else 2, 12))
    headers = draw(_headers(kind, width, alphabet, dialect))
    rows = draw(_rows(_cells(alphabet), width))
    rows = [_tamed(row, number, kind, said, dialect) for number, row in enumerate(rows)]
    preamble = draw(_preambles(alphabet)) if headers else ()
    marks = draw(st.dictionaries(st.integers(0, len(rows)), st.sampled_from(_MARKS), max_size=3))
    rows = [row for row in rows if headers is None or written(row, dialect) != written(headers, dialect)]
    # Many rows, or many plain ones before them: more than any sample that could be looked at first.
    rows *= draw(st.sampled_from((1, 1, 1, 1, 1, 1, 1, 150))) if len(str(rows)) < 2000 else 1
    plain = [("01.5",) * width] * draw(st.sampled_from((0, 0, 0, 0, 0, 0, 700)))
    plan = Plan(headers, (*plain, *rows), preamble, marks)
    if headers is None and len(rows) == 1:  # Without a single line end, one inside a cell would be taken for it.
        dialect = replace(dialect, is_ended=True)
    # A blank row below a header without any name is one or the other, as you like.
    assume(headers is None or any(name.strip(' "') for name in headers))
    made = write(plan, dialect, _statement(said, plan, dialect))
    assume(made.records and not _is_chance_utf8(made))
    return made


def _is_chance_utf8(file: Written) -> bool:
    """Whether text in another encoding happens to be UTF-8, with other letters: nothing but a word can tell."""
    if file.dialect.codec.startswith("utf") or "encoding" in file.options:
        return False
    try:
        return file.content.decode("utf-8") != file.content.decode(file.dialect.codec)
    except UnicodeDecodeError:
        return False


def _alphabet(dialect: Dialect, *, is_stated: bool) -> str:
    if is_stated or dialect.codec == "utf-8" or dialect.bom:
        return _ASCII + _WIDE
    return _ASCII + (_LATIN if dialect.codec.startswith("utf-16") else _GERMAN)


def _cells(alphabet: str) -> st.SearchStrategy[str]:
    short = st.text(alphabet=st.sampled_from(alphabet), max_size=9)
    likely = st.sampled_from([cell for cell in _LIKELY if set(cell) <= set(alphabet)])
    long = st.builds(lambda text, times: text * times, short, st.sampled_from((1, 1, 300, 6000)))
    return short | likely | short | likely | long


@st.composite
def _rows(draw: st.DrawFn, cells: st.SearchStrategy[str], width: int) -> list[Row]:
    """Draw up to seven rows; their cells come from a few different ones, which is quick to draw."""
    pool = draw(st.lists(cells, min_size=1, max_size=9))
    chance = Random(draw(st.integers(0, 1 << 32)))
    return [tuple(chance.choice(pool) for _ in range(width)) for _ in range(draw(st.integers(1, 7)))]


def _headers(kind: str, width: int, alphabet: str, dialect: Dialect) -> st.SearchStrategy[Row | None]:
    if kind == "bare":
        return st.none()
    if kind == "named":
        names = st.permutations((*NAMES, *_OTHER_NAMES)).map(lambda all_: all_[: width - 2])
        both = st.tuples(st.permutations(NAMES), names, st.integers(0, width))
        return both.map(lambda found: _merged(*found, dialect))
    free = _rows(_cells(alphabet.replace("\n", "").replace("\r", "")), width)
    return st.none() | free.map(lambda rows: fitted(tuple(re.sub("\n", " ", cell) for cell in rows[0]), dialect))


def _merged(known: list[str], others: list[str], place: int, dialect: Dialect) -> Row:
    """Two known names among any others."""
    names = [*others[:place], *known[:2], *others[place:]]
    return fitted(tuple(names), dialect)


def _tamed(row: Row, number: int, kind: str, said: set[str], dialect: Dialect) -> Row:
    """Make every other cell of a bare file a figure, and leave it one kind of delimiter where that is not stated."""
    if kind == "bare":
        if "delimiter" not in said:
            row = tuple("".join(" " if sign in ";,\t|" else sign for sign in cell) for cell in row)
        row = tuple(f"0{number + index}.5" if index % 2 == 0 else cell for index, cell in enumerate(row))
    return fitted(row, dialect)


def _preambles(alphabet: str) -> st.SearchStrategy[Row]:
    titles = st.sampled_from([title for title in _TITLES if set(title) <= set(alphabet)])
    return st.just(()) | st.lists(titles, max_size=4).map(tuple)


def _statement(said: set[str], plan: Plan, dialect: Dialect) -> dict[str, str]:
    words = {
        "encoding": "utf-16" if dialect.codec.startswith("utf-16") else dialect.codec,
        "delimiter": next(name for name, sign in DELIMITERS.items() if sign == dialect.delimiter),
        "header": "0" if plan.headers is None else str(len(plan.preamble) + 1),
    }
    return {name: word for name, word in words.items() if name in said}


@st.composite
def padded_files(draw: st.DrawFn) -> Written:
    """Draw a file of columns padded with blanks: cells are words, one blank at least stands between them.

    Decimal commas stand below a header only: without one, they might as well be the delimiter.
    """
    codec, bom = draw(st.sampled_from(_CODECS))
    width = draw(st.integers(2, 8))
    dialect = Dialect(" ", "none", draw(st.sampled_from(("\n", "\r\n", "\r"))), codec, bom)
    words = st.text(alphabet=st.sampled_from("abXY019.-/'" + _GERMAN), min_size=1, max_size=7)
    figures = st.sampled_from(("00001", "19970101", "12,50", "1.234,50", "-3", "31.12.2025"))
    columns = [figures if number % 3 == 0 else words | figures for number in range(width)]
    rows = draw(st.lists(st.tuples(*columns), min_size=3, max_size=9))
    headers = draw(st.none() | st.permutations(NAMES).map(lambda names: tuple(names[:width])))
    headers = None if headers is None or len(headers) < width else headers
    if headers is None:
        rows = [tuple(cell.replace(",", ".") for cell in row) for row in rows]
    said = draw(st.sets(st.sampled_from(("encoding", "delimiter", "header"))))
    widths = [max(len(row[index]) for row in [*rows, headers or rows[0]]) for index in range(width)]
    gap, pad = draw(st.sampled_from((" ", "   "))), draw(st.sampled_from((str.ljust, str.rjust)))
    padded = replace(dialect, delimiter=gap)
    filled = [tuple(pad(cell, wide) for cell, wide in zip(row, widths, strict=True)) for row in rows]
    head = None if headers is None else tuple(pad(cell, wide) for cell, wide in zip(headers, widths, strict=True))
    made = write(Plan(head, tuple(filled)), padded, _statement(said, Plan(headers, ()), dialect))
    records = tuple((line, tuple(cell.strip() for cell in row)) for line, row in made.records)
    return Written(made.content, dialect, headers, records, made.counts, made.options)
