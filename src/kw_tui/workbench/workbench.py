"""One session at work: what a person can do with it - import, analyse, decide, set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace as replaced
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.core.decisions import (
    POTENTIAL,
    REVERSIBLE,
    Decision,
    Seen,
    State,
    check_claim,
    check_meanwhile,
    decided_in_turn,
)
from kw_tui.vocabulary.own_segments import with_segment, without_segment
from kw_tui.vocabulary.session import Source
from kw_tui.vocabulary.texts import Text, printable
from kw_tui.workbench import checking, deciding, importing, refusing, segmenting
from kw_tui.workbench.afterwards import Afterwards
from kw_tui.workbench.analysis import row_of
from kw_tui.workbench.batches import Batches
from kw_tui.workbench.changes import logged
from kw_tui.workbench.customers import Customers
from kw_tui.workbench.evidence import Evidencing
from kw_tui.workbench.exporting import Exporting
from kw_tui.workbench.finding import Finding
from kw_tui.workbench.groups import Groups
from kw_tui.workbench.importing import AS_FOUND, Imported, Preview, Progress, Wish
from kw_tui.workbench.lettering import Lettering
from kw_tui.workbench.others import Others
from kw_tui.workbench.price_plans import PricePlans
from kw_tui.workbench.recognising import recognised
from kw_tui.workbench.segmenting import Matched
from kw_tui.workbench.session_fields import changed
from kw_tui.workbench.signing import Signing
from kw_tui.workbench.summary import total_contribution
from kw_tui.workbench.where import understood


class Workbench(
    Customers, Finding, Evidencing, Groups, PricePlans, Batches, Afterwards, Lettering, Exporting, Signing, Others
):
    """All of kw without a door: the command line and the interface ask this and compute nothing."""

    # Import

    def preview(self, path: Path, wish: Wish = AS_FOUND, progress: Progress | None = None) -> Preview:
        """Look into a file without importing it; whoever is told the progress may raise to stop."""
        return importing.preview(path, wish, self.session, progress)

    def import_files(
        self,
        paths: Sequence[Path],
        wish: Wish = AS_FOUND,
        *,
        dry_run: bool = False,
        rejects: Path | None = None,
        progress: Progress | None = None,
    ) -> list[Imported]:
        """Read files and add them to their tables: all of them or, where one is refused, none.

        Folders and patterns stand for their files; `rejects` is where refused lines are saved, in the layout of theirs.
        """
        refusing.require_place(rejects)
        today, home = self._clock().date(), self.path.parent
        spoken = self.session.with_(lang=self.lang)  # refused lines are saved with their reasons in words
        with importing.reading(paths, wish, spoken, home, today=today, progress=progress) as imported:
            refused = [one.refused for one in imported if one.refused]
            if dry_run:
                refusing.save_all(refused, rejects)
                return recognised(imported, self.session, self._store)
            session, notes = importing.commit(
                imported, self._store, self.path, self._clock(), replacing=wish.replace, progress=progress
            )
            self._take(session)
            *most, last = recognised(imported, session, self._store)
            refusing.save_all(refused, rejects)
        return [*most, replaced(last, notes=(*last.notes, *notes))]

    def save_rejects(self, source: Source, target: Path) -> None:
        """Save the lines of an imported file that were refused; raise SourceError where there are none any more."""
        refusing.save_all([refusing.kept(self._store.folder / importing.REFUSED, source.sha256)], target)

    # Decisions

    def decisions(self) -> pl.DataFrame:
        """Return the history as a table, newest first: who, when, what and why."""
        return self._decisions.table(self._claim_minutes())

    def notice(self) -> Text | None:
        """Return what the user should know about the journal: a torn end that was set aside."""
        return self._decisions.notice

    def decide(
        self,
        customer_id: str,
        action: str,
        *,
        reason: str = "",
        step: float | None = None,
        until: date | None = None,
        effective: date | None = None,
    ) -> Decision:
        """Write down a decision; raise DecisionError where it is not allowed. On the disk when this returns."""
        return self.decide_all([customer_id], action, reason=reason, step=step, until=until, effective=effective)[0]

    def decide_all(
        self,
        customer_ids: Sequence[str],
        action: str,
        *,
        reason: str = "",
        step: float | None = None,
        until: date | None = None,
        effective: date | None = None,
        seen: Seen | None = None,
    ) -> list[Decision]:
        """Write down one decision about several customers; raise DecisionError, and write none, if one is refused.

        With `seen`, the decisions the person had before the eyes, those of others that came since are not replaced.
        """
        total, as_of = total_contribution(self.portfolio()), self.as_of
        concerned = self._seen_queue().filter(pl.col("customer_id").is_in(list(customer_ids)))
        proposals = {customer: row_of(concerned, customer) for customer in customer_ids}
        made, batch = [], deciding.batch(len(proposals))
        for customer, proposal in proposals.items():
            row = proposal or self._known_row(customer)
            carried = deciding.params(action, step, until, row, effective) | batch
            written = {"params": carried, "reason": printable(reason).strip(), "figures": deciding.figures(row)}
            made.append(self._decisions.new(customer, action, **written))

        def checked(state: State) -> list[Decision]:
            check_meanwhile(made, state, seen or {})
            return decided_in_turn(made, state, proposals, self.settings, total, as_of)

        return self._write(checked)

    def _seen_queue(self) -> pl.DataFrame:
        """The queue as this person saw it last, whatever others decided since: a decision rests on what was seen."""
        seen: pl.DataFrame | None = self._kept.latest("queue", self._inputs())
        return self.queue() if seen is None else seen

    def claim_potential(self, customer_id: str, amount: Decimal, evidence: str, until: date | None) -> Decision:
        """Write down that a customer could buy so much more a year; raise DecisionError without evidence or expiry."""
        row = self._known_row(customer_id)
        revenue = (row["revenue"] or Decimal(0)) / Decimal(str(row["period_years"] or 1))
        params = {"amount": f"{amount:f}"} | ({"until": until.isoformat()} if until else {})
        told = {"params": params, "reason": printable(evidence).strip(), "figures": {"revenue": f"{revenue:.4f}"}}
        made = self._decisions.new(customer_id, POTENTIAL, **told)

        def checked(state: State) -> list[Decision]:
            check_claim(made, state)
            return [made]

        return self._write(checked)[0]

    def undo(self) -> list[Decision]:
        """Take back what this person decided or signed last, all of one stroke; return it, nothing if there is none."""
        return self._reverse("undo", State.undoable)

    def redo(self) -> list[Decision]:
        """Bring back what this person undid last; return it, nothing if there is none."""
        return self._reverse("redo", State.redoable)

    def _reverse(self, action: str, find: Callable[[State, str], Decision | None]) -> list[Decision]:
        me = deciding.who()
        reversed_: list[Decision] = []

        def reversal(state: State) -> list[Decision]:
            target = find(state, me)
            together = state.together(target) if target else ()
            mine = [one for one in together if one.who == me and one.action in REVERSIBLE]
            is_undo = action == "undo"
            reversed_.extend(one for one in mine if (one.id not in state.running.undone) is is_undo)
            return [self._decisions.new(one.customer_id, action, replaces=one.id) for one in reversed_]

        self._write(reversal)
        return reversed_

    # Session

    def check(self) -> tuple[checking.Finding, ...]:
        """Return what was found about the session: its tables, whether its sources have changed, its decisions."""
        tables, count = self.tables(), self.decisions().height
        sources = (checking.source_found(source, self.path.parent) for source in self.session.sources)
        criteria = checking.criteria_found(self.check_scoring)
        return (*checking.tables_found(tables), *sources, *criteria, checking.decisions_found(count, self.notice()))

    def set(self, **changes: object) -> None:
        """Change settings, or a field of the session; raise UsageError for an impossible value.

        The currency is settled by the first import: nothing is converted afterwards.
        """
        me, now = deciding.who(), self._decisions.now()
        self._change(lambda session: logged(session, changed(session, changes), changes, me, now))

    def name_segment(self, name: str, where: str) -> Matched:
        """Keep a condition, over ids, under a name; raise UsageError where it does not work. Return whom it matches."""
        matched = self.matching(where)
        kept = understood(where, segmenting.CONDITION, self.headings(self.portfolio())).text if where.strip() else where
        self._change(lambda session: session.with_(segments=with_segment(session.segments, name, kept)))
        return matched

    def remove_segment(self, name: str) -> None:
        """Forget a segment; raise UsageError if there is none of this name."""
        self._change(lambda session: session.with_(segments=without_segment(session.segments, name)))

    def view(self) -> dict[str, Any]:
        """Return how the screen looked when this person left it; nothing for who was not here yet."""
        mine = self.session.view.get(deciding.who())
        return dict(mine) if isinstance(mine, Mapping) else {}

    def save_view(self, view: Mapping[str, Any]) -> None:
        """Remember how the screen looks to this person; a session whose file is gone stays gone."""
        if self.path.exists():
            mine = {deciding.who(): dict(view)}
            self._change(lambda session: session.with_(view={**session.view, **mine}))
