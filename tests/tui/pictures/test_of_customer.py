from kw_tui.tui.pictures import drawing, of_customer
from kw_tui.tui.pictures.picture import Room
from tests.tui.fake_workbench import FakeWorkbench


def test_all_pictures_of_a_customer_are_asked_for_at_once() -> None:
    bench = FakeWorkbench()
    customer = bench.portfolio()["customer_id"][0]
    found = of_customer.pictures_of(customer)(bench)  # type: ignore[arg-type]
    assert [one.id for one in found] == ["waterfall", "ladder", "months", "alive", "orders", "break_even"]
    for one in found:
        assert drawing.draw(one, Room(78, 18), one.start, "en")
        assert len(one.rows("en")) > 1


def test_what_is_shown_first_is_one_of_them() -> None:
    bench = FakeWorkbench()
    found = of_customer.pictures_of(bench.portfolio()["customer_id"][0])(bench)  # type: ignore[arg-type]
    assert {*of_customer.FIRST_ON.values(), *of_customer.FIRST_FOR.values()} <= {one.id for one in found}
