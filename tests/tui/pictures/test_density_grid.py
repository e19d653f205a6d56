from itertools import pairwise

import pytest

from kw_tui.tui.pictures import density_grid
from kw_tui.tui.pictures.picture import Cursor, Room
from tests.tui.pictures import samples

ROOM = Room(60, 16)


def test_slots_keep_to_their_field_and_walls_part_the_fields() -> None:
    picture = samples.density([1] * 300)
    grid = density_grid.grid_of(picture, ROOM, "de")
    (wall,) = grid.walls
    for slot, cell in zip(picture.across, grid.xs, strict=True):
        assert (cell < wall) if slot.level == 0 else (cell > wall)
        assert 0 <= cell < grid.width
    assert all(0 <= row < grid.height for row in grid.ys)
    assert list(grid.xs) == sorted(grid.xs)


def test_few_slots_stand_equally_far_apart() -> None:
    xs = density_grid.grid_of(samples.density([1] * 10, 1), ROOM, "de").xs
    assert len({after - before for before, after in pairwise(xs)}) == 1


def test_what_shares_a_cell_is_counted_together() -> None:
    picture = samples.density([1] * 300)
    counts = density_grid.counts_in(picture, ROOM, "de")
    assert sum(counts.values()) == 300
    grid = density_grid.grid_of(picture, ROOM, "de")
    dealt = density_grid.dealt_to(grid)
    assert sum(dealt.values()) / len(dealt) == pytest.approx(1)
    at = Cursor(0, 299)
    up = density_grid.slot_up(picture, at)
    assert up == 0
    inside = density_grid.inside(picture, grid, grid.xs[0], grid.ys[up])
    assert len(inside) == counts[grid.xs[0], grid.ys[up]]
    assert density_grid.slots_in(grid.xs, grid.xs[0])[0] == 0
