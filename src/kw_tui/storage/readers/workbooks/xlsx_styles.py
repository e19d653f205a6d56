"""Formats of XLSX cells that show another text than the number stored: per cent, and numbers with leading zeros."""

import re
import zipfile
from collections.abc import Mapping

from kw_tui.storage.readers.workbooks.xml_parts import chunks, elements

PERCENT = "percent"
"""A number shown times 100; every other value of `shown_styles` is a row of zeros, as long as the shown number."""

_BUILT_IN = {"9": PERCENT, "10": PERCENT}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ZEROS = re.compile(r"0{2,}")


def shown_styles(container: zipfile.ZipFile) -> dict[int, str]:
    """Number of a cell style -> how it shows numbers, of those that matter."""
    if "xl/styles.xml" not in container.namelist():
        return {}
    formats, used = dict(_BUILT_IN), list[str]()
    is_inside = False

    def begin(name: str, given: Mapping[str, str]) -> None:
        nonlocal is_inside
        if name == "numFmt" and (shown := _shown(given.get("formatCode", ""))):
            formats[given.get("numFmtId", "")] = shown
        elif name == "cellXfs":
            is_inside = True
        elif name == "xf" and is_inside:
            used.append(given.get("numFmtId", ""))

    def end(name: str) -> None:
        nonlocal is_inside
        is_inside = is_inside and name != "cellXfs"

    elements(chunks(container, "xl/styles.xml"), begin, end)
    return {style: formats[code] for style, code in enumerate(used) if code in formats}


def _shown(code: str) -> str | None:
    plain = _LITERAL.sub("", code).partition(";")[0]
    if "%" in plain:
        return PERCENT
    return plain if _ZEROS.fullmatch(plain) else None
