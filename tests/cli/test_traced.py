from dataclasses import replace
from decimal import Decimal

from kw_tui.cli.traced import node_rows, plain_tree, tree_lines, walked
from kw_tui.core.metrics.trace import Traced
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text

EUR, MEANING = Text("EUR", "EUR"), Text("Bedeutung.", "Meaning.")
GOODS = Traced("goods", "fact", Text("Ware", "Goods"), Kind.MONEY, Decimal(700), EUR, MEANING)
DB1 = Traced("db1", "metric", Text("DB I", "DB I"), Kind.MONEY, Decimal("-5.5"), EUR, MEANING, inputs=(GOODS,))
BOTH = replace(DB1, id="both", label=Text("Beides", "Both"), inputs=(DB1, replace(DB1, is_assumed=True)))


def test_what_was_told_is_named_again_but_not_told_twice() -> None:
    assert [(level, one.id, is_seen) for level, one, is_seen in walked(BOTH)] == [
        (0, "both", False), (1, "db1", False), (2, "goods", False), (1, "db1", True),
    ]  # fmt: skip
    lines = list(tree_lines(BOTH, "de"))
    assert lines[0] == "Beides (EUR): Bedeutung."
    assert lines[-1].startswith("  DB I")
    assert lines[-1].endswith("≈ -5,50  (siehe oben)")


def test_rows_follow_the_tree_and_objects_hold_all_of_it() -> None:
    assert [(row["level"], row["id"], row["value"]) for row in node_rows(BOTH, "en")] == [
        (0, "both", Decimal("-5.5")), (1, "db1", Decimal("-5.5")), (2, "goods", 700), (1, "db1", Decimal("-5.5")),
    ]  # fmt: skip
    told = plain_tree(BOTH, "en")
    assert [one["inputs"][0]["label"] for one in told["inputs"]] == ["Goods", "Goods"]
    assert "reason" not in told
