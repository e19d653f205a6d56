"""Parts of zipped XML documents as a stream of elements, names without their namespaces; no part is held whole."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from kw_tui.storage.readers.workbooks.refusals import RefusedError

CHUNK = 1 << 20
Begin = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]
Report = Callable[[float], None]
"""Is told which share of the work lies behind, 0 to 1."""


def chunks(container: zipfile.ZipFile, part: str, report: Report | None = None) -> Iterator[bytes]:
    """The unpacked bytes of a part; raises RefusedError where they do not fit their checksum or length."""
    try:
        size, done = container.getinfo(part).file_size, 0
        with container.open(part) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
                done += len(chunk)
                if report:
                    report(done / size)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as error:
        raise RefusedError("damaged") from error


def elements(
    pieces: Iterable[bytes],
    begin: Begin,
    end: End | None = None,
    characters: Characters | None = None,
    *,
    is_local: bool = True,
) -> None:
    """Call back for every element and text. A document type is refused: with it come entities that expand.

    Names come without their namespace, or (quicker) whole: `namespace name`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = (lambda name, given: begin(name.rpartition(" ")[2], given)) if is_local else begin
    if end:
        parser.EndElementHandler = (lambda name: end(name.rpartition(" ")[2])) if is_local else end
    if characters:
        parser.CharacterDataHandler = characters
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding nobody knows
        raise RefusedError("damaged") from error


def attribute(given: Mapping[str, str], name: str) -> str | None:
    """An attribute by its name without namespace; for parts that are small."""
    return next((value for key, value in given.items() if key.rpartition(" ")[2] == name), None)


def _refuse(*_: object) -> None:
    raise RefusedError("damaged")
