"""Taking items so that others leave them alone, and signing what others decided."""

from typing import TYPE_CHECKING

from kw_tui.tui.lines import Line
from kw_tui.tui.tabs.queue import view
from kw_tui.tui.tabs.queue.countersign import CountersignScreen, Verdict
from kw_tui.tui.tabs.queue.deciding import Deciding
from kw_tui.tui.widgets.ask import Answer, AskScreen, Question
from kw_tui.tui.widgets.decided import decided_lines
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from kw_tui.core.decisions import Decision

SIGN = Text("Gegenzeichnen: {about}", "Countersign: {about}")
REJECT = Text("Ablehnen: {about}", "Reject: {about}")
DONE = {
    "sign": Text("Gegengezeichnet: {about}", "Countersigned: {about}"),
    "reject": Text("Abgelehnt, wieder offen: {about}", "Rejected, open again: {about}"),
    "claim": Text("Übernommen: {about}", "Taken: {about}"),
    "release": Text("Freigegeben: {about}", "Released: {about}"),
}
NOTHING = Text("Hier wartet nichts auf eine Unterschrift.", "Nothing here waits for a signature.")
ELSEWHERE = Text(
    "Hier wartet nichts auf eine Unterschrift; <queue.state> zeigt, was wartet.",
    "Nothing here waits for a signature; <queue.state> shows what does.",
)
ROOM = 60


class Signing(Deciding):
    """A list whose items can be taken, and whose decisions can be signed."""

    @property
    def foremost(self) -> tuple[str, ...]:
        """Among what is to be signed, the key that signs."""
        return ("queue.sign",) if self._which == "to_sign" else ()

    def action_take(self) -> None:
        """Take the marked items, or the one under the cursor; release what one has taken."""
        targets = self.targets()
        if targets:
            self.kw.change(
                lambda bench: bench.take_or_release(targets),
                lambda done: self._tell(done[0].action, [one.customer_id for one in done]),
            )

    def action_countersign(self) -> None:
        """Ask whether to sign or reject what others decided about the marked items, or the one under the cursor."""
        import polars as pl

        if self._found is None or not (targets := self.targets()):
            return
        is_meant = pl.col("customer_id").is_in(targets) & (pl.col("state") == "to_sign")
        rows = self._found.items.filter(is_meant)
        if rows.is_empty():
            self.kw.tell(self.keyed(ELSEWHERE if view.to_sign(self._found.items) else NOTHING))
            return
        waiting = tuple(rows["customer_id"])

        def title(lang: Lang) -> str:
            return SIGN.in_(lang).replace("{about}", self._about(waiting))

        def answered(verdict: Verdict | None) -> None:
            if verdict == "sign":
                self._judge(verdict, waiting, "")
            elif verdict == "reject":
                self._ask_why(waiting)

        self.app.push_screen(CountersignScreen(title, lambda lang: self._decided(rows, lang), self.lang), answered)

    def _decided(self, rows: "pl.DataFrame", lang: Lang) -> list[Line]:
        """Tell of one item what was decided; of several, of the first few."""
        shown = [line for row in rows.head(3).iter_rows(named=True) for line in decided_lines(row, lang, ROOM)]
        return [*shown, (("…", "dim"),)] if rows.height > 3 else shown

    def _ask_why(self, waiting: tuple[str, ...]) -> None:
        def question(lang: Lang) -> Question:
            return Question(REJECT.in_(lang).replace("{about}", self._about(waiting)), wants_reason=True)

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self._judge("reject", waiting, answer.reason)

        self.app.push_screen(AskScreen(question, self.lang), answered)

    def _judge(self, verdict: Verdict, waiting: tuple[str, ...], reason: str) -> None:
        def told(done: "Sequence[Decision]") -> None:
            self._tell(verdict, [one.customer_id for one in done])

        table = self.browser.table
        table.marks = frozenset()
        if verdict == "sign":
            self.kw.change(lambda bench: bench.sign(waiting), told)
        else:
            self.kw.change(lambda bench: bench.reject(waiting, reason), told)

    def _tell(self, action: str, customers: "Sequence[str]") -> None:
        self.kw.tell(self.say(DONE[action]).replace("{about}", self._about_whom(tuple(customers))))
