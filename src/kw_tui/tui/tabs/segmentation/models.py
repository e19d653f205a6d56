"""Lifetime models side by side: how well they fit, how they follow what came, and how far they were off. Pure."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.core.metrics.value_words import MODELS
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, Run, filled, wrapped
from kw_tui.tui.pictures import drawing
from kw_tui.tui.pictures.picture import Axis, Curve, Room, Told
from kw_tui.vocabulary.texts import Lang, Text, day

if TYPE_CHECKING:
    import polars as pl

TITLE = Text("Lebenszeitmodelle", "Lifetime models")
NAMES: Mapping[str, Text] = {
    **MODELS,
    "gamma_gamma_orders": Text("GG (Käufe)", "GG (orders)"),
    "gamma_gamma": Text("GG (Mittel)", "GG (means)"),
}
"""Gamma-Gamma by what it was fitted to: single orders, or their mean by customer."""
SHORT_NAMES: Mapping[str, str] = {
    "mbg_cnbd": "CNBD-k",
    "mbg_nbd": "MBG",
    "bg_nbd": "BG",
    "pareto_nbd": "Pareto",
    "nbd": "NBD",
}
PARAMETERS = ("r", "alpha", "a", "b", "s", "beta", "p", "q", "gamma")
COMPARED = Text("Vergleich", "Comparison")
TRACKED = Text("Verlauf", "Tracking")
ERRORS = Text("Vorhersagefehler", "Errors")
NO_MODEL = Text("Kein Modell: {why}", "No model: {why}")
TOO_SHORT = Text("die Käufe reichen nicht über 180 Tage", "orders do not reach over 180 days")
COHORT = Text(
    "Kaufabstände aller zusammen: k = {k} (1 zufällig, darüber regelmäßig; {n} Kunden)",
    "Gaps between orders of all together: k = {k} (1 random, above regular; {n} customers)",
)
UNRELATED = Text(
    "DB I je Kauf und Zahl der Käufe: Korrelation {r}; Gamma-Gamma setzt voraus, dass sie klein ist.",
    "DB I per order and number of orders: correlation {r}; Gamma-Gamma takes it to be small.",
)
RELATED = Text(
    "DB I je Kauf und Zahl der Käufe hängen zusammen (Korrelation {r}), was Gamma-Gamma nicht kennt: mit Vorsicht.",
    "DB I per order and number of orders are related (correlation {r}), which Gamma-Gamma does not know: take care.",
)
FITTED = Text("Angepasst an {n} Kunden; Zeiteinheit {unit} Tage.", "Fitted to {n} customers; unit of time {unit} days.")
NOT_CONVERGED = Text(" nicht konv.", " not conv.")
NOT_CONVERGED_SHORT = Text(" !", " !")
UNRELIABLE = Text(
    "{mark} heißt nicht konvergiert: die Anpassung endete ohne sicheres Optimum.",
    "{mark} means not converged: the fit ended without a certain optimum.",
)
TIMES = 6
NAME, CELL = 13, 9
WIDTHS = (3, 11, 11, 8, 10, 10)


class Models(NamedTuple):
    """What the workbench tells of the models; `used` is that of the settings, `why_none` says why there are none."""

    compared: "pl.DataFrame"
    tracked: "pl.DataFrame"
    errors: "pl.DataFrame | None"
    regularity: tuple[float | None, int]
    used: str
    why_none: Text | None


def compared_lines(models: Models, lang: Lang, width: int) -> list[Line]:
    """Return the models, a line each, and their parameters; that of the settings bears an arrow."""
    if models.why_none is not None:
        return _none(models.why_none, lang, width)
    heads = (
        Text("k", "k"),
        Text("Log-L.", "Log-L."),
        Text("AIC", "AIC"),
        Text("Fehler", "Error"),
        Text("vorherg.", "foretold"),
        Text("gekommen", "came"),
    )
    faces = [filled(head.in_(lang), width, right=True) for head, width in zip(heads, WIDTHS, strict=True)]
    lines: list[Line] = [((filled(Text("Modell", "Model").in_(lang), NAME) + "".join(faces), "dim"),)]
    rows = models.compared.to_dicts()
    lines += [_model(row, lang, width) for row in rows]
    lines += [BLANK, ((Text("Parameter", "Parameters").in_(lang), "title"),)]
    lines += [line for row in rows for line in _parameters(row, lang, width)]
    return [*lines, BLANK, *_notes(models, lang, width)]


def _model(row: Mapping[str, Any], lang: Lang, width: int) -> Line:
    mark = "›" if row["used"] else " "
    cells = (
        figures.count(row["k"], lang),
        figures.amount(row["log_likelihood"], lang, 1),
        figures.amount(row["aic"], lang, 1),
        figures.score(row["error"], lang),
        figures.number(row["foretold"], lang),
        figures.count(row["held_out"], lang),
    )
    role: Role = "" if row["converged"] else "warning"
    line: list[Run] = [(filled(mark + NAMES[row["name"]].in_(lang), NAME), "strong")]
    line += [(filled(cell, width, right=True), role) for cell, width in zip(cells, WIDTHS, strict=True)]
    if not row["converged"]:
        line.append((_mark(width).in_(lang), "warning"))
    return tuple(line)


def _mark(width: int) -> Text:
    """What stands behind a model that did not converge: words where there is room."""
    return NOT_CONVERGED if width >= NAME + sum(WIDTHS) + len(NOT_CONVERGED.de) else NOT_CONVERGED_SHORT


def _parameters(row: Mapping[str, Any], lang: Lang, width: int) -> list[Line]:
    told = [f"{name} {figures.amount(row[name], lang, 3)}" for name in PARAMETERS if row.get(name) is not None]
    text = "  ".join(told)
    first, *others = wrapped(text, width - NAME) or [""]
    name: Run = (filled(" " + NAMES[row["name"]].in_(lang), NAME), "dim")
    return [(name, (first, "")), *(((" " * NAME + other, ""),) for other in others)]


def _notes(models: Models, lang: Lang, width: int) -> list[Line]:
    rows = models.compared.to_dicts()
    notes = [] if all(row["converged"] for row in rows) else [UNRELIABLE.format(mark=_mark(width).in_(lang).strip())]
    notes += [
        Text(
            "Fehler: im Mittel je Kunde bei Käufen, die das Modell nicht kannte (letztes Drittel, höchstens ein Jahr); "
            "bei Gamma-Gamma im DB I je Kauf. › gilt: von Gamma-Gamma das mit dem kleineren Fehler.",
            "Error: on average a customer, on orders the model did not know (the last third, a year at most); of "
            "Gamma-Gamma in DB I per order. › is used: of Gamma-Gamma the one with the smaller error.",
        )
    ]
    fitted = {row["name"]: row for row in models.compared.to_dicts()}
    buying = next((row for name, row in fitted.items() if name in SHORT_NAMES), None)
    if buying is not None:
        counts = {"n": figures.count(buying["customers"], lang), "unit": figures.number(buying["unit"], lang)}
        notes.append(FITTED.format(**counts))
    spent = next((row for row in fitted.values() if row["used"] and row["related"] is not None), None)
    if spent is not None:
        told = RELATED if spent["related"] else UNRELATED
        notes.append(told.format(r=figures.score(spent["correlation"], lang)))
    k, customers = models.regularity
    if k is not None:
        notes.append(COHORT.format(k=figures.score(k, lang), n=figures.count(customers, lang)))
    return [((line, "dim"),) for note in notes for line in wrapped(note.in_(lang), width)]


def tracked_lines(models: Models, lang: Lang, width: int, height: int) -> list[Line]:
    """Return repeat orders so far as a curve, those the model of the settings expects as dots, and all in figures."""
    if models.why_none is not None or models.tracked.is_empty():
        return _none(models.why_none or TOO_SHORT, lang, width)
    frame, used = models.tracked, models.used
    expected = [one for one in frame.columns if one in SHORT_NAMES]
    shown = used if used in expected else next(iter(expected), "")
    dots = frame[shown].to_list() if shown else []
    title = Text(
        "Wiederkäufe bisher: ── gekommen   ··· erwartet ({model})", "Repeat orders: ── came   ··· expected ({model})"
    )
    lines: list[Line] = [((title.format(model=NAMES[shown] if shown else "–").in_(lang), "title"),)]
    rows = max(3, height - TIMES - 4)
    lines += drawing.draw(tracked_curve(frame, dots), Room(width, rows), None, lang)
    heads = [Text("gekommen", "came").in_(lang), *(SHORT_NAMES[one] for one in expected)]
    lines += [BLANK, _heading(Text("bis", "until"), heads, lang)]
    places = sorted({round(step * (frame.height - 1) / max(1, TIMES - 1)) for step in range(TIMES)})
    for row in frame[places].to_dicts():
        told: list[Run] = [(filled(day(row["until"], lang), NAME), "dim")]
        told.append((filled(figures.count(row["actual"], lang), CELL, right=True), "strong"))
        told += [(filled(figures.count(row[one], lang), CELL, right=True), "") for one in expected]
        lines.append(tuple(told))
    return lines


def tracked_curve(frame: "pl.DataFrame", expected: Sequence[float]) -> Curve:
    """Repeat orders so far, those expected dotted beside."""
    until, actual = frame["until"].to_list(), frame["actual"].to_list()

    def rows(lang: Lang) -> list[list[str]]:
        return [[day(one, lang), figures.count(count, lang)] for one, count in zip(until, actual, strict=True)]

    return Curve(
        id="tracked",
        title=TRACKED,
        tells=lambda cursor, lang: [Told(day(until[cursor.x], lang), figures.count(actual[cursor.x], lang))],
        rows=rows,
        xs=tuple(float(one) for one in range(len(until))),
        ys=tuple(float(one) for one in actual),
        even=tuple(expected),
        x=Axis(Text("bis", "until"), figures.count),
        y=Axis(Text("Wiederkäufe", "repeat orders"), figures.count, is_counted=True),
        names=lambda place: f"{until[place]:%m/%y}",
    )


def error_lines(models: Models, lang: Lang, width: int) -> list[Line]:
    """Return what the model of the settings foretold of orders held out, by number of repeat orders before."""
    if models.why_none is not None or models.errors is None:
        return _none(models.why_none or TOO_SHORT, lang, width)
    title = Text(
        "{model}: vorhergesagt und gekommen, nach Wiederkäufen vorher", "{model}: foretold and came, by repeats before"
    )
    heads = (
        Text("Kunden", "Customers"),
        Text("vorherg.", "foretold"),
        Text("gekommen", "came"),
        Text("Fehler", "Error"),
    )
    lines: list[Line] = [((title.format(model=NAMES[models.used]).in_(lang), "title"),)]
    lines.append(_heading(Text("vorher", "before"), [head.in_(lang) for head in heads], lang))
    last = models.errors["repeats"].max()
    for row in models.errors.to_dicts():
        plus = "+" if row["repeats"] == last and models.errors.height > 1 else ""
        cells = (
            figures.count(row["customers"], lang),
            figures.number(row["expected"], lang),
            figures.count(row["actual"], lang),
            figures.score(row["error"], lang),
        )
        head: Run = (filled(f"{row['repeats']}{plus}", NAME), "strong")
        lines.append((head, *((filled(cell, CELL, right=True), "") for cell in cells)))
    return lines


def _heading(first: Text, heads: list[str], lang: Lang) -> Line:
    return ((filled(first.in_(lang), NAME) + "".join(filled(head, CELL, right=True) for head in heads), "dim"),)


def _none(why: Text, lang: Lang, width: int) -> list[Line]:
    return [((line, "warning"),) for line in wrapped(NO_MODEL.format(why=why).in_(lang), width)]
