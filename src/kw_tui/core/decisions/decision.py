"""One decision about one customer: an entry of the history, never edited (SPEC 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from kw_tui.core.proposals.rule import RULE_VERSION
from kw_tui.vocabulary.errors import DecisionError
from kw_tui.vocabulary.session import is_legal_day
from kw_tui.vocabulary.texts import Text

ACTIONS: dict[str, Text] = {
    "let_go": Text("Beziehung beenden", "Let go"),
    "reprice": Text("Preis anpassen", "Reprice"),
    "service": Text("Service kürzen oder berechnen", "Cut or bill service"),
    "channel": Text("Günstigerer Kanal", "Cheaper channel"),
    "keep": Text("Behalten", "Keep"),
    "snooze": Text("Zurückstellen", "Snooze"),
    "skip": Text("Überspringen", "Skip"),
    "claim": Text("Übernehmen", "Claim"),
    "release": Text("Freigeben", "Release"),
    "potential": Text("Potenzial behaupten", "Claim potential"),
    "letter": Text("Schreiben erstellt", "Letter written"),
    "sign": Text("Gegenzeichnen", "Countersign"),
    "reject": Text("Ablehnen", "Reject"),
    "undo": Text("Rückgängig machen", "Undo"),
    "redo": Text("Wiederherstellen", "Redo"),
}
MEASURES = ("let_go", "reprice", "service", "channel")
SETTLING = (*MEASURES, "keep", "snooze")
"""What decides a row."""
VERDICTS = ("sign", "reject")
"""What a second person says to a decision that needs a signature."""
REVERSIBLE = (*SETTLING, *VERDICTS)
"""What can be undone."""
DATED = ("keep", "snooze", "potential")
"""What lasts until a day, or comes back on one."""

LARGEST = Decimal(10) ** 12
"""What an amount is below, so that amounts added up stay exact."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the history. `when` is an ISO moment with offset; `figures` are what it was taken on.

    `params` holds as text `step` (reprice), `until` (keep, snooze, potential; ISO day), `amount` (potential) and
    `batch` (taken at one stroke with others) and `signature` (why it takes effect only once somebody else has signed).
    `replaces` names what an undo, redo, sign or reject is about, or the customer's latest decision that this one takes
    the place of (see `replaced_by`).
    """

    id: str
    customer_id: str
    action: str
    who: str
    when: str
    params: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    rule_version: str = RULE_VERSION
    replaces: str | None = None

    @property
    def moment(self) -> datetime:
        """When it was taken; raises DecisionError if `when` is not a moment with offset."""
        return _moment(self.when, self.id)

    @property
    def until(self) -> date | None:
        """The last day of a keep, or the day a snoozed row comes back; None where none is given."""
        try:
            return date.fromisoformat(self.params["until"]) if self.params.get("until") else None
        except ValueError:
            raise _unreadable(self.id, "until", self.params["until"]) from None

    @property
    def step(self) -> float | None:
        """The price step it carries; None where there is none, or none by which a price can be raised."""
        try:
            step = float(self.params.get("step", ""))
        except ValueError:
            return None
        return step if 0 < step <= 1 else None

    @property
    def takes_effect(self) -> date | None:
        """The day a measure takes effect; None where none is given, or none that can be reckoned with."""
        try:
            day = date.fromisoformat(self.params.get("effective", ""))
        except ValueError:
            return None
        return day if is_legal_day(day) else None

    @property
    def needs_signature(self) -> bool:
        """Whether it takes effect only once somebody else has signed."""
        return bool(self.params.get("signature"))

    def to_mapping(self) -> dict[str, object]:
        """Return plain values for the journal; empty ones are left out."""
        plain: dict[str, object] = {name: getattr(self, name) for name in _TEXT_FIELDS if getattr(self, name)}
        return plain | {name: dict(getattr(self, name)) for name in _MAP_FIELDS if getattr(self, name)}

    @classmethod
    def from_mapping(cls, entry: Mapping[str, object]) -> "Decision":
        """Read a journal entry, ignoring keys it does not know; raise DecisionError if one is missing or unreadable."""
        for name in ("id", "customer_id", "action", "who", "when"):
            if not isinstance(entry.get(name), str):
                raise _unreadable(str(entry.get("id", "?")), name, entry.get(name))
        texts = {name: str(entry[name]) for name in _TEXT_FIELDS if entry.get(name) is not None}
        maps = {name: _text_map(entry.get(name), texts["id"], name) for name in _MAP_FIELDS}
        decision = cls(**texts, **maps)  # type: ignore[arg-type]
        _ = decision.moment, decision.until
        return decision


_TEXT_FIELDS = ("id", "customer_id", "action", "who", "when", "reason", "rule_version", "replaces")
_MAP_FIELDS = ("params", "figures")


def stored_amount(raw: str | None) -> Decimal | None:
    """Read an amount as the journal holds it, to four places; None for what is none or is 10^12 and more."""
    try:
        value = Decimal(raw or "")
    except ArithmeticError:
        return None
    return value.quantize(Decimal("0.0001")) if value.is_finite() and abs(value) < LARGEST else None


def is_same_person(one: str, other: str) -> bool:
    """Whether two names are those of one person, however they are written."""
    return one.strip().casefold() == other.strip().casefold()


def _moment(when: str, decision_id: str) -> datetime:
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        raise _unreadable(decision_id, "when", when) from None
    if moment.tzinfo is None or not is_legal_day(moment.date()):  # near the ends of time, zones cannot be reckoned with
        raise _unreadable(decision_id, "when", when)
    return moment


def _text_map(raw: object, decision_id: str, name: str) -> dict[str, str]:
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise _unreadable(decision_id, name, raw)
    return {str(key): str(value) for key, value in raw.items()}


def _unreadable(decision_id: str, name: str, value: object) -> DecisionError:
    message = Text(
        "Entscheidung {id!r}: {name} = {value!r} ist nicht lesbar", "Decision {id!r}: cannot read {name} = {value!r}"
    )
    hint = Text("Eintrag in der Entscheidungsdatei prüfen", "check the entry in the decisions file")
    return DecisionError(message.format(id=decision_id, name=name, value=value), hint)
