"""The wallet of every customer: from its nearest neighbours, or by regression where that foretells better (SPEC 4)."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kw_tui.core.wallet import regression
from kw_tui.core.wallet.company import NUMBERS, Companies, Flags, companies, strata
from kw_tui.core.wallet.neighbours import nearest_quantile
from kw_tui.core.wallet.quantile import Floats, Indices, each_without_itself, evenly, pinball_loss
from kw_tui.core.wallet.space import space

LEAST_PEERS = 10
"""From fewer customers no upper quantile can be told."""
STRATA_BY = ((), ("industry",), ("region",), ("country",), ("industry", "region"))
"""Ways to look among customers of one name only; the one that foretells best is taken."""
LEAST_STRATUM = 2
"""A stratum holds at least so many times the neighbours asked for, so that the nearest differ from the others."""
MANY = 500
"""Customers from which a regression is tried."""
BETTER = 0.98
"""A regression has to have at most this share of the neighbours' loss, or what needs no straight line stays."""
_TRIED_AMONG, _TRIED_ON, _FITTED_TO, _LEAST_NAMED, _MOST_NAMED = 10_000, 1_500, 2_000, 40, 10


@dataclass(frozen=True)
class _Group:
    """Customers of whom the same numbers are known (`asked`), and all buyers of whom these are known too."""

    all: Companies
    columns: tuple[str, ...]
    asked: Flags
    peers: Flags
    alike: int
    tau: float


def wallets(basis: pl.DataFrame, alike: int, tau: float) -> pl.DataFrame:
    """`customer_id` with `wallet_quantile` a year, `wallet_peers` it was told from, and `wallet_fit`.

    `basis` as for `companies`. The fit is the share of the loss of the plain quantile of all buyers that knowing the
    companies saves, on customers left out (Koenker and Machado 1999). Null where too little is known.
    """
    all_ = companies(basis)
    found, counted = np.full(len(all_.ids), np.nan), np.zeros(len(all_.ids), np.int64)
    fit = np.full(len(all_.ids), np.nan)
    way: _Way | None = None
    for group in _groups(all_, alike, tau):
        if way is None or not group.columns:
            way = _best_way(group)
        values, counts, saved = _told(group, way)
        is_told = group.asked & np.isfinite(values) & (counts >= LEAST_PEERS)
        found[is_told], counted[is_told], fit[is_told] = values[is_told], counts[is_told], saved
    told = pl.DataFrame({"wallet_quantile": found, "wallet_peers": counted, "wallet_fit": fit}).fill_nan(None)
    is_known = pl.col("wallet_quantile").is_not_null()
    return told.with_columns(pl.when(is_known).then(pl.col("wallet_peers", "wallet_fit"))).insert_column(0, all_.ids)


def _groups(all_: Companies, alike: int, tau: float) -> list[_Group]:
    """One group a set of known numbers, the largest first; what too few buyers tell is not used."""
    known = {name: np.isfinite(all_.numbers[name]) for name in NUMBERS}
    filled = sorted(NUMBERS, key=lambda name: -int((known[name] & all_.is_buyer).sum()))
    pattern = sum((known[name].astype(np.int64) << place for place, name in enumerate(filled)), np.int64(0))
    groups: dict[tuple[str, ...], _Group] = {}
    for each in np.unique(pattern):
        columns = tuple(name for place, name in enumerate(filled) if each >> place & 1)
        while columns and _peers(all_, columns).sum() <= LEAST_PEERS:
            columns = columns[:-1]
        asked = pattern == each
        if columns in groups:
            asked = asked | groups[columns].asked
        groups[columns] = _Group(all_, columns, asked, _peers(all_, columns), alike, tau)
    bought = [group for group in groups.values() if group.peers.any()]
    return sorted(bought, key=lambda group: (-int((group.asked & group.peers).sum()), group.columns))


def _peers(all_: Companies, columns: tuple[str, ...]) -> Flags:
    peers: Flags = np.logical_and.reduce([all_.is_buyer, *(np.isfinite(all_.numbers[name]) for name in columns)])
    return peers


@dataclass(frozen=True)
class _Way:
    """How wallets are told: among customers of the same names, or by a line whose saved loss is known."""

    by: tuple[str, ...]
    saved_by_line: float | None = None


def _best_way(group: _Group) -> _Way:
    """The way that foretells best on customers left out, tried on some of a group."""
    peers = np.flatnonzero(group.peers)
    among = peers[evenly(len(peers), _TRIED_AMONG)]
    trial = replace(group, peers=_flags(group, among), asked=_flags(group, among[evenly(len(among), _TRIED_ON)]))
    plain = _plain(trial)
    loss = {by: _loss(trial, _by_neighbours(trial, by)[0], plain) for by in STRATA_BY if by or group.columns}
    best = min(loss, key=lambda by: loss[by])
    if _can_regress(group):
        by_line = _loss(trial, _held_out(trial), plain)
        if by_line < BETTER * loss[best]:
            return _Way(best, _saved(by_line, _loss(trial, plain, plain)))
    return _Way(best)


