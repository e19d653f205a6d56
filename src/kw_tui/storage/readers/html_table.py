"""Tables in web pages, as programs write them under the name of an Excel file, to text cells with row numbers.

Cells are text as a page shows it. A table is read like a sheet, and of several the one that looks most like data.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import polars as pl

from kw_tui.storage.readers import refusals
from kw_tui.storage.readers.dialect import MOST_COLUMNS
from kw_tui.storage.readers.fingerprint import Fingerprint, Passage, opening
from kw_tui.storage.readers.gate import Progress
from kw_tui.storage.readers.grid import Grid, Origin, raw_text
from kw_tui.storage.readers.raw import RawText
from kw_tui.storage.readers.workbooks.blocks import Block, joined
from kw_tui.storage.readers.workbooks.cells import stage
from kw_tui.storage.readers.workbooks.choice import asked_for, likeliest
from kw_tui.storage.readers.workbooks.refusals import RefusedError, refused
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions
from kw_tui.vocabulary.texts import Text

MOST_CELLS = 10_000_000
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20
"""Characters without an end of a tag or comment, after which a page is not understood."""
_PAGE = re.compile(
    r"(?is)\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|meta|body|table|style|center)\b"
)
