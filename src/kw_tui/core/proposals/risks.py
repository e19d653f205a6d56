"""What speaks against ending a relation: blocking risks forbid the proposal, warnings go with it (SPEC 6).

These are prompts for a person, not legal advice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from kw_tui.core.proposals.condition import named, number
from kw_tui.core.proposals.ladder import is_established
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text

NATURAL_PERSONS = ("ek", "ekfm", "ekfr", "einzelunternehmen", "einzelunternehmer", "einzelkaufmann", "einzelfirma")
PARTNERSHIPS = ("gbr", "ohg", "kg", "partg", "partgmbb")
PROFESSIONS = ("freiberufler", "freelancer", "soletrader", "soleproprietor", "privatperson", "natürlicheperson")


@dataclass(frozen=True)
class Risk:
    """One reason for care. `present` tells for whom; unknown counts as absent."""

    id: str
    label: Text
    advice: Text
    is_blocking: bool
    present: Callable[[Settings, date], pl.Expr]

    def applies(self, settings: Settings, as_of: date) -> pl.Expr:
        """Whether the risk exists: Boolean without nulls."""
        return self.present(settings, as_of).fill_null(value=False)


def _has_contract(_: Settings, as_of: date) -> pl.Expr:
    return pl.col("contract_until") >= as_of


def _is_reference(_: Settings, __: date) -> pl.Expr:
    return pl.col("reference_customer")


def _is_in_group(_: Settings, __: date) -> pl.Expr:
    return pl.col("group_id").str.strip_chars().str.len_chars() > 0


def _is_new(settings: Settings, as_of: date) -> pl.Expr:
    return ~is_established(settings, as_of)


def _is_dependent(settings: Settings, _: date) -> pl.Expr:
    return number("supply_share") / 100 >= settings.number("dependence_share")


def _is_personal(_: Settings, __: date) -> pl.Expr:
    form = pl.col("legal_form").str.to_lowercase().str.replace_all(r"[.\s-]", "")
    return form.is_in([*NATURAL_PERSONS, *PARTNERSHIPS, *PROFESSIONS])


RISKS: tuple[Risk, ...] = (
    Risk(
        "contract",
        Text("laufender Vertrag", "running contract"),
        Text("Vertragsende abwarten oder Kündigung prüfen", "wait for its end or check how it can be terminated"),
        is_blocking=True,
        present=_has_contract,
    ),
    Risk(
        "reference",
        Text("Referenzkunde", "reference customer"),
        Text("Wirkung auf andere Kunden klären", "settle what it would mean to other customers"),
        is_blocking=True,
        present=_is_reference,
    ),
    Risk(
        "group",
        Text("gehört zu einem Konzern", "part of a group"),
        Text("den Konzern als Ganzes betrachten", "look at the group as a whole"),
        is_blocking=True,
        present=_is_in_group,
    ),
    Risk(
        "new_customer",
        Text("Neukunde", "new customer"),
        Text("erst urteilen, wenn die Neukundenzeit vorbei ist", "judge once it is no longer new"),
        is_blocking=True,
        present=_is_new,
    ),
    Risk(
        "dependence",
        Text("mögliche Abhängigkeit (§ 20 GWB)", "possible dependence (GWB section 20)"),
        Text(
            "Ausweichmöglichkeiten und Auslauffrist rechtlich prüfen lassen",
            "have alternatives and a run-off period checked by counsel",
        ),
        is_blocking=False,
        present=_is_dependent,
    ),
    Risk(
        "natural_person",
        Text(
            "natürliche Person oder Personengesellschaft (Art. 22 DSGVO)",
            "natural person or partnership (GDPR art. 22)",
        ),
        Text("ein namentlich genannter Mensch entscheidet, mit Begründung", "a named person decides, with a reason"),
        is_blocking=False,
        present=_is_personal,
    ),
)  # fmt: skip


def risk_ids(settings: Settings, as_of: date) -> pl.Expr:
    """Return the ids of a customer's risks: List(String), blocking ones first."""
    return named({risk.id: risk.applies(settings, as_of) for risk in RISKS})


def blocking_risks(settings: Settings, as_of: date) -> pl.Expr:
    """Return how many blocking risks a customer has: Int64."""
    return pl.sum_horizontal(risk.applies(settings, as_of).cast(pl.Int64) for risk in RISKS if risk.is_blocking)
