"""JSON: an object per line, or the objects of one array. Numbers keep their digits, and no key is lost."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.fingerprint import Passage, opening
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.json_numbers import Mixture, unmistakable
from kw_tui.storage.readers.json_rows import BLANKS, DECODER, Columns, Rows
from kw_tui.storage.readers.json_stream import Document, has_inner_list
from kw_tui.storage.readers.json_template import MARK, Template, cell, usual_templates
from kw_tui.storage.readers.raw import LINE, RAW_LIMIT, RawText
from kw_tui.storage.readers.rejects import Rejects
from kw_tui.storage.readers.staged_parts import StagedParts
from kw_tui.storage.readers.staging import staged_room
from kw_tui.storage.readers.typed_table import raw_table
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

BLOCK = 4 << 20
LONGEST_LINE = 16 << 20
MOST_REJECTS = 100_000
"""Lines that are no objects; with more of them the file is another format than it seems."""
_GLANCE, _HEAD = 64 << 10, 1 << 20
_SAMPLE = 200
_OBJECT = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')
_ARRAY = re.compile(r"\[\s*[{\]]")
_INNER_LIST = re.compile(r'"\s*:\s*\[\s*\{')
_FRACTION = re.compile(r"[:\[,]\s*-?\d+\.\d")
_COMMA = re.compile(r'"[-+]?\d[\d.]*,\d+\s*[€%]?"')
"""A number that is a text, and no number of JSON."""
_WHOLE_OBJECT = re.compile(r'\{\s*".*\}')
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BARE = ((b"{\x00", "utf-16-le"), (b"[\x00", "utf-16-le"), (b"\x00{", "utf-16-be"), (b"\x00[", "utf-16-be"))


def is_json(path: Path) -> bool:
    """Whether the file begins with an object or an array of objects, or most of its first lines are objects."""
    head = opening(path, _GLANCE)
    text = head.decode(_encoding(head), "replace").strip(BLANKS)
    if _OBJECT.match(text) or _ARRAY.match(text):
        return True
    lines = [line.strip(BLANKS) for line in text.split("\n")[:20] if line.strip(BLANKS)]
    return 2 * sum(1 for line in lines if _WHOLE_OBJECT.fullmatch(line)) > len(lines)


def read_json(path: Path, staging: Path, options: ImportOptions = DEFAULT, progress: Progress | None = None) -> RawText:
    """Read a JSON file: a line is a physical one where every line is an object, else the number of the element.

    Of several lists inside one object `options.sheet` chooses. A line or element that is no object is a reject.
    Raises SourceError where the file is missing, empty, no JSON behind some element, or holds no object.
    """
    head = opening(path, _HEAD)
    encoding = options.encoding or _encoding(head)
    text = head.decode(encoding, "replace").lstrip(BLANKS)
    form = _form(text, is_whole=len(head) < _HEAD)
    job = _Job(path, staging, Passage(path, progress), encoding)
    with staged_room(path, staging):
        raw = _read(job, form, options.sheet)
        if job.mixture.is_mixed:
            again = _Job(path, staging, Passage(path, progress), encoding, is_mixed=True)
            raw = _read(again, form, options.sheet)
    return replace(raw, mark="." if _FRACTION.search(text) and not _COMMA.search(text) else None)


def _read(job: "_Job", form: str, sheet: str | None) -> RawText:
    if form == "lines":
        return _read_lines(job)
    return _read_document(job, Document(job.path, job.pieces(), sheet), has_list=form == "inner")


def _encoding(head: bytes) -> str:
    return next((name for start, name in (*_BOMS, *_BARE) if head.startswith(start)), "utf-8")


def _form(text: str, is_whole: bool) -> str:
    """How the objects lie: `lines`, in the `inner` list of an object, or as `elements` of an array or one by one."""
    if text.startswith("["):
        return "elements"
    if not text.startswith("{"):
        return "lines"
    try:
        value, end = DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        # Either a first line that is damaged, or an object that goes on for long.
        is_line = is_whole or _OBJECT.match(text.partition("\n")[2]) or not _INNER_LIST.search(text)
        return "lines" if is_line else "inner"
    is_alone = is_whole and not text[end:].strip(BLANKS)
    if is_alone and has_inner_list(value):
        return "inner"
    return "elements" if "\n" in text[:end].strip(BLANKS) else "lines"


@dataclass(slots=True)
class _Job:
    """One file under way."""

    path: Path
    staging: Path
    passage: Passage
    encoding: str
    is_mixed: bool = False
    """Known from a first reading: true numbers are to be written unmistakably."""
    mixture: Mixture = field(default_factory=Mixture)
    columns: Columns = field(init=False)
    parts: StagedParts = field(init=False)
    rejects: Rejects = field(init=False)

    def __post_init__(self) -> None:
        self.columns = Columns(self.path)
        self.parts = StagedParts(self.path, self.staging)
        self.rejects = Rejects(self.staging, RAW_LIMIT)

    def pieces(self) -> Iterator[str]:
        """The text in pieces; what cannot be decoded is `MARK`."""
        errors = "replace" if self.encoding.startswith("utf-16") else "surrogateescape"
        decoder = codecs.getincrementaldecoder(self.encoding)(errors)
        for chunk in self.passage.chunks(BLOCK):
            yield _marked(decoder.decode(chunk))
        yield _marked(decoder.decode(b"", final=True))

    def blocks(self) -> Iterator[bytes]:
        """The file as UTF-8 without a byte order mark, in pieces of whole lines."""
        is_plain = self.encoding == "utf-8"
        chunks = self.passage.chunks(BLOCK) if is_plain else (piece.encode() for piece in self.pieces())
        rest = b""
        for chunk in chunks:
            whole = chunk.rfind(b"\n") + 1
            if whole:
                yield rest + chunk[:whole]
                rest = b""
            rest += chunk[whole:]
            if len(rest) > LONGEST_LINE:
                raise refusals.refusal(self.path, _LONG_LINE.format(size=LONGEST_LINE >> 20), _AGAIN)
        if rest:
            yield rest

    def reject(self, line: int, text: str) -> None:
        """Set a line apart that is no object."""
        code = "encoding" if MARK in text else "bad-json"
        self.rejects.add(line, code, text)
        if self.rejects.count > MOST_REJECTS:
            raise refusals.refusal(self.path, _NO_OBJECTS.format(count=MOST_REJECTS), _AGAIN)

    def finish(self, lines: int, blank: int) -> RawText:
        """The account of the file, once it was read to its end."""
        known = self.passage.finish()
        if not lines - blank:
            raise refusals.empty(self.path)
        if not self.parts.rows:
            raise refusals.without_rows(self.path)
        headers, doubles = self.columns.headers()
        raw = raw_table(known, "json", self.parts.frame(headers), headers, lines)
        return replace(
            raw,
            encoding=self.encoding,
            blank=blank,
            doubles=doubles,
            rejects=self.rejects.frame(),
            rejected=self.rejects.count,
        )


def _marked(text: str) -> str:
    return text if text.isascii() else re.sub("[\udc80-\udcff]", MARK, text)


def _read_document(job: _Job, document: Document, has_list: bool) -> RawText:
    """Each element becomes a line: line ends in it can only be blanks between its parts."""
    count, work, waiting, size = 0, _Lines(job), list[str](), 0
    for _, text in document.elements(has_list):
        waiting.append(text.replace("\n", " ").replace("\r", " "))
        size += len(text)
        if size > BLOCK:
            count += work.read(count + 1, "\n".join(waiting))[0]
            waiting, size = [], 0
    if waiting:
        count += work.read(count + 1, "\n".join(waiting))[0]
    raw = job.finish(count, 0)
    return replace(raw, notes=(_NUMBERED,), sheet=document.chosen, sheets=tuple(document.lists))


def _read_lines(job: _Job) -> RawText:
    lines, blank, work = 0, 0, _Lines(job)
    for block in job.blocks():
        height, empty = work.read(lines + 1, _decoded(block))
        lines, blank = lines + height, blank + empty
    return job.finish(lines, blank)


def _decoded(block: bytes) -> str:
    try:
        return block.decode()
    except UnicodeDecodeError:
        return _marked(block.decode("utf-8", "surrogateescape"))


class _Lines:
    """Lines of text: those that follow a template are cut by the engine, all others are decoded one by one."""

    def __init__(self, job: _Job) -> None:
        self._job, self._rows = job, Rows(job.columns)
        self._templates: list[tuple[Template, list[str]]] | None = None

    def _known(self, text: str) -> list[tuple[Template, list[str]]]:
        """The templates of the first block and where their values stand."""
        if self._templates is None:
            found = usual_templates(text.split("\n", _SAMPLE)[:_SAMPLE])
            self._templates = [(each, list(map(str, self._job.columns.places(each.keys)))) for each in found]
        return self._templates

    def read(self, first: int, text: str) -> tuple[int, int]:
        """Read a block of lines, the first of which has this number; return how many there are, and how many blank."""
        if self._job.is_mixed:
            text = unmistakable(text)
        else:
            self._job.mixture.note(text)
        templates = self._known(text)
        if not templates:
            lines = text.removesuffix("\n").split("\n")
            blank = self._decode(enumerate(lines, first))
            self._job.parts.add(self._rows.take())
            return len(lines), blank
        raw_lines = pl.scan_lines(text.encode(), name="raw", row_index_name=LINE, row_index_offset=first)
        rest = raw_lines.with_columns(pl.col(LINE).cast(pl.Int64))
        plain = []
        for template, places in templates:
            cut, others = _split(rest, template, places)
            plain.append(cut)
            rest = others.lazy()
        count = sum(frame.height for frame in plain) + others.height
        blank = self._decode(others.iter_rows())
        self._job.parts.add(pl.concat([*plain, self._rows.take()], how="diagonal").sort(LINE))
        return count, blank

    def _decode(self, lines: Iterable[tuple[int, str]]) -> int:
        """Take lines one by one; return how many are blank."""
        blank = 0
        for number, line in lines:
            text = line.strip(BLANKS)
            if not text:
                blank += 1
            elif MARK in text or not self._rows.add(number, text):
                self._job.reject(number, line)
        return blank


def _split(lines: pl.LazyFrame, template: Template, places: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells of the lines that follow a template, and the other lines as they are."""
    judged = lines.with_columns(template.is_legal(pl.col("raw")).alias("legal"))
    values = judged.filter("legal").select(LINE, template.pieces(pl.col("raw")).alias("values")).unnest("values")
    cells = [cell(pl.col(str(piece))).alias(place) for piece, place in enumerate(places)]
    cut, rest = pl.collect_all([values.select(LINE, *cells), judged.filter(~pl.col("legal")).drop("legal")])
    return cut, rest


_NO_OBJECTS = Text("mehr als {count} Zeilen sind keine JSON-Objekte", "more than {count} lines are not objects of JSON")
_LONG_LINE = Text("eine Zeile ist länger als {size} MiB", "a line is longer than {size} MiB")
_AGAIN = Text("als JSON mit einem Objekt je Zeile exportieren", "export it as JSON with an object per line")
_NUMBERED = Text("Zeilennummern zählen die Elemente der JSON-Liste", "line numbers count the elements of the JSON list")
