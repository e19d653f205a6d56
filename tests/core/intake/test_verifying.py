import polars as pl

from kw_tui.core.intake.verifying import contradictions, control_facts
from kw_tui.vocabulary.sources import CUSTOMER, SALES_LINE
from tests.core.intake.sales_frames import lines, said


def told(frame: pl.LazyFrame) -> str:
    fields = [name for name in frame.collect_schema().names() if name in SALES_LINE]
    counts = frame.select(control_facts(fields, SALES_LINE).values()).collect().row(0, named=True)
    return said(contradictions(counts))


def test_what_all_lines_agree_with_needs_no_word() -> None:
    frame = lines(
        net_amount=["90", "100", "-10"],
        quantity=["1", "2", "-1"],
        unit_price=["100", "50", "10"],
        discount_pct=["10", None, None],
        doc_type=["invoice", "invoice", "credit"],
    )
    assert told(frame) == ""
    assert control_facts(["name"], CUSTOMER) == {}


def test_what_later_lines_contradict_is_said() -> None:
    frame = lines(
        net_amount=["100", "10", "-10"],
        quantity=["1", "1", "-1"],
        unit_price=["100", "11", "10"],
        doc_type=["invoice", "credit", "credit"],
    )
    assert "positive amount: 1 lines (50.0 % of the credits)" in told(frame)
    assert "unit price is not the net amount: 1 lines (33.3 %)" in told(frame)
