"""What letters to some customers are about: their figures, decisions and proposals, gathered for all at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from kw_tui.core.decisions import Decision, State, has_had_its_time
from kw_tui.core.letters.kinds import ACTION_OF_KIND, KIND_OF_ACTION, Kind
from kw_tui.core.letters.matter import Example, Matter, Sender, effective_day, minimum_order, run_off_day, surcharge
from kw_tui.core.letters.price_list import bought_most
from kw_tui.core.letters.services import HABIT_RULE, dearest, free_services
from kw_tui.core.proposals.risks import risk_ids
from kw_tui.storage.cache import Store
from kw_tui.vocabulary.session import add_months
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.workbench.kept import computed

Row = Mapping[str, Any]
FEW = 20
"""Customers whose lines are sought one by one; of more the ledger is read through once."""
MONTHS = 12
ADDRESS: dict[str, tuple[str, ...]] = {
    "street": ("street", "strasse", "straße", "address", "anschrift", "adresse", "straße und hausnummer"),
    "town": ("town", "city", "ort", "stadt", "wohnort"),
}
"""The customer master's further columns that complete an address, by their headers."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one customer to write to."""

    row: Row
    proposal: Row | None
    decision: Decision | None
    risks: tuple[str, ...]
    facts: Row
    examples: tuple[Example, ...]
    free: Row

    @property
    def kind(self) -> Kind | None:
        """The letter that its standing decision, else its proposal, asks for; None where neither asks for one."""
        if self.decision is not None:
            return KIND_OF_ACTION.get(self.decision.action)
        return KIND_OF_ACTION.get(self.proposal["proposal"]) if self.proposal is not None else None

    def decided(self, kind: Kind) -> Decision | None:
        """The decision a letter of this kind tells of; None where nobody decided that."""
        is_told = self.decision is not None and self.decision.action == ACTION_OF_KIND[kind]
        return self.decision if is_told else None


def decision_of(state: State, customer_id: str, settings: Settings, as_of: date) -> Decision | None:
    """Return the decision that settles a customer: neither put off, nor waiting for a signature, nor past its time."""
    latest = state.latest(customer_id)
    if latest is None or latest.action == "snooze" or state.awaiting(customer_id) is not None:
        return None
    return None if has_had_its_time(latest, state, settings, as_of) else latest


class Cases:
    """The cases of some customers."""

    def __init__(self, store: Store, settings: Settings, as_of: date) -> None:
        self._store, self._settings, self._as_of = store, settings, as_of

    def of(self, portfolio: pl.DataFrame, queue: pl.DataFrame, state: State, ids: Sequence[str]) -> dict[str, Case]:
        """Return a case a customer, by id; customers nobody knows have none."""
        rows = _by_id(portfolio.filter(pl.col("customer_id").is_in(ids)))
        known = [one for one in ids if one in rows]
        proposals = _by_id(queue.filter(pl.col("customer_id").is_in(known)))
        mine = portfolio.lazy().filter(pl.col("customer_id").is_in(known))
        proposed = mine.join(queue.lazy().select("customer_id", "proposal"), on="customer_id", how="left")
        risks = _by_id(computed(proposed.select("customer_id", risks=risk_ids(self._settings, self._as_of))))
        facts, examples, free = self._facts(known), self._examples(known), self._free(known)
        return {
            id_: Case(
                rows[id_],
                proposals.get(id_),
                decision_of(state, id_, self._settings, self._as_of),
                tuple(risks[id_]["risks"]),
                {**rows[id_], **facts.get(id_, {})},
                examples.get(id_, ()),
                free.get(id_, {}),
            )
            for id_ in known
        }

    def _days(self) -> tuple[date, date]:
        return add_months(self._as_of, -MONTHS), self._as_of - timedelta(days=1)

    def _facts(self, ids: Sequence[str]) -> dict[str, Row]:
        """Street and town, where the customer master has such columns."""
        master = self._store.scan("customer")
        own = {name.casefold().strip(): name for name in master.collect_schema().names() if name not in CUSTOMER}
        found = {id_: own[spelt] for id_, names in ADDRESS.items() for spelt in names if spelt in own}
        if not found:
            return {}
        named = master.filter(pl.col("customer_id").is_in(ids)).unique("customer_id", keep="first")
        return _by_id(computed(named.select("customer_id", **{id_: pl.col(name) for id_, name in found.items()})))

    def _examples(self, ids: Sequence[str]) -> dict[str, tuple[Example, ...]]:
        if not self._store.has("sales_line"):
            return {}
        if len(ids) <= FEW:
            lines = pl.concat([self._store.customer_lines(id_).lazy() for id_ in ids]) if ids else None
        else:
            lines = self._store.scan("sales_line").filter(pl.col("customer_id").is_in(ids))
        if lines is None:
            return {}
        found: dict[str, tuple[Example, ...]] = {}
        for id_, *told in computed(bought_most(lines, *self._days())).iter_rows():
            found[id_] = (*found.get(id_, ()), Example(*told))
        return found

    def _free(self, ids: Sequence[str]) -> dict[str, Row]:
        granted = self._store.scan("concession").filter(pl.col("customer_id").is_in(ids))
        return _by_id(computed(free_services(granted, *self._days())))


def matter(case: Case, kind: Kind, today: date, sender: Sender, currency: str, settings: Settings) -> Matter:
    """Return what a letter of a kind to this customer says."""
    of_proposal = _proposed(case, kind)
    decided = case.decided(kind)
    billed = _billed(case, of_proposal("rule"))
    step = decided.step if decided is not None and decided.step is not None else of_proposal("step")
    return Matter(
        kind=kind,
        customer_id=str(case.row["customer_id"]),
        today=today,
        effective=effective_day(
            (decided.takes_effect if decided else None) or of_proposal("effective_date"), today, case.facts, settings
        ),
        run_off=run_off_day(_planned_end(case, decided), today, case.facts, settings),
        currency=currency,
        facts=case.facts,
        sender=sender,
        rule=of_proposal("rule"),
        step=step,
        examples=case.examples,
        channel=of_proposal("channel_to"),
        billed=billed,
        billed_price=case.free.get("price") if billed else None,
        reduced=() if billed else dearest(case.row),
        minimum_order=minimum_order(settings),
        surcharge=surcharge(settings),
    )


def _proposed(case: Case, kind: Kind) -> Callable[[str], Any]:
    """What is proposed; nothing where something else is, but for what holds whatever is proposed."""
    row = case.proposal or {}
    is_told = row.get("proposal") == ACTION_OF_KIND[kind]
    return lambda column: row.get(column) if is_told or column in {"channel_to", "effective_date"} else None


def _planned_end(case: Case, decided: Decision | None) -> date | None:
    """The last day of deliveries that was decided, else proposed, where ending is what is proposed."""
    row = case.proposal or {}
    proposed: date | None = row.get("effective_date") if row.get("proposal") == "let_go" else None
    return (decided.takes_effect if decided else None) or proposed


def _billed(case: Case, rule: str | None) -> str | None:
    """The free service that is to be billed: the habit that was found, where nothing else is proposed."""
    is_habit = rule == HABIT_RULE or (rule is None and bool(case.row.get("free_service_habit")))
    return case.free.get("service") if is_habit else None


def _by_id(frame: pl.DataFrame) -> dict[str, Row]:
    return {str(row["customer_id"]): row for row in frame.rows(named=True)}
