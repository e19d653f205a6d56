"""XLSX and XLS sheets through fastexcel, with what it leaves out: failed formulas, digits, how numbers are shown."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

import fastexcel
import polars as pl

from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.workbooks.cells import Cells, Column
from kw_tui.storage.readers.workbooks.numerals import PLAIN, clean, is_deep, is_doubtful, shown
from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.survey import Patch, Survey
from kw_tui.storage.readers.workbooks.xml_parts import Report

_SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "xls": (".xls",)}
_SURVEYED, _LOADED = 0.3, 0.7
"""Shares of the work that lie behind after a step."""
_Kind = Literal["string", "float", "boolean"]


class Surveyor(Protocol):
    """What knows the sheets of a file besides their values."""

    def __len__(self) -> int: ...

    @property
    def styles(self) -> Mapping[int, str]:
        """Styles that show numbers differently."""

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""

    def of(self, index: int, report: Report) -> Survey:
        """Look at a sheet."""

    def is_open(self, found: Survey) -> bool:
        """Whether some text of a sheet might look like a number that can be read in two ways."""


class ExcelBook:
    """An XLSX or XLS file."""

    def __init__(self, path: Path, kind: str, surveyor: Surveyor) -> None:
        self._surveyor = surveyor
        with _refused_if_damaged():
            self._reader = fastexcel.read_excel(_source(path, kind))
            self.names = list(self._reader.sheet_names)
        if len(surveyor) != len(self.names):
            raise RefusedError("damaged")

    def is_hidden(self, index: int) -> bool:
        """Whether a sheet is out of sight."""
        return self._surveyor.is_hidden(index)

    def cells(self, index: int, report: Report) -> Cells:
        """Read a sheet; raises RefusedError where it cannot be read."""
        survey = self._surveyor.of(index, lambda share: report(share * _SURVEYED))
        report(_SURVEYED)
        texts = {place: clean(text) for place, text in self._load(index, "string").items()}
        report(_LOADED)
        numbers = self._numbers(index, texts, is_open=self._surveyor.is_open(survey))
        self._deepen(index, texts, numbers)
        columns = {place: Column(text, numbers.get(place)) for place, text in texts.items()}
        rows = max([len(text) for text in texts.values()] + [row for row, _, _ in survey.patches], default=0)
        _patch(columns, survey.patches, rows)
        for (place, style), lines in survey.shown.items():
            if place in columns:
                columns[place].shown.append((self._surveyor.styles[style], lines))
        return Cells(pl.int_range(1, rows + 1, dtype=pl.Int64, eager=True), columns)

    def _load(self, index: int, kind: _Kind, places: frozenset[int] | None = None) -> dict[int, pl.Series]:
        """Read columns by their place in the sheet from 1, rows from the first."""
        with _refused_if_damaged():
            choose = None if places is None else (lambda column: column.absolute_index + 1 in places)
            sheet = self._reader.load_sheet(index, header_row=None, skip_rows=0, dtypes=kind, use_columns=choose)
            if not sheet.height:
                return {}
            if sheet.width > MOST_COLUMNS:
                raise RefusedError("too-wide", limit=MOST_COLUMNS)
            frame = pl.DataFrame(sheet)
            found = [column.absolute_index + 1 for column in sheet.selected_columns]
        return dict(zip(found, frame.get_columns(), strict=True))

    def _numbers(self, index: int, texts: Mapping[int, pl.Series], *, is_open: bool) -> dict[int, pl.Series]:
        """Which cells are true numbers, for the columns where this matters; `is_open`: their text does not tell."""
        masks = {place: _true(text.str.contains(PLAIN)) for place, text in texts.items() if is_doubtful(text).any()}
        if masks and is_open:
            for place, flag in self._load(index, "boolean", frozenset(masks)).items():
                masks[place] &= flag.is_not_null()
        return masks

    def _deepen(self, index: int, texts: dict[int, pl.Series], numbers: Mapping[int, pl.Series]) -> None:
        """Give true numbers the digits they have."""
        masks = {place: number & is_deep(texts[place]) for place, number in numbers.items()}
        deep = frozenset(place for place, mask in masks.items() if mask.any())
        for place, values in (self._load(index, "float", deep) if deep else {}).items():
            exact = [None if value is None else shown(value) for value in values.filter(masks[place])]
            texts[place] = texts[place].clone().scatter(masks[place].arg_true(), exact)


def _source(path: Path, kind: str) -> str | bytes:
    """The path where it says what the file is, for that is what fastexcel goes by; else the bytes."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.read_bytes()
    return str(path.absolute()) if path.suffix.lower() in _SUFFIXES[kind] else path.read_bytes()


@contextmanager
def _refused_if_damaged() -> Iterator[None]:
    try:
        yield
    except fastexcel.FastExcelError as error:
        raise RefusedError("encrypted" if "assword" in str(error) else "damaged") from error


def _patch(columns: dict[int, Column], patches: Sequence[Patch], rows: int) -> None:
    """Put texts into cells that fastexcel left empty; those may lie beyond all others."""
    by_place: dict[int, dict[int, str]] = {}
    for row, place, text in patches:
        by_place.setdefault(place, {})[row - 1] = text
    for place, cells in by_place.items():
        column = columns.setdefault(place, Column(pl.Series([], dtype=pl.String)))
        column.extend(rows)
        column.text = column.text.scatter(list(cells), list(cells.values()))
    for column in columns.values():
        column.extend(rows)


def _true(mask: pl.Series) -> pl.Series:
    return mask.fill_null(value=False)
