"""JSON of plain values, amounts as exact numbers."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from kw_tui.vocabulary.texts import BIDI, CONTROLS, Text

ESCAPES = {chr(code): f"\\u{code:04x}" for code in range(0x7F, 0x2100) if re.match(f"{CONTROLS}|{BIDI}", chr(code))}
"""What JSON may hold raw but a terminal obeys (DEL, C1, separators, marks that reorder), as JSON escapes."""
_ESCAPED = str.maketrans(ESCAPES)


def dumps(value: Any) -> str:
    """Write mappings, sequences, dataclasses, dates, Decimals and paths as indented JSON."""
    return _written(value, "\n").translate(_ESCAPED)


def _written(value: Any, line: str) -> str:
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, float):
        return json.dumps(value) if value - value == 0 else "null"
    if isinstance(value, date | Path | Text | Enum):
        return json.dumps(_as_text(value), ensure_ascii=False)
    if is_dataclass(value) and not isinstance(value, type):
        value = {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, Mapping):
        members = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {_written(one, line + '  ')}" for key, one in value.items()
        ]
        return _block("{", members, "}", line)
    if isinstance(value, list | tuple):
        return _block("[", [_written(one, line + "  ") for one in value], "]", line)
    return json.dumps(value, ensure_ascii=False)


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.en if isinstance(value, Text) else str(value.value if isinstance(value, Enum) else value)


def _amount(value: Decimal) -> str:
    """All digits, no exponent, no needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _block(opening: str, members: list[str], closing: str, line: str) -> str:
    inner = line + "  "
    return f"{opening}{inner}{f',{inner}'.join(members)}{line}{closing}" if members else opening + closing
