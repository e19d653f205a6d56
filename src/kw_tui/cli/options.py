"""The options commands share, as types."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kw_tui.cli import words
from kw_tui.cli.voice import Voice

MOST_ROWS = 2**31 - 1
Format = Literal["table", "csv", "json", "parquet"]
Form = Literal[Format, "xlsx"]
"""A workbook is asked for by the suffix of a file alone."""
ShortFormat = Literal["table", "json"]

SessionOption = Annotated[
    Path | None,
    typer.Option("--session", "-s", envvar="KW_SESSION", show_envvar=False, metavar="SESSION", help=words.SESSION.en),
]
FormatOption = Annotated[Format | None, typer.Option("--format", help=words.FORMAT.en)]
ShortFormatOption = Annotated[ShortFormat, typer.Option("--format", help=words.FORMAT.en, show_default=False)]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help=words.OUTPUT.en)]
WhereOption = Annotated[str | None, typer.Option("--where", metavar="SQL", help=words.WHERE.en)]
SortOption = Annotated[str | None, typer.Option("--sort", metavar="COL", help=words.SORT.en)]
DescOption = Annotated[bool, typer.Option("--desc", help=words.DESC.en)]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, max=MOST_ROWS, help=words.LIMIT.en)]
CountOption = Annotated[int, typer.Option("--count", metavar="N", min=1, max=MOST_ROWS, help=words.COUNT.en)]
ColumnsOption = Annotated[str | None, typer.Option("--columns", metavar="COLS", help=words.COLUMNS.en)]
PeriodOption = Annotated[str | None, typer.Option("--period", metavar="P", help=words.PERIOD.en)]
LeanOption = Annotated[bool, typer.Option("--lean", help=words.LEAN.en)]
LangOption = Annotated[Literal["de", "en"] | None, typer.Option("--lang", help=words.LANG.en)]
PlainOption = Annotated[bool, typer.Option("--no-color", help=words.NO_COLOR.en)]
CustomerArgument = Annotated[str, typer.Argument(metavar="ID", help=words.CUSTOMER_ID.en)]


def voice_of(ctx: typer.Context) -> Voice:
    """Return the voice of this call."""
    voice = ctx.find_root().obj
    return voice if isinstance(voice, Voice) else Voice()
