"""Deciding what is marked, or under the cursor, by one letter."""

from dataclasses import replace
from functools import partial
from typing import Any

from kw_tui.core.decisions import MEASURES, overridden
from kw_tui.tui import figures, triage
from kw_tui.tui.lines import Line, clipped
from kw_tui.tui.tabs.queue import view
from kw_tui.tui.tabs.queue.listed import QueueList
from kw_tui.tui.widgets.ask import Answer, AskScreen, Question
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Lang, Text

NAME_WIDTH = 40
HELD = Text("in Arbeit bei {who}", "taken by {who}")
SEVERAL = Text(
    "Für die markierten Kunden ist Verschiedenes vorgeschlagen.", "Different things are proposed for those marked."
)


class Deciding(QueueList):
    """A list whose items can be decided."""

    def __init__(self) -> None:
        super().__init__()
        self._last: tuple[str, tuple[str, ...], dict[str, Any]] | None = None
        """What was decided last here, about whom and how: nothing else is seen of a decision once its row is gone."""
        self._unheard: tuple[tuple[str, ...], str] = ((), "")
        """Whom a decision that was refused was about, and the reason given: it need not be typed again."""

    def action_as_proposed(self) -> None:
        """Decide what is proposed, for several where it is the same."""
        import polars as pl

        targets = self.targets()
        if self._found is None or not targets:
            return
        proposed = self._found.items.filter(pl.col("customer_id").is_in(targets))["proposal"].unique()
        if proposed.len() == 1:
            self.triage(proposed[0], targets, {})
        else:
            self.kw.tell(self.say(SEVERAL))

    def just_decided(self) -> Line:
        """Say what was decided last."""
        if self._last is None:
            return ()
        action, targets, details = self._last
        said = triage.with_details(action, details, self.lang)
        return (("· ", "dim"), (f"✓ {said}: {self._about_whom(targets)}", "positive"))

    def point_at(self, *customers: str) -> None:
        """What was decided last is taken back, or taken again: that is told in passing."""
        self._last = None
        super().point_at(*customers)

    def action_triage(self, action: str) -> None:
        """Decide about the marked rows, else the one under the cursor."""
        if targets := self.targets():
            self.triage(action, targets, {})

    def triage(self, action: str, targets: tuple[str, ...], given: dict[str, Any], why: Text | None = None) -> None:
        """Decide about these customers, asked about first where it must be; `given` is what is known already.

        `why` says what needs a reason, where something does.
        """
        given = {**given, "seen": self._decision_ids(targets)}
        is_override = self._overridden(action, targets) > 0
        if triage.must_ask(action, len(targets), is_override=is_override or why is not None):
            self._ask(action, targets, given, is_override=is_override, why=why)
        else:
            self._decide(action, targets, given)

    def targets(self) -> tuple[str, ...]:
        """Return the marked customers, else the one under the cursor."""
        table = self.browser.table
        if table.marks:
            return tuple(sorted(table.marks))
        return (table.cursor_key,) if table.cursor_key is not None else ()

    def _decision_ids(self, targets: tuple[str, ...]) -> dict[str, str | None]:
        """Return which decision about each is before the eyes: what others decide from now on is not replaced."""
        import polars as pl

        if self._found is None:
            return {}
        rows = self._found.items.filter(pl.col("customer_id").is_in(targets))
        return dict(rows.select("customer_id", "decision_id").iter_rows())

    def _ask(
        self, action: str, targets: tuple[str, ...], given: dict[str, Any], *, is_override: bool, why: Text | None
    ) -> None:
        def question(lang: Lang) -> Question:
            notes, about = (self._holders(targets), self._differing(action, targets)), self._about(targets, action)
            note = "\n".join(one for one in notes if one)
            asked = triage.question(action, about, self.kw.today, lang, note, is_override=is_override, why=why)
            return replace(asked, reason=self._unheard[1]) if self._unheard[0] == targets else asked

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._decide(action, targets, {**given, **answer.details()})

        self.app.push_screen(AskScreen(question, self.lang), answered)

    def _about(self, targets: tuple[str, ...], action: str = "") -> str:
        """Say whom it is about and what is at stake, unless another measure than that proposed is asked about."""
        import polars as pl

        if self._found is None:
            return ""
        rows = self._found.items.filter(pl.col("customer_id").is_in(targets))
        who = self._about_whom(targets)
        if action in MEASURES and not (rows["proposal"] == action).all():
            return who
        return f"{who}, {figures.short(rows['at_stake'].sum(), self.lang, self._found.currency)}"

    def _about_whom(self, targets: tuple[str, ...]) -> str:
        """Name the customer, or say how many there are."""
        import polars as pl

        if len(targets) != 1 or self._found is None:
            return self.say(Text("{count} Kunden", "{count} customers").format(count=len(targets)))
        named = self._found.items.filter(pl.col("customer_id") == targets[0])["name"]
        return clipped((None if named.is_empty() else named[0]) or NOBODY.in_(self.lang), NAME_WIDTH)

    def _differing(self, action: str, targets: tuple[str, ...]) -> str:
        """Say of how many something else is proposed than is about to be decided."""
        if self._found is None or len(targets) < 2 or action not in MEASURES:
            return ""
        count = view.differing(self._found.items, targets, action)
        text = Text("davon {count} mit anderem Vorschlag", "{count} of them with another proposal")
        return self.say(text.format(count=count)) if count else ""

    def _holders(self, targets: tuple[str, ...]) -> str:
        """Say who else has taken one of them: before a reason is written that would be in vain."""
        import polars as pl

        from kw_tui.workbench.deciding import who

        if self._found is None:
            return ""
        is_held = pl.col("customer_id").is_in(targets) & pl.col("claimed_by").is_not_null()
        held = self._found.items.filter(is_held)["claimed_by"]
        others = [one for one in held.unique(maintain_order=True) if one != who()]
        return self.say(HELD).replace("{who}", clipped(", ".join(others), NAME_WIDTH)) if others else ""

    def _overridden(self, action: str, targets: tuple[str, ...]) -> int:
        """Return for how many the measure is none of the proposals."""
        return 0 if self._found is None else overridden(self._found.items, targets, action)

    def _decide(self, action: str, targets: tuple[str, ...], details: dict[str, Any]) -> None:
        self.kw.desk.hold()  # the next item is drawn first
        self.call_after_refresh(self.kw.desk.release)
        answered = triage.details(action, details, self.kw.today)
        refused = partial(self._go_back, action, targets, str(details.get("reason") or ""))
        self._unheard = ((), "")
        self.decide(targets, action, answered, tells=False, otherwise=refused)
        self._last = None if action == "skip" else (action, targets, answered)
        table = self.browser.table
        table.marks = frozenset()
        self._pending |= dict.fromkeys(targets, action)
        row, follows = table.cursor_row, self._left_after(targets)
        if follows is not None:
            self.browser.point_at(follows)
        self._fill()
        if follows is None and (action == "skip" or self._which == "all"):
            table.cursor_row = row + 1

    def _left_after(self, targets: tuple[str, ...]) -> str | None:
        """Return the first from the cursor on that several decided at once leave, so that nobody is passed over."""
        listed = self.listed()
        if listed is None or len(targets) < 2:
            return None
        rest = listed.slice(self.browser.table.cursor_row)
        left = rest.filter(~rest.is_in(targets))
        return None if left.is_empty() else str(left[0])

    def _go_back(self, action: str, targets: tuple[str, ...], reason: str) -> None:
        """Go back to what could not be decided: it is open again, and what was marked is marked again."""
        self._unheard = (targets, reason)
        refused = dict.fromkeys(targets, action)
        self._pending = {one: taken for one, taken in self._pending.items() if refused.get(one) != taken}
        self._fill()
        table = self.browser.table
        if len(targets) > 1 and not table.marks:
            table.marks = frozenset(targets)
        self.point_at(*targets)
