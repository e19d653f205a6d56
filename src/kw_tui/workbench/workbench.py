"""One session at work: imports, analyses, decides. The only place where analysis is collected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from kw_tui.core import pipeline
from kw_tui.core.decisions import Decision, State, check_decision, fold
from kw_tui.core.metrics.families import all_metrics
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.proposals.ladder import RULE_VERSION
from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.storage.journal import Journal
from kw_tui.vocabulary.errors import DecisionError, SessionError
from kw_tui.vocabulary.session import Period, Session, parse_period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Lang, Text, printable
from kw_tui.workbench import deciding
from kw_tui.workbench.importing import Imported, Preview, Progress, commit, preview, read_all
from kw_tui.workbench.kept import Kept
from kw_tui.workbench.story import CustomerStory, tell
from kw_tui.workbench.summary import Summary, summarise

DAYS_A_YEAR = 365.25
SESSION_FIELDS = ("as_of", "period", "lang", "currency")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Workbench:
    """A session and everything computed from it; frames are computed when asked for and kept until an input changes."""

    def __init__(
        self,
        path: Path,
        session: Session,
        *,
        lang: Lang = "en",
        period: str | None = None,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.path = path
        self.session = session
        self._lang = lang
        self._period = period
        self._clock = clock
        self._store = Store(store_folder(path))
        self._journal = Journal(path)
        self._kept = Kept()
        self._session_stamp = _stamp(path)

    @classmethod
    def open(cls, path: Path, *, lang: Lang = "en", period: str | None = None) -> "Workbench":
        """Open a session; raise SessionError if it is missing or broken. Nothing is written."""
        return cls(path, sessions.read(path), lang=lang, period=period)

    @classmethod
    def open_or_new(cls, path: Path, *, lang: Lang = "en", period: str | None = None) -> "Workbench":
        """Open a session, or start an empty one that its first change will save."""
        session = sessions.read(path) if path.exists() else Session()
        return cls(path, session, lang=lang, period=period)

    # What it stands on

    @property
    def lang(self) -> Lang:
        """The language of the session, else the one given on opening."""
        return self.session.lang or self._lang

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
        last = self._ledger().last_invoice_date()
        if last is None:
            raise self._nothing_imported()
        return last + timedelta(days=1)

    @property
    def period(self) -> Period:
        """The period under review."""
        return parse_period(self._period or self.session.period, self.as_of)

    def tables(self) -> dict[str, int]:
        """Return the imported tables and their accepted rows."""
        rows = {table.id: 0 for table in TABLES}
        for source in self.session.sources:
            rows[source.table] += source.accepted
        return {table: count for table, count in rows.items() if count}

    def metrics(self) -> tuple[Metric, ...]:
        """Return every metric with its label, meaning and unit."""
        return all_metrics(self.settings)

    # Import

    def preview(self, path: Path, table: str | None = None) -> Preview:
        """Look into a file without importing it."""
        return preview(path, table)

    def import_files(
        self,
        paths: Sequence[Path],
        table: str | None = None,
        mapping: Mapping[str, str] | None = None,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> list[Imported]:
        """Read files and add them to their tables; all of them or, on an error, none."""
        with read_all(paths, table, mapping, self.session.sources, progress) as imported:
            if not dry_run:
                self._save(commit(imported, self._store, self.path, self._clock()))
        return imported

    # Analysis

    def portfolio(self) -> pl.DataFrame:
        """Return one row a customer with every metric."""
        key = (self._ledger().fingerprint(), self.as_of, self.period, self.settings)
        return self._kept.get("portfolio", key, self._portfolio)

    def queue(self) -> pl.DataFrame:
        """Return one row a proposal, ranked by money at stake, with what people decided."""
        key = (id(self.portfolio()), self._journal.stamp(), self._clock().replace(second=0, microsecond=0))
        return self._kept.get("queue", key, self._queue)

    def segments(self) -> pl.DataFrame:
        """Return one row a segment: customers and money."""
        return pipeline.segments(self.portfolio().lazy()).collect()

    def conditions(self) -> pl.DataFrame:
        """Return one row a finding of the standing check."""
        return pipeline.conditions(self.portfolio().lazy(), self.settings).collect()

    def summary(self) -> Summary:
        """Return the totals of portfolio and queue."""
        return summarise(self.portfolio(), self.queue(), self.as_of, self.period, self.currency)

    def customer(self, customer_id: str) -> CustomerStory:
        """Return everything about one customer; raise DecisionError if there is none with this id."""
        row = self._row(self.portfolio(), customer_id)
        if row is None:
            raise self._unknown(customer_id)
        return tell(
            row,
            findings=self.conditions().filter(pl.col("customer_id") == customer_id),
            proposal=self._row(self.queue(), customer_id),
            lines=self._store.customer_lines(customer_id),
            decisions=tuple(one for one in self.history() if one.customer_id == customer_id),
        )

    def _portfolio(self) -> pl.DataFrame:
        period, as_of = self.period, self.as_of
        facts = self._store.facts(period, period.previous, as_of)
        assortment = self._store.assortment(period)
        return pipeline.portfolio(facts.lazy(), assortment.lazy(), self.settings, as_of).collect()

    def _queue(self) -> pl.DataFrame:
        customers = self.portfolio().lazy()
        state = self.state().frame()
        return pipeline.queue(customers, state, self.settings, self.as_of, self._years()).collect()

    def _years(self) -> float:
        period = self.period
        first = period.first or self.portfolio()["first_order"].min()
        days = (period.last - first).days + 1 if isinstance(first, date) else DAYS_A_YEAR
        return max(days, 1) / DAYS_A_YEAR

    # Decisions

    def state(self) -> State:
        """Return what the decisions so far amount to."""
        return fold(self.history(), self._clock(), self.settings)

    def history(self) -> list[Decision]:
        """Return all decisions ever written, oldest first, undone ones among them."""
        return [deciding.from_entry(entry) for entry in self._journal.history().entries]

    def decisions(self) -> pl.DataFrame:
        """Return the history as a table: who, when, what and why."""
        return deciding.table(self.history(), self.state())

    def notice(self) -> Text | None:
        """Return what the user should know about the journal: a torn end that was set aside."""
        return self._journal.history().notice

    def decide(
        self, customer_id: str, action: str, *, reason: str = "", step: float | None = None, until: date | None = None
    ) -> Decision:
        """Write down a decision; raise DecisionError where it is not allowed. On the disk when this returns."""
        row = self._row(self.queue(), customer_id) or self._row(self.portfolio(), customer_id)
        if row is None:
            raise self._unknown(customer_id)
        total = self.summary().db4
        now = self._clock()
        made = Decision(
            id=deciding.new_id(),
            customer_id=customer_id,
            action=action,
            params=deciding.params(row, action, step, until),
            reason=printable(reason).strip(),
            who=deciding.who(),
            when=deciding.stamp(now),
            figures=deciding.figures(row),
            rule_version=RULE_VERSION,
        )

        def checked(entries: tuple[dict[str, Any], ...]) -> dict[str, Any]:
            state = fold([deciding.from_entry(entry) for entry in entries], now, self.settings)
            check_decision(made, state, row if "proposal" in row else None, self.settings, total)
            return deciding.to_entry(replace(made, replaces=state.latest_id(customer_id)))

        return deciding.from_entry(self._journal.append_after(checked))

    def undo(self) -> Decision | None:
        """Take back the latest decision of this person that still stands; None if there is none."""
        return self._reverse("undo")

    def redo(self) -> Decision | None:
        """Bring back what this person undid last; None if there is nothing."""
        return self._reverse("redo")

    def _reverse(self, action: str) -> Decision | None:
        me, now = deciding.who(), self._clock()
        target: list[Decision] = []

        def entry(entries: tuple[dict[str, Any], ...]) -> dict[str, Any]:
            state = fold([deciding.from_entry(one) for one in entries], now, self.settings)
            found = state.undoable(me) if action == "undo" else state.redoable(me)
            if found is None:
                raise _NothingToReverse
            target.append(found)
            return deciding.to_entry(deciding.reversal(found, action, me, now, RULE_VERSION))

        try:
            self._journal.append_after(entry)
        except _NothingToReverse:
            return None
        return target[0]

    # Session

    def set(self, **changes: object) -> None:
        """Change settings, or `as_of`, `period`, `lang`, `currency`; raise UsageError for an impossible value."""
        fields = {name: value for name, value in changes.items() if name in SESSION_FIELDS}
        thresholds = {name: value for name, value in changes.items() if name not in SESSION_FIELDS}

        def change(session: Session) -> Session:
            settings = session.settings.with_(**thresholds)  # type: ignore[arg-type]
            return session.with_(settings=settings, **deciding.session_fields(fields))

        self._save(sessions.update(self.path, change))

    def save_view(self, view: Mapping[str, Any]) -> None:
        """Remember how the screen looks."""
        self._save(sessions.update(self.path, lambda session: session.with_(view=dict(view))))

    def reload_if_changed(self) -> bool:
        """Take in what others did to the session or its decisions; tell whether there was anything."""
        stamps = (_stamp(self.path), self._journal.stamp())
        if stamps == (self._session_stamp, self._kept.seen_journal):
            return False
        if stamps[0] != self._session_stamp and self.path.exists():
            self._save(sessions.read(self.path))
        self._kept.seen_journal = stamps[1]
        return True

    def _save(self, session: Session) -> None:
        self.session = session
        self._session_stamp = _stamp(self.path)

    def _ledger(self) -> Store:
        if not self._store.has("sales_line"):
            raise self._nothing_imported()
        return self._store

    def _row(self, frame: pl.DataFrame, customer_id: str) -> dict[str, Any] | None:
        found = frame.filter(pl.col("customer_id") == customer_id)
        return found.row(0, named=True) if found.height else None

    def _unknown(self, customer_id: str) -> DecisionError:
        message = Text("Kunde {id} kommt nicht vor", "There is no customer {id}").format(id=customer_id)
        return DecisionError(message, Text("`kw customers` zeigt alle", "`kw customers` shows them all"))

    def _nothing_imported(self) -> SessionError:
        message = Text("In {path} ist noch kein Umsatz importiert", "No sales are imported into {path} yet")
        hint = Text("`kw import DATEI -s {path}`", "`kw import FILE -s {path}`")
        return SessionError(message.format(path=self.path), hint.format(path=self.path))


class _NothingToReverse(Exception):
    """There is no decision to undo or redo."""


def store_folder(path: Path) -> Path:
    """Return the folder of derived data beside `NAME.kw.toml`; it can always be deleted."""
    return path.with_name(f".{path.name.removesuffix('.toml')}.cache")


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
