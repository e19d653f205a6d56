from kw_tui.workbench import Workbench


def test_customers_are_found_by_a_finder_made_once(bench: Workbench) -> None:
    finder = bench.finder()
    row = bench.portfolio().row(0, named=True)
    assert row["customer_id"] in finder.find(row["customer_id"])["customer_id"]
    assert bench.finder() is finder
