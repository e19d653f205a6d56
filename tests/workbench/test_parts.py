from decimal import Decimal

from kw_tui.core.metrics.families import all_metrics
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench.parts import PARTS, parts

METRICS = all_metrics(Settings())


def test_every_figure_has_a_label_and_a_kind() -> None:
    told = parts(dict.fromkeys((id_ for ids in PARTS.values() for id_ in ids), 1), METRICS, {}, {})
    assert {part: tuple(one.id for one in figures) for part, figures in told.items()} == dict(PARTS)


def test_what_is_not_known_tells_why_or_is_left_out() -> None:
    why = Text("keine Tickets", "no tickets")
    told = parts({"tickets": None, "ces": None, "ces_scale": "1-7"}, METRICS, {"tickets": why}, {})["effort"]
    assert [(one.id, one.value, one.reason) for one in told] == [("tickets", None, why), ("ces_scale", "1-7", None)]


def test_ids_are_told_in_words() -> None:
    told = parts({"health_class": "fair"}, METRICS, {}, {})["health"]
    assert told[0].words == Text("mäßig", "Fair")


def test_a_potential_is_as_assumed_as_what_it_is_told_from() -> None:
    assumed = {"wallet": ("wallet_alike",)}
    for basis, rests in (("wallet", True), ("need", False)):
        row = {"potential": Decimal(5), "potential_basis": basis, "wallet": Decimal(9)}
        told = {one.id: one.is_assumed for one in parts(row, METRICS, {}, assumed)["potential"]}
        assert told == {"potential": rests, "potential_basis": False, "wallet": True}
