from kw_tui.tui.history import MOST, History, Spot

A, B, C = (Spot(name) for name in "ABC")


def test_one_goes_back_and_forward_as_in_a_browser() -> None:
    way = History()
    way.leave(A)
    way.leave(B)
    assert way.back(C) == B
    assert way.back(B) == A
    assert way.back(A) is None
    assert way.forward(A) == B
    assert way.forward(B) == C
    assert way.forward(C) is None


def test_another_way_forgets_what_one_came_back_from() -> None:
    way = History()
    way.leave(A)
    way.back(B)
    way.leave(A)
    assert way.forward(C) is None
    assert way.back(C) == A


def test_a_place_left_twice_is_kept_once_and_a_step_to_where_one_is_is_none() -> None:
    way = History()
    way.leave(A)
    way.leave(A)
    assert list(way.before) == [A]
    assert way.back(A) is None


def test_no_more_than_some_are_kept() -> None:
    way = History()
    for n in range(2 * MOST):
        way.leave(Spot(str(n)))
    assert len(way.before) == MOST
    assert way.before[-1].tab == str(2 * MOST - 1)
