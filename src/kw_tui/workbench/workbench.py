"""One session at work: imports, analyses, decides. The only place where analysis is collected."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict, Unpack

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.decisions import Decision, State, check_decision, replaced_by
from kw_tui.core.metrics.families import all_metrics, assumptions
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.metrics.new_need import recent_periods
from kw_tui.core.queue import RESTS_ON
from kw_tui.core.reduction import reduce
from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import DecisionError, SessionError
from kw_tui.vocabulary.session import Period, Session, parse_period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Lang, Text, printable
from kw_tui.workbench import checking, deciding, importing, story
from kw_tui.workbench.importing import Imported, Preview, Progress
from kw_tui.workbench.kept import Kept, computed
from kw_tui.workbench.session_fields import SESSION_FIELDS, parse_field
from kw_tui.workbench.spread import Spread, spread_of
from kw_tui.workbench.story import CustomerStory
from kw_tui.workbench.summary import Summary, summarise


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Options(TypedDict, total=False):
    """How a workbench is opened: language and period in place of the session's, and where the time comes from."""

    lang: Lang | None
    period: str | None
    clock: Callable[[], datetime]


class Workbench:
    """A session and everything computed from it; frames are computed when asked for and kept until an input changes."""

    def __init__(self, path: Path, session: Session, **options: Unpack[Options]) -> None:
        self.path = path
        self.session = session
        self._lang = options.get("lang")
        self._period = options.get("period")
        self._clock = clock = options.get("clock", _utc_now)
        self._store = Store(store_folder(path), reduce)
        self._decisions = deciding.Decisions(path, clock)
        self._kept = Kept()
        self._seen = self._stamps()

    @classmethod
    def open(cls, path: Path, **options: Unpack[Options]) -> "Workbench":
        """Open a session; raise SessionError if it is missing or broken. Nothing is written."""
        return cls(path, sessions.read(path), **options)

    @classmethod
    def open_or_new(cls, path: Path, **options: Unpack[Options]) -> "Workbench":
        """Open a session, or start an empty one that its first change will save."""
        return cls(path, sessions.read(path) if path.exists() else Session(), **options)

    # What it stands on

    @property
    def lang(self) -> Lang:
        """The language given on opening, else that of the session."""
        return self._lang or self.session.lang or "en"

    @property
    def settings(self) -> Settings:
        """All thresholds."""
        return self.session.settings

    @property
    def currency(self) -> str:
        """The one currency of the session."""
        return self.session.currency

    @property
    def as_of(self) -> date:
        """The day the analysis looks from: as set, else the day after the last invoice."""
        if self.session.as_of:
            return self.session.as_of
        last = self.store.last_invoice_date()
        if last is None:
            raise self._nothing_imported()
        return last + timedelta(days=1)

    @property
    def period(self) -> Period:
        """The period under review."""
        return parse_period(self._period or self.session.period, self.as_of)

    @property
    def store(self) -> Store:
        """The canonical tables, built again from the session's files where they are gone or somebody added some."""
        if not importing.is_current(self.session, self._store):
            self._take(importing.restore(self.session, self.path, self._store))
        return self._store

    def tables(self) -> dict[str, int]:
        """Return the imported tables and their rows."""
        return {table.id: self.store.rows(table.id) for table in TABLES if self.store.has(table.id)}

    def metrics(self) -> tuple[Metric, ...]:
        """Return every metric with its label, meaning and unit."""
        return all_metrics(self.settings)

    def assumptions(self) -> dict[str, tuple[str, ...]]:
        """Return, for each figure that rests on settings nobody has confirmed, the ids of those settings."""
        found = assumptions(self.settings, self.tables())
        return found | {column: found[metric] for column, metric in RESTS_ON.items() if metric in found}

    # Import

    def preview(self, path: Path, table: str | None = None) -> Preview:
        """Look into a file without importing it."""
        return importing.preview(path, table)

    def import_files(
        self,
        paths: Sequence[Path],
        table: str | None = None,
        mapping: Mapping[str, str] | None = None,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> list[Imported]:
        """Read files and add them to their tables: all of them or, where one is refused, none."""
        with importing.reading(paths, table, mapping, self.session, progress) as imported:
            if not dry_run:
                self._take(importing.commit(imported, self._store, self.path, self._clock()))
        return imported

    # Analysis

    def portfolio(self) -> pl.DataFrame:
        """Return one row a customer with every metric."""
        return self._kept.get("portfolio", self._inputs(), self._portfolio)

    def queue(self) -> pl.DataFrame:
        """Return one row a proposal, ranked by money at stake, with what people decided."""
        minute = self._clock().replace(second=0, microsecond=0)  # claims run out with time
        return self._kept.get("queue", (*self._inputs(), self._decisions.stamp(), minute), self._queue)

    def segments(self) -> pl.DataFrame:
        """Return one row a segment: customers and money."""
        return self._kept.get("segments", self._inputs(), lambda: computed(pipeline.segments(self.portfolio().lazy())))

    def conditions(self) -> pl.DataFrame:
        """Return one row a finding of the standing check."""
        return self._kept.get("conditions", self._inputs(), self._conditions)

    def spread(self, measure: str) -> Spread:
        """Return how a measure is spread over the customers."""
        return spread_of(self.portfolio().lazy(), measure)

    def served(self) -> pl.DataFrame:
        """Return who is served how: one row a class and channel."""
        return computed(pipeline.served(self.portfolio().lazy()))

    def summary(self) -> Summary:
        """Return the totals of portfolio and queue."""
        return summarise(self.portfolio(), self.queue(), self.as_of, self.period, self.currency)

    def customer(self, customer_id: str) -> CustomerStory:
        """Return everything about one customer; raise DecisionError if there is none with this id."""
        row = self._known_row(customer_id)
        mine = pl.LazyFrame([row], schema=self.portfolio().schema)
        proposal, lines = _row(self.queue(), customer_id), self.store.customer_lines(customer_id)
        before = computed(pipeline.previous(mine, self.settings)).row(0, named=True)
        return CustomerStory(
            row=row,
            reasons=story.reasons(row, self.metrics()),
            assumptions=self.assumptions(),
            **story.steps(row, before, self.settings),
            findings=computed(pipeline.conditions(mine, self.settings)),
            proposal=proposal,
            verdicts=computed(pipeline.verdicts(mine, self.state().frame(), self.settings, self.as_of)),
            outcomes=story.outcomes(row, proposal),
            lines=lines.reverse(),
            monthly=story.monthly_amounts(lines, self.as_of),
            decisions=tuple(one for one in self._decisions.history() if one.customer_id == customer_id),
        )

    def _inputs(self) -> tuple[Hashable, ...]:
        """What the analysis rests on: a frame computed for the same is the same."""
        return (self.store.fingerprint(), self.as_of, self.period, tuple(self.settings.items()))

    def _conditions(self) -> pl.DataFrame:
        return computed(pipeline.conditions(self.portfolio().lazy(), self.settings))

    def _portfolio(self) -> pl.DataFrame:
        period, as_of = self.period, self.as_of
        reduced = pipeline.Reduced(
            facts=self.store.facts(period, period.previous, as_of).lazy(),
            recent=self.store.facts(*recent_periods(as_of), as_of).lazy(),
            assortment=self.store.assortment(period).lazy(),
        )
        return computed(pipeline.portfolio(reduced, self.settings, as_of, period))

    def _queue(self) -> pl.DataFrame:
        plan = pipeline.queue(self.portfolio().lazy(), self.state().frame(), self.settings, self.as_of)
        return computed(plan)

    # Decisions

    def state(self) -> State:
        """Return what the decisions so far amount to."""
        return self._decisions.state(self._claim_minutes())

    def decisions(self) -> pl.DataFrame:
        """Return the history as a table, newest first: who, when, what and why."""
        return self._decisions.table(self._claim_minutes())

    def notice(self) -> Text | None:
        """Return what the user should know about the journal: a torn end that was set aside."""
        return self._decisions.notice

    def decide(
        self, customer_id: str, action: str, *, reason: str = "", step: float | None = None, until: date | None = None
    ) -> Decision:
        """Write down a decision; raise DecisionError where it is not allowed. On the disk when this returns."""
        return self.decide_all([customer_id], action, reason=reason, step=step, until=until)[0]

    def decide_all(
        self,
        customer_ids: Sequence[str],
        action: str,
        *,
        reason: str = "",
        step: float | None = None,
        until: date | None = None,
    ) -> list[Decision]:
        """Write down one decision about several customers; raise DecisionError, and write none, if one is refused."""
        total, as_of = self.summary().db4, self.as_of
        concerned = self.queue().filter(pl.col("customer_id").is_in(list(customer_ids)))
        proposals = {customer: _row(concerned, customer) for customer in customer_ids}
        made = []
        for customer, proposal in proposals.items():
            row = proposal or self._known_row(customer)
            carried = deciding.params(action, step, until, row)
            written = {"params": carried, "reason": printable(reason).strip(), "figures": deciding.figures(row)}
            made.append(self._decisions.new(customer, action, **written))

        def checked(state: State) -> list[Decision]:
            taken: list[Decision] = []
            for one in made:
                so_far = state.then(taken)
                check_decision(one, so_far, proposals[one.customer_id], self.settings, total)
                taken.append(replace(one, replaces=replaced_by(so_far, one.customer_id, self.settings, as_of)))
            return taken

        return self._write(checked)

    def _write(self, make: Callable[[State], list[Decision]]) -> list[Decision]:
        written = self._decisions.add(make, self._claim_minutes())
        self._seen = (self._seen[0], self._decisions.stamp())
        return written

    def undo(self) -> Decision | None:
        """Take back the latest decision of this person that still stands; None if there is none."""
        return self._reverse("undo", State.undoable)

    def redo(self) -> Decision | None:
        """Bring back what this person undid last; None if there is nothing."""
        return self._reverse("redo", State.redoable)

    def _reverse(self, action: str, find: Callable[[State, str], Decision | None]) -> Decision | None:
        me = deciding.who()

        def reversal(state: State) -> list[Decision]:
            target = find(state, me)
            return [self._decisions.new(target.customer_id, action, replaces=target.id)] if target else []

        written = self._write(reversal)
        return self.state().by_id[written[0].replaces or ""] if written else None

    def _claim_minutes(self) -> float:
        return self.settings.number("claim_minutes")

    # Session

    def check(self) -> tuple[checking.Finding, ...]:
        """Return what was found about the session: its tables, whether its sources have changed, its decisions."""
        tables, count = self.tables(), self.decisions().height
        sources = (checking.source_found(source, self.path.parent) for source in self.session.sources)
        return (*checking.tables_found(tables), *sources, checking.decisions_found(count, self.notice()))

    def set(self, **changes: object) -> None:
        """Change settings, or `as_of`, `period`, `lang`, `currency`; raise UsageError for an impossible value."""
        fields = {name: parse_field(name, raw) for name, raw in changes.items() if name in SESSION_FIELDS}
        thresholds: dict[str, Any] = {name: raw for name, raw in changes.items() if name not in SESSION_FIELDS}
        self._change(lambda session: session.with_(settings=session.settings.with_(**thresholds), **fields))

    def save_view(self, view: Mapping[str, Any]) -> None:
        """Remember how the screen looks; a session whose file is gone stays gone."""
        if self.path.exists():
            self._change(lambda session: session.with_(view=dict(view)))

    def reload_if_changed(self) -> bool:
        """Take in what others did to the session or its decisions; tell whether there was anything."""
        before, self._seen = self._seen, self._stamps()
        if self._seen[0] != before[0] and self.path.exists():
            self.session = sessions.read(self.path)
        return self._seen != before

    def _change(self, change: Callable[[Session], Session]) -> None:
        self._take(sessions.update(self.path, change))

    def _take(self, session: Session) -> None:
        self.session = session
        self._seen = self._stamps()

    def _stamps(self) -> tuple[object, object]:
        return (sessions.stamp(self.path), self._decisions.stamp())

    def _known_row(self, customer_id: str) -> dict[str, Any]:
        row = _row(self.portfolio(), customer_id)
        if row is None:
            message = Text("Kunde {id} kommt nicht vor", "There is no customer {id}").format(id=customer_id)
            raise DecisionError(message, Text("`kw customers` zeigt alle", "`kw customers` shows them all"))
        return row

    def _nothing_imported(self) -> SessionError:
        message = Text("In {path} sind noch keine Umsätze importiert", "No sales are imported into {path} yet")
        hint = Text("`kw import DATEI -s {path}`", "`kw import FILE -s {path}`")
        return SessionError(message.format(path=self.path), hint.format(path=self.path))


def store_folder(path: Path) -> Path:
    """Return the folder of derived data beside `NAME.kw.toml`; it can always be deleted."""
    return path.with_name(f".{path.name.removesuffix('.toml')}.cache")


def _row(frame: pl.DataFrame, customer_id: str) -> dict[str, Any] | None:
    found = frame.filter(pl.col("customer_id") == customer_id)
    return found.row(0, named=True) if found.height else None
