"""How far an import is, as one line. Pure."""

from kw_tui.tui import figures
from kw_tui.tui.lines import Line, clipped, trimmed
from kw_tui.tui.tabs.imports.job import Stage
from kw_tui.tui.widgets.charts import bar
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.progress import Step

CANCELS = Text("Esc bricht ab", "Esc cancels")
_BAR, _BAR_WIDE = 8, 30
"""Cells of the bar: always the same, so that nothing beside it moves."""
_WIDE = 100
"""Cells from which there is room for the time as well."""


def progress(stage: Stage, rows: int | None, lang: Lang, width: int) -> Line:
    """Return the bar of an import under way: step, rows, rate, time. `rows` are those of the file, where known."""
    if stage.total <= 0:
        return _waiting(stage.step.value, stage, lang, width)
    if stage.done >= stage.total and stage.step is not Step.CHECK:
        return _waiting(_PREPARED if stage.step is Step.READ else _FINISHED, stage, lang, width)
    share = min(1.0, stage.done / stage.total)
    is_wide = width >= _WIDE
    parts = [*_amounts(stage, rows, lang), _clock(stage) if is_wide else "", CANCELS.in_(lang)]
    return trimmed(
        (
            (f"{stage.step.value.in_(lang)} ", ""),
            (bar(share, 1.0, _BAR_WIDE if is_wide else _BAR), "accent"),
            (f" {figures.ratio(share, lang, 0):>5}", "strong"),
            (f"  {' · '.join(part for part in parts if part)}", "dim"),
        ),
        width,
    )


def _amounts(stage: Stage, rows: int | None, lang: Lang) -> list[str]:
    """How much is done, and how much a second: in lines where it can be said, else in the step's own units."""
    if stage.step is Step.STORE:
        return [f"{figures.count(stage.done, lang)} / {figures.count(stage.total, lang)}"]
    factor = 1.0
    if stage.step is Step.READ:
        if rows is None:
            speed = f"{_megabytes(stage.rate, lang)} MB/s" if stage.rate else ""
            return [f"{_megabytes(stage.done, lang)} / {_megabytes(stage.total, lang)} MB", speed]
        factor = rows / stage.total
    about = "≈ " if stage.step is Step.READ else ""
    lines = Text("{n} Zeilen", "{n} lines").format(n=f"{about}{_rounded(stage.done * factor, about, lang)}").in_(lang)
    return [lines, f"{_rounded(stage.rate * factor, '≈', lang)}/s" if stage.rate else ""]


def _rounded(value: float, about: str, lang: Lang) -> str:
    """Write a count; one that is only about right in thousands."""
    return figures.count(round(value, -3 if about and value >= 10_000 else 0), lang)


def _megabytes(size: float, lang: Lang) -> str:
    return figures.amount(size / 1e6, lang, 1)


def _clock(stage: Stage) -> str:
    """Minutes and seconds since the import began."""
    return f"{int(stage.seconds) // 60}:{int(stage.seconds) % 60:02}"


def _waiting(said: Text, stage: Stage, lang: Lang, width: int) -> Line:
    tail = "" if said is _FINISHED else f" · {CANCELS.in_(lang)}"
    return ((clipped(f"{said.in_(lang)} … {_clock(stage)}{tail}", width), ""),)


_PREPARED = Text("wird vorbereitet", "preparing")
_FINISHED = Text("wird abgeschlossen", "finishing")
