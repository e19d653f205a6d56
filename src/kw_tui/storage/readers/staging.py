"""Bring a text file to UTF-8 with line feeds, in chunks, beside the original; a file already so is used as it is."""

import codecs
from pathlib import Path

import polars as pl

from kw_tui.storage.readers.gate import CHUNK, Arrival


def as_utf8(arrival: Arrival, folder: Path) -> Path:
    """Return the path of a UTF-8 twin in `folder` (the file itself where nothing must change)."""
    if arrival.encoding == "utf-8" and not (arrival.has_only_cr or arrival.is_damaged):
        return arrival.path
    target = folder / f"{arrival.sha256[:16]}.utf8"
    decoder = codecs.getincrementaldecoder(arrival.encoding)(errors="kw-mark")
    with arrival.path.open("rb") as source, target.open("wb") as sink:
        while chunk := source.read(CHUNK):
            sink.write(_utf8(decoder.decode(chunk), arrival.has_only_cr))
        sink.write(_utf8(decoder.decode(b"", final=True), arrival.has_only_cr))
    return target


def _utf8(text: str, has_only_cr: bool) -> bytes:
    if has_only_cr:
        text = text.replace("\r", "\n")
    return text.encode("utf-8", "replace")


def unpadded(staged: Path, folder: Path) -> Path:
    """Return a twin in which runs of blanks became single tabs, line for line."""
    target = folder / f"{staged.stem}.unpadded"
    cells = pl.col("raw").str.strip_chars(" \t").str.replace_all("[ \t]+", "\t")
    lines = pl.scan_lines(staged, name="raw", glob=False).select(cells)
    lines.sink_csv(target, include_header=False, quote_style="never", separator="\x1f")
    return target
