"""What the columns of each table are called, and what kind of value they hold."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.vocabulary.table import Column, Kind
from kw_tui.vocabulary.texts import Text

if TYPE_CHECKING:
    from kw_tui.workbench import Workbench

_OTHERS = (
    Column("orders", Kind.COUNT, Text("Aufträge", "Orders")),
    Column("lines", Kind.COUNT, Text("Positionen", "Lines")),
    Column("products", Kind.COUNT, Text("Artikel", "Products")),
    Column("first_order", Kind.DATE, Text("Erster Kauf", "First order")),
    Column("last_order", Kind.DATE, Text("Letzter Kauf", "Last order")),
    Column("tickets", Kind.COUNT, Text("Servicefälle", "Tickets")),
    Column("rank", Kind.COUNT, Text("Rang", "Rank")),
    Column("proposal", Kind.CATEGORY, Text("Vorschlag", "Proposal")),
    Column("at_stake", Kind.MONEY, Text("Geht um/Jahr", "At stake/year")),
    Column("confidence", Kind.RATIO, Text("Sicherheit", "Confidence")),
    Column("step", Kind.RATIO, Text("Schritt", "Step")),
    Column("needed_step", Kind.RATIO, Text("Nötiger Schritt", "Needed step")),
    Column("steps", Kind.COUNT, Text("Schritte", "Steps")),
    Column("break_even_loss", Kind.RATIO, Text("Tragbarer Verlust", "Break-even loss")),
    Column("effective_date", Kind.DATE, Text("Wirksam ab", "Effective")),
    Column("communication", Kind.CATEGORY, Text("Ansprache", "Communication")),
    Column("channel_to", Kind.CATEGORY, Text("Kanal künftig", "Channel to be")),
    Column("profit_change", Kind.MONEY, Text("Ergebnisänderung", "Change in profit")),
    Column("conditions", Kind.TEXT, Text("Bedingungen", "Conditions")),
    Column("risks", Kind.TEXT, Text("Risiken", "Risks")),
    Column("alternatives", Kind.TEXT, Text("Sonst möglich", "Alternatives")),
    Column("state", Kind.CATEGORY, Text("Stand", "State")),
    Column("claimed_by", Kind.TEXT, Text("Bei", "Claimed by")),
    Column("action", Kind.CATEGORY, Text("Aktion", "Action")),
    Column("decided_by", Kind.TEXT, Text("Entschieden von", "Decided by")),
    Column("decided_at", Kind.TEXT, Text("Entschieden am", "Decided at")),
    Column("reason", Kind.TEXT, Text("Grund", "Reason")),
    Column("until", Kind.DATE, Text("Bis", "Until")),
    Column("who", Kind.TEXT, Text("Wer", "Who")),
    Column("when", Kind.TEXT, Text("Wann", "When")),
    Column("stands", Kind.FLAG, Text("Gilt", "Stands")),
    Column("id", Kind.ID, Text("Kennung", "Id")),
    Column("replaces", Kind.ID, Text("Ersetzt", "Replaces")),
    Column("rule_version", Kind.TEXT, Text("Regelstand", "Rule version")),
    Column("rule", Kind.CATEGORY, Text("Regel", "Rule")),
    Column("decision_id", Kind.ID, Text("Entscheidung", "Decision")),
    Column("finding", Kind.CATEGORY, Text("Befund", "Finding")),
    Column("value", Kind.SCORE, Text("Wert", "Value")),
    Column("limit", Kind.SCORE, Text("Grenze", "Limit")),
    Column("evidence", Kind.TEXT, Text("Beleg", "Evidence")),
    Column("segment", Kind.CATEGORY, Text("Segment", "Segment")),
    Column("segmentation", Kind.CATEGORY, Text("Nach", "By")),
    Column("customers", Kind.COUNT, Text("Kunden", "Customers")),
    Column("customers_share", Kind.RATIO, Text("Anteil Kunden", "Share of customers")),
    Column("revenue_share", Kind.RATIO, Text("Anteil Umsatz", "Share of revenue")),
)


def columns_by_id(bench: "Workbench") -> dict[str, Column]:
    """Return every column that has a label: of the list above, the customer table and the metrics."""
    known = {column.id: column for column in (*_OTHERS, *CUSTOMER.columns)}
    return known | {metric.id: Column(metric.id, metric.kind, metric.label) for metric in bench.metrics()}


def labelled(bench: "Workbench", frame: pl.DataFrame) -> list[Column]:
    """Describe each column of a frame; one without a label by its id and type."""
    known = columns_by_id(bench)
    return [known.get(name) or Column(name, _kind(dtype), Text(name, name)) for name, dtype in frame.schema.items()]


def _kind(dtype: pl.DataType) -> Kind:
    if isinstance(dtype, pl.Decimal):
        return Kind.MONEY
    if dtype.is_integer():
        return Kind.COUNT
    if dtype.is_float():
        return Kind.SCORE
    return {pl.Date: Kind.DATE, pl.Boolean: Kind.FLAG}.get(dtype.base_type(), Kind.TEXT)


def words_of_ids() -> Mapping[str, Mapping[str, Text]]:
    """Return, per column of ids, what each id is called."""
    from kw_tui.core.decisions import ACTIONS
    from kw_tui.core.metrics.findings import FINDINGS
    from kw_tui.core.metrics.kinds import CUSTOMER_KINDS
    from kw_tui.core.metrics.rfm import RFM_SEGMENTS
    from kw_tui.core.proposals.channel import CHANNELS
    from kw_tui.core.proposals.price_step import COMMUNICATION
    from kw_tui.core.proposals.risks import RISKS
    from kw_tui.core.proposals.rules import PROPOSALS
    from kw_tui.core.queue import STATES
    from kw_tui.core.segmentation.segments import SEGMENTATIONS

    rfm_segments = {segment.id: segment.label for segment in RFM_SEGMENTS}
    kinds = {kind.id: kind.label for kind in CUSTOMER_KINDS}
    return {
        "action": ACTIONS,
        "alternatives": PROPOSALS,
        "channel_to": CHANNELS,
        "communication": COMMUNICATION,
        "finding": {finding.id: finding.label for finding in FINDINGS},
        "kind": kinds,
        "proposal": PROPOSALS,
        "rfm_segment": rfm_segments,
        "risks": {risk.id: risk.label for risk in RISKS},
        "segment": rfm_segments | kinds,
        "segmentation": {one.by: one.label for one in SEGMENTATIONS},
        "state": STATES,
    }
