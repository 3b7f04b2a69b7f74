"""Groups by k-means and silhouette."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score

from commonbeat.measures.opinions import partition as module
from commonbeat.measures.opinions.partition import base_clusters, distances, partition, silhouette


def clouds(sizes, apart=3.0, seed=0):
    chance = np.random.default_rng(seed)
    middles = apart * np.array([[0, 0], [1, 0], [0, 1], [1, 1], [2, 2]])
    return np.concatenate([chance.normal(middles[n], 0.5, (size, 2)) for n, size in enumerate(sizes)])


def test_silhouette_is_scikit_learns():
    where = clouds([30, 20, 12], apart=1)
    labels = KMeans(3, n_init=5, random_state=0).fit_predict(where)
    assert silhouette(distances(where, where), np.ones(62), labels) == pytest.approx(
        silhouette_score(where, labels), abs=1e-5
    )


def test_a_point_may_stand_for_many_people():
    where, weights = clouds([8, 8], apart=1), np.arange(1, 17).astype(float)
    labels = np.repeat([0, 1], 8)
    everybody = np.repeat(where, weights.astype(int), axis=0)
    exact = silhouette_score(everybody, np.repeat(labels, weights.astype(int)))
    assert silhouette(distances(where, where), weights, labels) == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize("sizes", [[3000, 2000], [2500, 1500, 1000], [1000, 1000, 1000, 1000, 1000]])
def test_with_many_people_silhouette_is_within_a_hundredth(sizes, monkeypatch):
    where = clouds(sizes, apart=1.5)
    many = partition(where, seed=0)
    base = base_clusters(where)
    assert len(base.points) < len(where) / 3
    exact = silhouette_score(where, many.labels)
    assert many.silhouettes[len(many.centers)] == pytest.approx(exact, abs=0.01)


def test_k_means_is_as_close_as_scikit_learns_best():
    where = clouds([50, 40, 30], apart=1)
    chance = np.random.default_rng(0)
    starts = module.seeded_centers(where, np.ones(120), 3, 10, chance)
    labels, centers = module.k_means(where, np.ones(120), starts)
    within = np.square(where - centers[labels]).sum()
    assert within <= KMeans(3, n_init=50, random_state=0).fit(where).inertia_ * (1 + 1e-6)


def test_five_clouds_are_five_groups_the_largest_first():
    found = partition(clouds([60, 50, 40, 30, 20]), seed=0)
    assert np.bincount(found.labels).tolist() == [60, 50, 40, 30, 20]
    assert found.shown == 5


def test_a_group_of_four_is_not_shown():
    found = partition(clouds([40, 30, 4]), seed=0)
    assert (found.shown, np.bincount(found.labels).tolist()) == (2, [40, 30, 4])


def test_one_crowd_with_four_far_away_is_no_division():
    where = np.concatenate([np.zeros((20, 2)), np.full((4, 2), 9.0)])
    assert partition(where, seed=0) is None


def test_groups_keep_their_letters_when_sizes_change():
    before = partition(clouds([60, 50]), seed=0)
    after = partition(clouds([60, 90]), seed=0, start=before)
    assert adjusted_rand_score(after.labels, np.repeat([0, 1], [60, 90])) == 1
    assert (after.labels[:60] == 0).all()


@pytest.mark.parametrize(("people", "most"), [(10, 2), (12, 3), (35, 4), (36, 5), (1000, 5)])
def test_how_many_groups_are_tried(people, most):
    assert module.most_groups(people) == most


def test_a_silhouette_of_one_group_is_nothing():
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    apart = distances(points, points)
    assert silhouette(apart, np.ones(3), np.array([1, 1, 1])) == 0.0
