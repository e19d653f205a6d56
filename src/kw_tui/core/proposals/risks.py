"""What speaks against ending a relation: blocking risks forbid the proposal, warnings go with it (SPEC 6).

Those about the law are prompts for a person, not legal advice, and say so (`PROMPT`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from kw_tui.core.proposals.condition import named, number
from kw_tui.core.proposals.ladder import customer_start, is_established
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

NATURAL_PERSONS = ("ek", "ekfm", "ekfr", "einzelunternehmen", "einzelunternehmer", "einzelkaufmann", "einzelfirma")
PARTNERSHIPS = ("gbr", "ohg", "kg", "partg", "partgmbb")
PROFESSIONS = ("freiberufler", "freelancer", "soletrader", "soleproprietor", "privatperson", "natürlicheperson")


DOMINANT = 0.40
"""The share of the market from which dominance is presumed (GWB section 18(4))."""

PROMPT = Text("Hinweis, keine Rechtsberatung", "a prompt, no legal advice")

AS_IT_IS = Text("{value}", "{value}")

BASIS = {"risk": pl.String, "number": pl.Float64, "day": pl.Date, "said": pl.String}
"""What a risk rests on: one of number, day and text, as its kind says; none where the claim says it all."""


@dataclass(frozen=True)
class Risk:
    """One reason for care. `present` tells for whom; unknown counts as absent.

    `basis` is the value it rests on, which `grounds` say. `actions` are the proposals it speaks against, empty for all
    of them; `is_legal` marks what is a prompt about the law.
    """

    id: str
    label: Text
    advice: Text
    is_blocking: bool
    present: Callable[[Settings, date], pl.Expr]
    kind: Kind = Kind.FLAG
    basis: Callable[[Settings], pl.Expr] | None = None
    grounds: Text = AS_IT_IS
    actions: tuple[str, ...] = ()
    is_legal: bool = False

    def applies(self, settings: Settings, as_of: date) -> pl.Expr:
        """Whether the risk exists: Boolean without nulls. One that is not against all actions reads `proposal`."""
        present = self.present(settings, as_of).fill_null(value=False)
        return present & pl.col("proposal").is_in(self.actions) if self.actions else present

    def told(self, settings: Settings) -> dict[str, pl.Expr]:
        """The columns of `BASIS`."""
        name = {Kind.DATE: "day", Kind.TEXT: "said"}.get(self.kind, "number")
        grounds = {} if self.basis is None else {name: self.basis(settings)}
        return {id_: grounds.get(id_, pl.lit(None)).cast(dtype) for id_, dtype in BASIS.items()} | {
            "risk": pl.lit(self.id)
        }


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


def _is_before_season(settings: Settings, _: date) -> pl.Expr:
    return pl.col("season_share") >= settings.number("season_share_limit")


def _is_dominant(settings: Settings, _: date) -> pl.Expr:
    return pl.lit(settings.number("own_market_share") >= DOMINANT)


RISKS: tuple[Risk, ...] = (
    Risk(
        "contract",
        Text("laufender Vertrag", "running contract"),
        Text("Vertragsende abwarten oder Kündigung prüfen", "wait for its end or check how it can be terminated"),
        is_blocking=True,
        present=_has_contract,
        kind=Kind.DATE,
        basis=lambda _: pl.col("contract_until"),
        grounds=Text("bis {value}", "until {value}"),
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
        kind=Kind.TEXT,
        basis=lambda _: pl.col("group_id"),
    ),
    Risk(
        "new_customer",
        Text("Neukunde", "new customer"),
        Text("erst urteilen, wenn die Neukundenzeit vorbei ist", "judge once it is no longer new"),
        is_blocking=True,
        present=_is_new,
        kind=Kind.DATE,
        basis=lambda _: customer_start(),
        grounds=Text("seit {value}", "since {value}"),
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
        kind=Kind.RATIO,
        basis=lambda _: number("supply_share") / 100,
        grounds=Text("{value} seines Bedarfs kommen von uns", "{value} of its need comes from us"),
        is_legal=True,
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
        kind=Kind.TEXT,
        basis=lambda _: pl.col("legal_form"),
        is_legal=True,
    ),
    Risk(
        "season",
        Text("Saison steht bevor", "season ahead"),
        Text("die Saison abwarten oder den Beginn danach legen", "wait for the season to pass, or begin after it"),
        is_blocking=False,
        present=_is_before_season,
        kind=Kind.RATIO,
        basis=lambda _: pl.col("season_share"),
        grounds=Text(
            "{value} des Umsatzes fielen zuletzt in diese drei Monate",
            "{value} of revenue last fell into these three months",
        ),
    ),
    Risk(
        "dominance",
        Text("vermutete Marktbeherrschung (§ 18 Abs. 4, § 19 GWB)", "presumed dominance (GWB sections 18(4), 19)"),
        Text(
            "sachlichen Grund festhalten, Kündigung und schlechtere Bedingungen rechtlich prüfen lassen",
            "record the objective ground; have ending and worse terms checked by counsel",
        ),
        is_blocking=False,
        present=_is_dominant,
        kind=Kind.RATIO,
        basis=lambda settings: pl.lit(settings.number("own_market_share")),
        grounds=Text("{value} Marktanteil", "{value} market share"),
        actions=("let_go", "reprice", "service"),
        is_legal=True,
    ),
)  # fmt: skip


RISKS_BY_ID = {risk.id: risk for risk in RISKS}


def risk_ids(settings: Settings, as_of: date) -> pl.Expr:
    """Return the ids of a customer's risks: List(String), blocking ones first."""
    return named({risk.id: risk.applies(settings, as_of) for risk in RISKS})


def blocking_risks(settings: Settings, as_of: date) -> pl.Expr:
    """Return how many blocking risks a customer has: Int64."""
    return pl.sum_horizontal(risk.applies(settings, as_of).cast(pl.Int64) for risk in RISKS if risk.is_blocking)


def basis_of_risks(queued: pl.LazyFrame, settings: Settings, as_of: date) -> pl.LazyFrame:
    """Return one row a risk of each customer: rank, customer_id and `BASIS`, by rank and in the order of `RISKS`."""
    queued = queued.cache()
    each = [
        queued.filter(risk.applies(settings, as_of)).select("rank", "customer_id", **risk.told(settings))
        for risk in RISKS
    ]
    return pl.concat(each).sort("rank", maintain_order=True)
