"""How far an import is, as one line. Pure."""

from kw_tui.tui import figures
from kw_tui.tui.keys import Keyed, as_it_is
from kw_tui.tui.lines import Line, clipped, trimmed
from kw_tui.tui.tabs.imports.job import Stage
from kw_tui.tui.widgets.charts import bar
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench.progress import Step

CANCELS = Text("<import.stop> bricht ab", "<import.stop> cancels")
_BAR, _BAR_WIDE = 8, 30
"""Cells of the bar: always the same, so that nothing beside it moves."""
_WIDE = 100
"""Cells from which there is room for the time as well."""


def progress(stage: Stage, rows: int | None, lang: Lang, width: int, files: int = 1, keyed: Keyed = as_it_is) -> Line:
    """Return the bar of work under way: step, rows, rate, time. `rows` are those of the file, where known.

    Of several `files` nobody knows the whole: then there is no bar, only how much has been done.
    """
    cancels = keyed(CANCELS).in_(lang)
    if stage.total <= 0:
        return _waiting(stage.step.value, stage, cancels, lang, width)
    if _is_over(stage) and files == 1:
        return _waiting(_PREPARED if stage.step is Step.READ else _FINISHED, stage, cancels, lang, width)
    is_wide = width >= _WIDE
    if files > 1 and stage.step is not Step.STORE:
        said = _OF_FILES.format(step=stage.step.value, files=figures.count(files, lang)).in_(lang)
        return ((clipped(" · ".join([said, *_passed(stage, lang), _clock(stage), cancels]), width), ""),)
    share = _share(stage)
    parts = [*_amounts(stage, rows, lang), _clock(stage) if is_wide else "", cancels]
    return trimmed(
        (
            (f"{_step(stage).in_(lang)} ", ""),
            (bar(share, 1.0, _BAR_WIDE if is_wide else _BAR), "accent"),
            (f" {figures.ratio(share, lang, 0):>5}", "strong"),
            (f"  {' · '.join(part for part in parts if part)}", "dim"),
        ),
        width,
    )


def brief(stage: Stage, lang: Lang) -> str:
    """Return the step and how much of it is done, for where there is no room for a bar."""
    step = _step(stage).in_(lang)
    return f"{step} {figures.ratio(_share(stage), lang, 0)}" if stage.total > 0 else step


def _is_over(stage: Stage) -> bool:
    return stage.done >= stage.total and stage.step is not Step.CHECK and stage.turn >= stage.turns


def _share(stage: Stage) -> float:
    """How much of the step is done; where the number of passes is not known, of this pass."""
    share = min(1.0, stage.done / stage.total)
    return (stage.turn - 1 + share) / stage.turns if stage.turns else share


def _step(stage: Stage) -> Text:
    """The step, and which pass it is where that begins anew what the bar shows."""
    is_new = stage.turn > 1 and not stage.turns
    return _PASS.format(step=stage.step.value, turn=stage.turn) if is_new else stage.step.value


def _amounts(stage: Stage, rows: int | None, lang: Lang) -> list[str]:
    """How much is done, and how much a second: in lines where it can be said, else in the step's own units."""
    if stage.step is Step.STORE:
        return [f"{figures.count(stage.done, lang)} / {figures.count(stage.total, lang)}"]
    done, factor = float(stage.done), 1.0
    if stage.step is Step.READ:
        if rows is None or not stage.turns:
            speed = f"{_megabytes(stage.rate, lang)} MB/s" if stage.rate else ""
            return [f"{_megabytes(stage.done, lang)} / {_megabytes(stage.total, lang)} MB", speed]
        done, factor = _share(stage) * stage.total, rows / stage.total
    about = "≈ " if stage.step is Step.READ else ""
    lines = _LINES.format(n=f"{about}{_rounded(done * factor, about, lang)}").in_(lang)
    rate = (stage.pace or stage.rate or 0.0) * factor / max(1, stage.turns)
    return [lines, f"{_rounded(rate, '≈', lang)}/s" if rate else ""]


def _passed(stage: Stage, lang: Lang) -> list[str]:
    """What has been done of all files so far, and how much a second."""
    if stage.step is Step.READ:
        speed = [f"{_megabytes(stage.pace, lang)} MB/s"] if stage.pace else []
        return [f"{_megabytes(stage.passed, lang)} MB", *speed]
    speed = [f"{_rounded(stage.pace, '≈', lang)}/s"] if stage.pace else []
    return [_LINES.format(n=figures.count(stage.passed, lang)).in_(lang), *speed]


def _rounded(value: float, about: str, lang: Lang) -> str:
    """Write a count; one that is only about right in thousands."""
    return figures.count(round(value, -3 if about and value >= 10_000 else 0), lang)


def _megabytes(size: float, lang: Lang) -> str:
    return figures.amount(size / 1e6, lang, 1)


def _clock(stage: Stage) -> str:
    """Minutes and seconds since the import began."""
    return f"{int(stage.seconds) // 60}:{int(stage.seconds) % 60:02}"


def _waiting(said: Text, stage: Stage, cancels: str, lang: Lang, width: int) -> Line:
    tail = "" if said is _FINISHED else f" · {cancels}"
    return ((clipped(f"{said.in_(lang)} … {_clock(stage)}{tail}", width), ""),)


_LINES = Text("{n} Zeilen", "{n} lines")
_PASS = Text("{step}, Durchgang {turn}", "{step}, pass {turn}")
_OF_FILES = Text("{files} Dateien: {step}", "{files} files: {step}")
_PREPARED = Text("wird vorbereitet", "preparing")
_FINISHED = Text("wird abgeschlossen", "finishing")
