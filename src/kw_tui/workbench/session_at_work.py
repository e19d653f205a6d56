"""A session at work: its files, settings, reference day and period, and the tables behind it."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self, TypedDict, Unpack

import polars as pl

from kw_tui.core.afterwards.table import RESTS_ON as PAST_RESTS_ON
from kw_tui.core.decisions import Decision, State
from kw_tui.core.metrics.families import all_metrics, assumptions
from kw_tui.core.metrics.metric import Metric
from kw_tui.core.queue import RESTS_ON
from kw_tui.core.reduction import reduce
from kw_tui.storage import sessions
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.errors import EmptySessionError, SessionError
from kw_tui.vocabulary.headings import Headings
from kw_tui.vocabulary.rfm import parse_rfm
from kw_tui.vocabulary.session import Period, Session, parse_period
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import TABLES
from kw_tui.vocabulary.texts import Lang, Text
from kw_tui.workbench import deciding, importing
from kw_tui.workbench.doing import Doing, Listener
from kw_tui.workbench.kept import Kept
from kw_tui.workbench.known_columns import columns_by_id, headings_of
from kw_tui.workbench.session_fields import changed


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Options(TypedDict, total=False):
    """How a workbench is opened: language and period in place of the session's, and where the time comes from."""

    lang: Lang | None
    period: str | None
    clock: Callable[[], datetime]


class SessionAtWork:
    """An open session and what it stands on. What others change is taken in with `reload_if_changed`."""

    def __init__(self, path: Path, session: Session, **options: Unpack[Options]) -> None:
        self.path = path
        self.session = session
        self._lang = options.get("lang")
        self._period = options.get("period")
        self._clock = clock = options.get("clock", _utc_now)
        self._store = Store(store_folder(path), reduce)
        self._decisions = deciding.Decisions(path, clock)
        self._kept = Kept()
        self._doing = Doing()
        self._store.tell_progress(self._doing.sales_so_far)
        self._seen = self._stamps()
        self._was_there = path.exists()

    @classmethod
    def open(cls, path: Path, **options: Unpack[Options]) -> Self:
        """Open a session; raise SessionError if it is missing or broken. Nothing is written."""
        return cls(path, sessions.read(path), **options)

    @classmethod
    def open_or_new(cls, path: Path, **options: Unpack[Options]) -> Self:
        """Open a session, or start an empty one that its first change will save."""
        return cls(path, sessions.read(path) if path.exists() else Session(), **options)

    def tell_work(self, listener: Listener) -> None:
        """Let somebody know what is being worked out while it lasts; who is told may raise to stop it."""
        self._doing.listener = listener

    @property
    def lang(self) -> Lang:
        """The language given on opening, else that of the session."""
        return self._lang or self.session.lang or "en"

    @property
    def settings(self) -> Settings:
        """All thresholds, and the session's own rules of RFM."""
        own = self.session.rfm
        return replace(self.session.settings, rfm=parse_rfm(own)) if own else self.session.settings

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
        settings = self.settings
        key = (tuple(settings.items()), settings.rfm)
        return self._kept.get("metrics", key, lambda: all_metrics(settings))

    def headings(self, *frames: pl.DataFrame) -> Headings:
        """Return what the columns of frames are called in conditions."""
        schema = {id_: dtype for frame in frames for id_, dtype in frame.schema.items()}
        return headings_of(schema, columns_by_id(self.metrics()))

    def assumptions(self) -> dict[str, tuple[str, ...]]:
        """Return, for each figure that rests on settings nobody has confirmed, the ids of those settings."""
        settings, tables = self.settings, tuple(self.tables())
        key = (tuple(settings.items()), tuple(settings.overrides), tables)
        found = self._kept.get("assumptions", key, lambda: assumptions(settings, tables))
        return found | {
            column: found[metric] for column, metric in (RESTS_ON | PAST_RESTS_ON).items() if metric in found
        }

    def as_if(self, changes: Mapping[str, object]) -> Self:
        """Return this as it would be with settings changed; raise UsageError if they cannot be. Nothing is saved."""
        other = copy(self)
        other.session, other._kept = changed(self.session, changes), self._kept.copy()
        return other

    def aside(self) -> Self:
        """Return this as it stands, for another thread to ask while this one is changed. It must not be changed."""
        other = copy(self)
        other._kept = self._kept.copy()
        return other

    def learn(self, other: Self) -> None:
        """Keep what was worked out `aside`."""
        self._kept.learn(other._kept)

    def apart(self) -> Self:
        """Return another workbench on the same session: what it changes, this one takes in as if others did.

        Raise SessionError where the session is gone.
        """
        self.require_there()
        return type(self).open_or_new(self.path, lang=self._lang, period=self._period, clock=self._clock)

    def reload_if_changed(self) -> bool:
        """Take in what others did to the session or its decisions; tell whether there was anything."""
        self.require_there()
        before, self._seen = self._seen, self._stamps()
        if self._seen[0] != before[0] and self.path.exists():
            self.session = sessions.read(self.path)
        return self._seen != before

    def require_there(self) -> None:
        """Raise SessionError where the file of a saved session is gone: to save it anew would lose what it held."""
        is_there = self.path.exists()
        self._was_there = self._was_there or is_there
        if not is_there and self._was_there:
            raise SessionError(_GONE.format(path=self.path), _PUT_BACK)

    def state(self) -> State:
        """Return what the decisions so far amount to."""
        return self._decisions.state(self._claim_minutes())

    def _claim_minutes(self) -> float:
        return self.settings.number("claim_minutes")

    def _write(self, make: Callable[[State], list[Decision]]) -> list[Decision]:
        """Append what is decided on the state of this very moment; it is no news to who wrote it."""
        written = self._decisions.add(make, self._claim_minutes())
        self._seen = (self._seen[0], self._decisions.stamp())
        return written

    def _change(self, change: Callable[[Session], Session]) -> None:
        self.require_there()
        self._take(sessions.update(self.path, change))

    def _take(self, session: Session) -> None:
        self.session = session
        self._seen = self._stamps()

    def _stamps(self) -> tuple[object, object]:
        return (sessions.stamp(self.path), self._decisions.stamp())

    def _nothing_imported(self) -> EmptySessionError:
        message = Text("In {path} sind noch keine Umsätze importiert", "No sales are imported into {path} yet")
        hint = Text("`kw import DATEI -s {path}`", "`kw import FILE -s {path}`")
        return EmptySessionError(message.format(path=self.path), hint.format(path=self.path))


_GONE = Text("Die Sitzung {path} ist nicht mehr da", "The session {path} is not there any more")
_PUT_BACK = Text(
    "die Datei zurücklegen; bis dahin wird nichts gespeichert", "put the file back; until then nothing is saved"
)


def store_folder(path: Path) -> Path:
    """Return the folder of derived data beside `NAME.kw.toml`; it can always be deleted."""
    return path.with_name(f".{path.name.removesuffix('.toml')}.cache")