def _told(group: _Group, way: _Way) -> tuple[Floats, Indices, float]:
    """Values, counts of peers, and the share of loss saved."""
    if way.saved_by_line is not None and _can_regress(group):
        values = _by_regression(group, np.flatnonzero(group.peers), group.asked)
        return values, np.full(len(values), int(group.peers.sum())), way.saved_by_line
    values, counts = _by_neighbours(group, way.by)
    own = replace(group, asked=group.asked & group.peers)
    if not own.asked.any():
        return values, counts, 0.0
    plain = _plain(group)
    return values, counts, _saved(_loss(own, values, plain), _loss(own, plain, plain))


def _plain(group: _Group) -> Floats:
    """The quantile of all other peers."""
    found = np.full(len(group.asked), np.nan)
    found[group.peers] = each_without_itself(group.all.revenue[group.peers], group.tau)
    plain: Floats = np.nan_to_num(found)
    return plain


def _loss(trial: _Group, values: Floats, plain: Floats) -> float:
    """The loss on those asked about; whoever cannot be told otherwise is told the plain quantile."""
    told = np.where(np.isfinite(values), values, plain)
    return pinball_loss(trial.all.revenue[trial.asked], told[trial.asked], trial.tau)


def _saved(loss: float, unaided: float) -> float:
    return max(0.0, 1 - loss / unaided) if unaided > 0 else 0.0


def _by_neighbours(group: _Group, by: tuple[str, ...]) -> tuple[Floats, Indices]:
    """Look within the customer's stratum; where it has none, among all."""
    least = LEAST_STRATUM * group.alike if group.columns else LEAST_PEERS + 1
    own = strata([group.all.names[name] for name in by], group.peers, least)
    found, counted = np.full(len(own), np.nan), np.zeros(len(own), np.int64)
    _look(group, own, own >= 0, found, counted)
    if group.columns and (own < 0).any():
        everywhere = np.zeros_like(own)
        _look(replace(group, asked=group.asked & (own < 0)), everywhere, everywhere == 0, found, counted)
    return found, counted


def _look(group: _Group, own: Indices, within: Flags, found: Floats, counted: Indices) -> None:
    """Fill in what the nearest tell of those asked about, all of them `within`."""
    chosen = np.flatnonzero(within & (group.peers | group.asked))
    if not group.asked[chosen].any():
        return
    peers, asked = group.peers[chosen], group.asked[chosen]
    one = space([group.all.ranks[name][chosen] for name in group.columns], own[chosen])
    values, counts = nearest_quantile(one, group.all.revenue[chosen], peers, asked, group.alike, group.tau)
    found[chosen[asked]], counted[chosen[asked]] = values[asked], counts[asked]


def _can_regress(group: _Group) -> bool:
    return bool(group.columns) and int(group.peers.sum()) >= MANY


def _held_out(trial: _Group) -> Floats:
    """What a regression on every other buyer says of those in between, and the other way round."""
    among = np.flatnonzero(trial.peers)
    found = np.full(len(trial.asked), np.nan)
    for half in (0, 1):
        asked = trial.asked & _flags(trial, among[half::2])
        found[asked] = _by_regression(trial, among[1 - half :: 2], asked)[asked]
    return found


def _by_regression(group: _Group, among: Indices, asked: Flags) -> Floats:
    """A line through logarithms: of revenue, over those of the numbers, with a step for each common industry."""
    fitted_to = among[evenly(len(among), _FITTED_TO)]
    revenue, industry = group.all.revenue, group.all.names["industry"]
    codes, counts = np.unique(industry[fitted_to], return_counts=True)
    common = codes[(counts >= _LEAST_NAMED) & (codes >= 0)][:_MOST_NAMED]
    coefficients = regression.fitted(_features(group, fitted_to, common), np.log(revenue[fitted_to]), group.tau)
    found = np.full(len(revenue), np.nan)
    told = regression.told(_features(group, np.flatnonzero(asked), common), coefficients)
    found[asked] = np.exp(np.minimum(told, np.log(revenue[among].max())))
    return found


def _features(group: _Group, chosen: Indices, common: Indices) -> Floats:
    numbers = [np.log1p(np.maximum(group.all.numbers[name][chosen], 0)) for name in group.columns]
    steps = [(group.all.names["industry"][chosen] == code).astype(np.float64) for code in common]
    return np.column_stack([*numbers, *steps])


def _flags(group: _Group, places: Indices) -> Flags:
    flags = np.zeros(len(group.asked), np.bool_)
    flags[places] = True
    return flags
