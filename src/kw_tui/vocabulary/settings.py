"""Every threshold: its default, bounds, unit, meaning and source. A setting is one line; the session overrides it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.rfm import RfmRules
from kw_tui.vocabulary.texts import Text

Value = float | str
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.,][0-9]{3})+")
"""What may be thousands as well as a fraction: 5.000."""
_ALLOWED = Text("erlaubt: {allowed}", "allowed: {allowed}")
_WHICH = Text("ohne Tausenderzeichen schreiben: {allowed}", "write no thousands separator: {allowed}")


@dataclass(frozen=True, slots=True)
class Setting:
    """One threshold. `choices` closes a text setting; `low` and `high` bound a number. `source` as in SPEC.

    `is_assumption` marks a magnitude without a solid source: figures resting on it say so until it is confirmed.
    """

    id: str
    default: Value
    unit: str
    label: Text
    low: float = 0.0
    high: float = 1.0
    choices: tuple[str, ...] = ()
    source: str = "SPEC"
    is_assumption: bool = False

    def parse(self, raw: object) -> Value:
        """Return `raw` as a legal value; raise UsageError naming the setting and its bounds otherwise."""
        return self._choice(raw) if self.choices else self._number(raw)

    def _choice(self, raw: object) -> str:
        if raw in self.choices:
            return str(raw)
        raise self._refusal(raw, ", ".join(self.choices))

    def _number(self, raw: object) -> float:
        bounds = f"{self.low:g} .. {self.high:g} {self.unit}".rstrip()
        text = str(raw).strip()
        is_percent = text.endswith("%") and self.high <= 1
        try:
            value = float((text[:-1] if is_percent else text).replace(",", "."))
        except ValueError:
            raise self._refusal(raw, bounds) from None
        value = round(value / 100, 12) if is_percent else value
        if not self.low <= value <= self.high:
            raise self._refusal(raw, bounds)
        if isinstance(raw, str) and _THOUSANDS.fullmatch(text) and int(bare := re.sub("[.,]", "", text)) <= self.high:
            raise self._refusal(raw, bare, _WHICH)
        return value

    def _refusal(self, raw: object, allowed: str, hint: Text = _ALLOWED) -> UsageError:
        message = Text("Einstellung {id} = {raw!r} ist nicht möglich", "Setting {id} = {raw!r} is not possible")
        return UsageError(message.format(id=self.id, raw=raw), hint.format(allowed=allowed))


def _share(id_: str, default: float, label: Text, source: str = "SPEC", *, is_assumption: bool = False) -> Setting:
    return Setting(id_, default, "", label, source=source, is_assumption=is_assumption)


def _assumed_share(id_: str, default: float, label: Text) -> Setting:
    return _share(id_, default, label, "assumption", is_assumption=True)


def _assumed(id_: str, default: float, unit: str, label: Text, low: float = 0.0, high: float = 1.0) -> Setting:
    return Setting(id_, default, unit, label, low, high, source="assumption", is_assumption=True)


def _limit(id_: str, label: Text) -> Setting:
    return Setting(id_, 0, "EUR", label, high=1e12)


def _rate(kind: str, default: float, label: Text, unit: str = "EUR") -> Setting:
    return Setting(f"rate_{kind}", default, unit, label, high=10_000, source="assumption", is_assumption=True)


def _avoidable(kind: str, default: float, label: Text, source: str = "assumption") -> Setting:
    return Setting(f"avoidable_{kind}", default, "", label, source=source, is_assumption=True)


ABC_MEASURES = ("revenue", "db1", "db4", "relevant_contribution", "clv", "potential")
VALUE_MEASURES = ("db4", "revenue", "db1", "relevant_contribution", "clv")
ABC_METHODS = ("customers", "cumulated", "absolute")
PORTFOLIO_GRIDS = ("four", "nine")
SIGNED_BY_TWO = ("off", "let_go", "all")
CLV_MODELS = ("mbg_cnbd", "mbg_nbd", "bg_nbd", "pareto_nbd", "nbd", "simple")

_RESOURCES = (
    ("service", "Service", "Service"),
    ("field", "Außendienst", "Field sales"),
    ("inside", "Innendienst", "Inside sales"),
    ("delivery", "Auslieferung", "Delivery"),
)


def _capacity(id_: str, german: str, english: str) -> tuple[Setting, Setting]:
    cost = Text(f"Kosten im Jahr: {german}", f"Cost a year: {english}")
    minutes = Text(f"Bezahlte Minuten im Jahr: {german}", f"Minutes paid a year: {english}")
    return (
        Setting(f"capacity_cost_{id_}", 0, "EUR a year", cost, high=1e12, source="KA"),
        Setting(f"capacity_minutes_{id_}", 0, "min a year", minutes, high=1e12, source="KA"),
    )


SETTINGS: tuple[Setting, ...] = (
    # classes
    Setting("abc_measure", "revenue", "", Text("ABC nach", "ABC by"), choices=ABC_MEASURES),
    Setting("abc_method", "customers", "", Text("ABC-Methode", "ABC method"), choices=ABC_METHODS),
    _share("abc_a_customers", 0.20, Text("Anteil der Kunden in A", "Share of customers in A")),
    _share("abc_c_customers", 0.20, Text("Anteil der Kunden in C", "Share of customers in C")),
    _share("abc_a_cumulated", 0.80, Text("A bis kumulierter Anteil", "A up to cumulated share")),
    _share("abc_b_cumulated", 0.95, Text("B bis kumulierter Anteil", "B up to cumulated share")),
    Setting("abc_a_limit", 250_000, "EUR", Text("A ab", "A from"), high=1e12, source="PRACTICE: absolute classes"),
    Setting("abc_b_limit", 10_000, "EUR", Text("B ab", "B from"), high=1e12, source="PRACTICE: absolute classes"),
    Setting("abc_sub_measure", "db4", "", Text("Unterklasse nach", "Sub-class by"), choices=ABC_MEASURES),
    Setting("rfm_classes", 5, "", Text("RFM-Punkte je Dimension", "RFM points per dimension"), low=2, high=10),
    # portfolio: value against potential
    Setting("portfolio_grid", "four", "", Text("Felder im Portfolio", "Portfolio fields"), choices=PORTFOLIO_GRIDS),
    Setting("portfolio_value", "db4", "", Text("Portfolio: Wert nach", "Portfolio: value by"), choices=VALUE_MEASURES),
    _limit("portfolio_value_limit", Text("Wert hoch ab (0: Median)", "High value from (0: median)")),
    _limit("portfolio_potential_limit", Text("Potenzial hoch ab (0: Median)", "High potential from (0: median)")),
    # customer lifetime value
    Setting("clv_model", "mbg_cnbd", "", Text("CLV-Modell", "CLV model"), choices=CLV_MODELS, source="VALUE"),
    Setting("clv_unit_days", 7, "days", Text("Zeiteinheit des Modells", "Unit of time"), 1, 366, source="VALUE"),
    _assumed("clv_years", 3, "years", Text("CLV über", "CLV over"), low=1, high=20),
    _assumed("clv_rate", 0.10, "a year", Text("Zins je Jahr", "Rate of interest a year"), high=1),
    # payment
    _assumed("credit_rate", 0.08, "a year", Text("Zins auf Forderungen je Jahr", "Interest on receivables a year")),
    _assumed("cash_discount_share", 0.02, "", Text("Angebotenes Skonto", "Cash discount offered"), high=0.5),
    _assumed("cash_discount_days", 10, "days", Text("Skontofrist", "Days of cash discount"), high=365),
    # time-driven costing: what people cost and are paid for in a year; 0 is not known
    _share("capacity_share", 0.80, Text("Nutzbarer Teil der Arbeitszeit", "Usable part of working time"), "KA"),
    *(setting for resource in _RESOURCES for setting in _capacity(*resource)),
    # potential
    Setting("wallet_tau", 0.80, "", Text("Wallet: Quantil", "Wallet: quantile"), 0.5, 0.99, source="SPEC 4 [PR]"),
    _assumed("wallet_alike", 40, "", Text("Wallet: so viele ähnliche Firmen", "Wallet: companies alike"), 10, 1000),
    _assumed("cross_lift", 1.2, "", Text("Cross-Selling: Lift mindestens", "Cross-selling: lift at least"), 1, 100),
    _assumed_share("cross_support", 0.01, Text("Cross-Selling: Anteil mindestens", "Cross-selling: support at least")),
    # cost rates: EUR per event, or per minute where the unit says so
    _rate("visit", 120, Text("Satz je Besuch", "Rate per visit")),
    _rate("call", 12, Text("Satz je Anruf", "Rate per call")),
    _rate("order", 15, Text("Satz je Auftrag", "Rate per order")),
    _rate("delivery", 9, Text("Satz je Lieferung", "Rate per delivery")),
    _rate("return", 35, Text("Satz je Retoure", "Rate per return")),
    _rate("dunning", 10, Text("Satz je Mahnung", "Rate per dunning")),
    _rate("marketing", 0, Text("Satz je Werbemaßnahme", "Rate per marketing activity")),
    _rate("other", 0, Text("Satz je sonstiger Aktivität", "Rate per other activity")),
    _rate("ticket_minute", 0.80, Text("Satz je Ticketminute", "Rate per ticket minute"), "EUR/min"),
    # what of a cost really disappears with the customer
    _avoidable("visit", 0.6, Text("Vermeidbar: Besuch", "Avoidable: visit")),
    _avoidable("call", 0.6, Text("Vermeidbar: Anruf", "Avoidable: call")),
    _avoidable("order", 0.9, Text("Vermeidbar: Auftrag", "Avoidable: order"), "PRACTICE: 10 % unavoidable"),
    _avoidable("delivery", 0.8, Text("Vermeidbar: Lieferung", "Avoidable: delivery"), "PRACTICE: 20 % unavoidable"),
    _avoidable("return", 1.0, Text("Vermeidbar: Retoure", "Avoidable: return")),
    _avoidable("dunning", 1.0, Text("Vermeidbar: Mahnung", "Avoidable: dunning")),
    _avoidable("marketing", 1.0, Text("Vermeidbar: Werbung", "Avoidable: marketing")),
    _avoidable("other", 1.0, Text("Vermeidbar: Sonstiges", "Avoidable: other")),
    _avoidable("ticket", 0.7, Text("Vermeidbar: Ticket", "Avoidable: ticket")),
    # conditions
    Setting("outlier_limit", 3.5, "", Text("Ausreißer ab (z)", "Outlier from (z)"), high=100, source="IH"),
    Setting("stale_months", 24, "months", Text("Preis veraltet nach", "Price stale after"), low=1, high=240),
    _limit("min_order_value", Text("Mindestbestellwert (0: aus Satz und DB I)", "Minimum order (0: by rate and DB I)")),
    _limit("small_order_surcharge", Text("Mindermengenzuschlag (0: keiner)", "Small-order surcharge (0: none)")),
    _limit("bonus_threshold", Text("Bonus ab Jahresumsatz (0: ohne Schwelle)", "Bonus from yearly revenue (0: none)")),
    _assumed("waived_limit", 100, "EUR a year", Text("Verzicht erheblich ab", "Waiver matters from"), high=1e12),
    _share("leakage_revenue", 0.6, Text("Leck: Umsatzrang über", "Leakage: revenue rank above"), "PRACTICE: leakage"),
    _share("leakage_margin", 0.1, Text("Leck: Margenrang unter", "Leakage: margin rank below"), "PRACTICE: leakage"),
    Setting("habit_count", 3, "", Text("Gewohnheit ab", "Habit from"), low=2, high=100),
    # proposals
    _assumed_share("target_ratio", 0.10, Text("Ziel: relevante DB-Quote", "Target: relevant contribution ratio")),
    _assumed("min_step", 0.02, "", Text("Kleinster Preisschritt", "Smallest price step")),
    _assumed("max_step_a", 0.04, "", Text("Größter Preisschritt A", "Largest price step A")),
    _assumed("max_step_b", 0.08, "", Text("Größter Preisschritt B", "Largest price step B")),
    _assumed("max_step_c", 0.15, "", Text("Größter Preisschritt C", "Largest price step C")),
    _assumed("step_interval_months", 12, "months", Text("Abstand der Preisschritte", "Between price steps"), 1, 60),
    _share("feasible_step", 0.25, Text("Höchstens durchsetzbarer Preisschritt", "Largest feasible price step")),
    Setting("notice_days", 60, "days", Text("Ankündigungsfrist", "Notice"), high=720, source="PRACTICE: 1-3 months"),
    _assumed("min_notice_days", 14, "days", Text("Mindestfrist", "Least notice"), high=720),
    _assumed("run_off_days", 90, "days", Text("Auslauffrist", "Run-off period"), high=720),
    Setting("waiting_days", 90, "days", Text("Wartezeit je Stufe", "Waiting time per rung"), high=3650),
    _assumed("potential_limit", 5000, "EUR", Text("Potenzialgrenze", "Potential limit"), high=1e12),
    Setting("new_customer_months", 12, "months", Text("Neukunde bis", "New customer until"), high=240),
    Setting("capacity_reuse", 0, "EUR each", Text("Neu genutzte Kapazität", "Capacity reused"), high=1e9, source="HO"),
    _assumed("service_reduction", 0.5, "", Text("Kürzbarer Teil der Betreuung", "Part of serving that can be cut")),
    _assumed_share("intensive_share", 0.25, Text("Serviceintensiv ab (vom DB I)", "Intensively served from (of DB I)")),
    _assumed_share("heavy_service_share", 0.5, Text("Service zu teuer ab (vom DB I)", "Service too dear from (DB I)")),
    _assumed_share("heavy_contact_share", 0.3, Text("Kontakt zu teuer ab (vom DB I)", "Contact too dear from (DB I)")),
    _assumed_share("dependence_share", 0.5, Text("Abhängigkeit fraglich ab", "Dependence in question from")),
    _assumed_share("season_share_limit", 0.5, Text("Saison ab (Anteil an 12 Monaten)", "Season from (of 12 months)")),
    _share("own_market_share", 0, Text("Eigener Marktanteil (0: offen)", "Own market share (0: unknown)"), "GWB 18"),
    _assumed_share("personal_step", 0.04, Text("Persönlicher ansprechen ab Schritt", "More personal from step")),
    _assumed_share("very_personal_step", 0.08, Text("Noch persönlicher ab Schritt", "Still more personal from step")),
    _assumed("regular_buying", 2, "", Text("Regelmäßig ab k", "Regular from k"), low=1, high=100),
    # decisions
    Setting("claim_minutes", 15, "min", Text("Reservierung gilt", "A claim lasts"), low=1, high=1440),
    Setting("keep_budget_open", 10, "", Text("Bauchgefühl: offene Fälle", "Gut feeling: open cases"), high=10_000),
    _share("keep_budget_share", 0.02, Text("Bauchgefühl: Anteil am DB", "Gut feeling: share of contribution")),
    _assumed("keep_longest_days", 365, "days", Text("Behalten längstens", "Keep at most"), low=1, high=3650),
    Setting("second_signature", "off", "", Text("Zweite Unterschrift", "Second signature"), choices=SIGNED_BY_TWO),
    _limit("decide_limit", Text("Unterschrift ab Betrag im Jahr (0: nie)", "Signature above a year (0: never)")),
    _share("decide_step_limit", 0.0, Text("Unterschrift ab Preisschritt (0: nie)", "Signature above step (0: never)")),
    # what came of them
    _assumed("after_least_days", 60, "days", Text("Wirkung beurteilen ab", "Effect judged after"), 1, 366),
    _assumed_share("after_realised", 0.5, Text("Preisschritt umgesetzt ab Anteil", "Price step realised from share")),
    _assumed_share("after_carried_out", 0.2, Text("Teilweise umgesetzt ab Anteil", "Partly realised from share")),
    _assumed_share("after_coverage", 0.1, Text("Vergleichbarer Umsatz mindestens", "Comparable revenue at least")),
    _assumed("lost_days", 180, "days", Text("Verloren nach", "Lost after"), 1, 3650),
    _assumed("lost_gaps", 3, "", Text("Verloren nach Kaufabständen", "Lost after gaps between orders"), 1, 100),
)  # fmt: skip

_BY_ID = {setting.id: setting for setting in SETTINGS}


def setting_by_id(setting_id: str) -> Setting:
    """Return the setting with this id; raise UsageError if there is none."""
    if setting_id in _BY_ID:
        return _BY_ID[setting_id]
    message = Text("Einstellung {id!r} gibt es nicht", "There is no setting {id!r}").format(id=setting_id)
    raise UsageError(message, Text("`kw set -s SESSION` listet alle", "`kw set -s SESSION` lists them all"))


@dataclass(frozen=True)
class Settings(Mapping[str, Value]):
    """All settings by id: the session's values over the defaults. Values are checked when it is made."""

    overrides: Mapping[str, Value] = field(default_factory=dict)
    rfm: RfmRules = field(default_factory=RfmRules)
    """Cuts and segments, which are tables rather than values."""

    def __post_init__(self) -> None:
        checked = {id_: setting_by_id(id_).parse(raw) for id_, raw in self.overrides.items()}
        object.__setattr__(self, "overrides", MappingProxyType(checked))

    def __getitem__(self, setting_id: str) -> Value:
        return self.overrides.get(setting_id, _BY_ID[setting_id].default)

    def __iter__(self) -> Iterator[str]:
        return iter(_BY_ID)

    def __len__(self) -> int:
        return len(_BY_ID)

    def number(self, setting_id: str) -> float:
        """Return a numeric setting."""
        return float(self[setting_id])

    def amount(self, setting_id: str) -> Decimal:
        """Return a numeric setting as exact amount, to four places."""
        return Decimal(str(self[setting_id])).quantize(Decimal("0.0001"))

    def choice(self, setting_id: str) -> str:
        """Return a text setting."""
        return str(self[setting_id])

    def with_(self, **changes: Value) -> "Settings":
        """Return these settings with some changed."""
        return Settings({**self.overrides, **changes}, self.rfm)
