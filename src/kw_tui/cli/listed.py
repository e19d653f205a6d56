"""What every command that lists a table does: open the session, narrow the rows, show them, say what they rest on."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from kw_tui.cli.assumed import NOTE
from kw_tui.cli.opening import open_session, tell_notice
from kw_tui.cli.options import (
    ColumnsOption,
    DescOption,
    FormatOption,
    LimitOption,
    OutputOption,
    PeriodOption,
    SessionOption,
    SortOption,
    WhereOption,
)
from kw_tui.cli.output import Sink
from kw_tui.cli.partly import is_too_high
from kw_tui.cli.voice import Voice
from kw_tui.vocabulary.phrases import AT_MOST_NOTE
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.vocabulary.table import Column
    from kw_tui.workbench import Workbench


class Asked(NamedTuple):
    """The options that lists have in common, in the order help shows them."""

    session: SessionOption = None
    form: FormatOption = None
    output: OutputOption = None
    where: WhereOption = None
    sort: SortOption = None
    desc: DescOption = False
    limit: LimitOption = None
    columns: ColumnsOption = None
    period: PeriodOption = None


def as_list(command: Callable[..., None], *, without: Sequence[str] = ()) -> Callable[..., None]:
    """Give a command that takes `ctx` and `asked` the options of `Asked`, but those it is to be `without`.

    Its own options stand between the session and the others.
    """
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=Asked._field_defaults[name], annotation=option)
        for name, option in Asked.__annotations__.items()
        if name not in without
    ]
    ctx, _, *own = (one.replace(kind=one.KEYWORD_ONLY) for one in inspect.signature(command).parameters.values())

    @wraps(command)
    def asking(ctx: typer.Context, **options: Any) -> None:
        asked = Asked(**{one.name: options.pop(one.name) for one in shared})
        command(ctx, asked, **options)

    signature = inspect.Signature([ctx, shared[0], *own, *shared[1:]])
    asking.__signature__ = signature  # type: ignore[attr-defined] # what the library reads the options from
    return asking


@dataclass(frozen=True)
class Listed:
    """The rows of a list, and which of their columns a table `shown` on a screen has."""

    bench: "Workbench"
    voice: Voice
    sink: Sink
    rows: "pl.DataFrame"
    shown: Sequence[str]

    @property
    def is_table(self) -> bool:
        """Whether a person reads it, who is told more than the figures."""
        return self.sink.form == "table"

    def show(self, columns: "Sequence[Column] | None" = None) -> None:
        """Write the rows; `columns` say what they are called otherwise than usual."""
        from kw_tui.cli.columns import labelled

        self.sink.frame(self.rows, labelled(self.bench, self.rows) if columns is None else columns, self.shown)

    def say(self, notes: Sequence[Text]) -> None:
        """Tell what is to be known of the figures, and last whether any rests on an assumption."""
        for note in notes:
            self.voice.say(Text("kw: {note}", "kw: {note}").format(note=note))
        if self.is_table and set(self.shown) & set(self.bench.assumptions()):
            self.voice.say(NOTE)
        if self.is_table and is_too_high(self.rows, self.shown):
            self.voice.say(AT_MOST_NOTE)


def listed(
    asked: Asked, voice: Voice, frame: "Callable[[Workbench], pl.DataFrame]", usual: tuple[str, ...] = ()
) -> Listed:
    """Find what is asked for; `usual` are the columns a screen shows where none are named (all, if empty)."""
    from kw_tui.cli.narrowing import Narrowing
    from kw_tui.cli.target import check_target

    bench = open_session(asked.session, voice, asked.period)
    narrowing = Narrowing(asked.where, asked.sort, asked.desc, asked.limit, asked.columns, bench.headings)
    check_target(asked.output, asked.form, bench)
    rows = narrowing.narrow(frame(bench))
    shown = narrowing.chosen(rows, usual)
    tell_notice(bench, voice)
    sink = Sink(voice, asked.form, asked.output)
    is_whole = asked.columns is None or sink.form == "table"  # a table shows some, and marks them by others
    return Listed(bench, voice, sink, rows if is_whole else rows.select(shown), shown)
