"""Positions, held against a full matrix with means in the gaps."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from commonbeat.measures.opinions import components as module
from commonbeat.measures.opinions.components import HELD, centered, extremity, mean_votes, positions
from commonbeat.measures.opinions.votes import tally
from tests.measures.opinions.planted import votes_of

WHO, WHAT, HOW, _GROUP = votes_of([40, 30], 20, 0.5, seed=3)


def imputed():
    full = np.full((70, 20), np.nan)
    full[WHO, WHAT] = HOW
    return np.where(np.isnan(full), np.nanmean(full, axis=0), full)


def found(how=module._by_covariance):
    votes = tally(WHO, WHAT, HOW)
    means = mean_votes(votes)
    values = centered(votes, means)
    return votes, values, module.Components(means, module._signed(how(values)[1], None), np.zeros(2))


@pytest.mark.parametrize("how", [module._by_covariance, module._by_iteration])
def test_the_sparse_components_are_those_of_the_imputed_matrix(how):
    oracle = PCA(2).fit(imputed())
    votes, values, components = found(how)
    assert np.allclose(components.means, oracle.mean_)
    assert np.allclose(np.abs(np.einsum("ij,ij->i", components.axes, oracle.components_)), 1, atol=1e-6)
    assert values.nnz == len(WHO) == votes.table.nnz


def test_positions_are_projections_scaled_for_how_much_was_voted_on():
    oracle = PCA(2).fit(imputed())
    votes, values, components = found()
    turn = np.sign(np.einsum("ij,ij->i", components.axes, oracle.components_))
    scaled = oracle.transform(imputed()) * turn * np.sqrt(20 / (votes.given + HELD * 20))[:, None]
    assert np.allclose(positions(values, components), scaled)


def test_extremity_is_where_one_agreement_alone_places_somebody():
    _votes, _values, components = found()
    alone = np.sqrt(20) * np.array([(1 - components.means[n]) * components.axes[:, n] for n in range(20)])
    assert np.allclose(extremity(components), np.hypot(*alone.T))


def test_iteration_from_near_axes_arrives():
    _votes, values, components = found()
    tilted = components.axes + 0.05 * np.random.default_rng(0).standard_normal(components.axes.shape)
    start = module.Components(components.means, tilted, components.spread)
    axes = module.components_near(values, start, np.ones(70), 40)
    assert np.allclose(np.abs(np.einsum("ij,ij->i", components.axes, axes)), 1, atol=1e-4)


def test_where_nothing_differs_there_is_no_direction():
    votes = tally(np.repeat(range(9), 5), np.tile(range(5), 9), np.ones(45, int))
    means = mean_votes(votes)
    assert not module.principal_components(centered(votes, means), means).axes.any()
