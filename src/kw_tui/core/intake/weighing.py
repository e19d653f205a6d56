"""When counts of lines prove one of several readings of a column, and when they only make one likely."""

from kw_tui.core.intake.identities import Counts

ENOUGH, FEW = 0.8, 0.5
"""Share of the tested lines that proves a reading, and share of that which others may reach."""
_LIKELY = 3
"""Lines that make a reading likely."""


class Weighing:
    """The counts of `open_questions`, named `question|reading`; `tested` are the lines that could tell."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts

    def count(self, name: str) -> float:
        """A fact; 0 where it was not asked for."""
        return self._counts.get(name) or 0

    def holds(self, name: str, tested: str) -> bool:
        """Whether an equation holds on enough of the tested lines."""
        return self.count(tested) > 0 and self.count(name) >= ENOUGH * self.count(tested)

    def verdict(self, question: str, readings: tuple[str, ...]) -> str | None:
        """The reading that enough lines prove, and few of them another; None where there is none."""
        counts = sorted(((self.count(f"{question}|{reading}"), reading) for reading in readings), reverse=True)
        (best, verdict), (second, _) = counts[:2]
        is_clear = best and best >= ENOUGH * self.count(f"{question}|tested") and second <= FEW * best
        return verdict if is_clear else None

    def near(self, question: str) -> str | None:
        """The likely reading of a price or cost where nothing proves one."""
        unit, line = self.count(f"{question}|unit_near"), self.count(f"{question}|line_near")
        many = self.count(f"{question}|many")
        if many < _LIKELY or max(unit, line) < ENOUGH * many or min(unit, line) > FEW * max(unit, line):
            return None
        return "unit" if unit > line else "line"
