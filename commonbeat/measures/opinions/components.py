"""Where people and opinions lie: principal components of the votes, and positions scaled for how much was voted on.

Whoever did not vote on an opinion is taken to think of it as all who did (mean imputation). Subtracting that mean then
leaves exactly zero wherever nobody voted, so nothing but the votes themselves is ever stored.
Source: C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill, Polis: Scaling deliberation by mapping high
dimensional opinion spaces, Recerca 26 (2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from commonbeat.measures.opinions.votes import Votes

AXES = 2
#: people with few votes are held toward the middle as if they had voted "like everybody" on this share of the opinions
HELD = 0.4
#: multiplications up to which the covariance of the opinions is computed in full
FULL = 20_000_000
#: steps of iteration from axes that were found before
STEPS = 4
#: least share of the variation that is told from rounding
NOTHING = 1e-9
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Components:
    """``means`` (opinions,) from −1 to 1; ``axes`` (AXES, opinions) of length one; ``spread`` (AXES,) of each."""

    means: Floats
    axes: Floats
    spread: Floats


def mean_votes(votes: Votes, weights: Floats | None = None) -> Floats:
    """The mean vote on each opinion of those who voted on it, from −1 to 1; 0 where nobody did. Shape (opinions,)."""
    size = votes.table.shape[1]
    total, count = np.zeros(size), np.zeros(size)
    for rows, entries in votes.blocks():
        where, what = votes.table.indices[entries], votes.table.data[entries]
        if weights is None:
            total += np.bincount(where, what, size)
            count += np.bincount(where, minlength=size)
        else:
            each = np.repeat(weights[rows], np.diff(votes.table.indptr[rows.start : rows.stop + 1]))
            total += np.bincount(where, what * each, size)
            count += np.bincount(where, each, size)
    return np.asarray(np.where(count > 0, total / np.where(count > 0, count, 1), 0.0))


def centered(votes: Votes, means: Floats) -> Any:
    """Votes less the mean of their opinion, as sparse as they are. In single precision where they are many millions."""
    table = votes.table
    kind = np.float64 if table.nnz <= 10_000_000 else np.float32
    values, shift = np.empty(table.nnz, kind), means.astype(kind)
    for _rows, entries in votes.blocks():
        np.subtract(table.data[entries], shift[table.indices[entries]], out=values[entries])
    return sparse.csr_array((values, table.indices, table.indptr), shape=table.shape)


def principal_components(values: Any, means: Floats, start: Components | None = None) -> Components:
    """The directions in which ``values``, centered votes (people, opinions), differ most. ``start`` are the last ones.

    Signs are kept from the start; without one the largest loading of each axis is positive. Axes along which nothing
    differs are zero.
    """
    work = float(np.square(np.diff(values.indptr), dtype=float).sum())
    if start is not None and start.axes.any(axis=1).all():
        axes = components_near(values, start, np.ones(values.shape[0], values.dtype), STEPS)
        spread = np.square(values @ axes.T.astype(values.dtype)).sum(axis=0, dtype=np.float64)
    else:
        spread, axes = _by_covariance(values) if work <= FULL else _by_iteration(values)
    total = float(np.square(values.data, dtype=np.float64).sum())
    axes[spread <= NOTHING * max(total, 1e-300)] = 0
    return Components(means, _signed(axes, start), np.maximum(spread, 0))


def _by_covariance(values: Any) -> tuple[Floats, Floats]:
    """Largest eigenvalues and their vectors from the full matrix of sums of products, (opinions, opinions)."""
    size = values.shape[1]
    if not size:
        return _padded(np.zeros(0), np.zeros((0, 0)))
    products = (values.T @ values).toarray().astype(np.float64)
    first = max(size - AXES, 0)
    found, vectors = linalg.eigh(products, subset_by_index=[first, size - 1])
    return _padded(found[::-1], vectors.T[::-1])


def _by_iteration(values: Any) -> tuple[Floats, Floats]:
    """The same by Lanczos iteration, which only multiplies by the sparse table."""
    size = values.shape[1]
    columns = values.T.tocsr()

    def products(vector: Floats) -> Floats:
        return np.asarray(columns @ (values @ vector.astype(values.dtype)), np.float64)

    operator = LinearOperator((size, size), matvec=products, dtype=np.float64)
    try:
        found, vectors = eigsh(operator, k=AXES, v0=np.cos(np.arange(size)), tol=1e-5, maxiter=60)
    except ArpackNoConvergence as short:  # nothing stands out: the votes are near noise, and any axis will do
        found, vectors = short.eigenvalues, short.eigenvectors
    order = np.argsort(found)[::-1]
    return _padded(found[order], vectors.T[order])


def components_near(values: Any, near: Components, weights: Floats, steps: int) -> Floats:
    """The axes (AXES, opinions) of people counted ``weights`` times, by steps of subspace iteration from near ones.

    ``values`` are centered votes (people, opinions). Two directions more than needed are carried along for speed.
    """
    size = values.shape[1]
    block = np.stack([*near.axes, *(np.cos(np.arange(size) * turn) for turn in (1, 2))], axis=1).astype(values.dtype)
    turned = values.T
    for _ in range(steps):
        block = np.linalg.qr(turned @ (weights[:, None] * (values @ block)))[0]
    seen = values @ block
    order = np.linalg.eigh(seen.T @ (weights[:, None] * seen))[1][:, ::-1]
    return np.asarray((block @ order[:, :AXES]).T, np.float64)


def _padded(found: Floats, vectors: Floats) -> tuple[Floats, Floats]:
    """Always AXES of them, the missing ones zero."""
    spread, axes = np.zeros(AXES), np.zeros((AXES, vectors.shape[1]))
    spread[: len(found)], axes[: len(found)] = found, vectors
    return spread, axes


def _signed(axes: Floats, start: Components | None) -> Floats:
    """Axes turned the way they pointed before."""
    if start is not None and start.axes.shape == axes.shape:
        before = np.einsum("ij,ij->i", axes, start.axes)
    else:
        before = axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] if axes.size else np.ones(len(axes))
    return axes * np.where(before < 0, -1.0, 1.0)[:, None]


def scale(given: NDArray[Any], opinions: int) -> Floats:
    """The factor by which a position is drawn out, for who voted on ``given`` of the opinions; larger for fewer.

    Published as √(opinions / given). In use Polis adds to both the opinions that were moderated out, as if everybody
    had voted on them; here a fixed share HELD of the opinions is added to ``given`` instead (decision 11).
    """
    return np.asarray(np.sqrt(opinions / np.maximum(given + HELD * opinions, 1)))


def positions(values: Any, components: Components) -> Floats:
    """Where each person lies, (people, AXES): their centered votes along the axes, scaled for how many these are."""
    where = np.asarray(values @ components.axes.T.astype(values.dtype), np.float64)
    where *= scale(np.diff(values.indptr), len(components.means))[:, None]
    return where


def extremity(components: Components) -> Floats:
    """How far out an opinion places somebody who agrees with it and votes on nothing else, (opinions,).

    Source: Polis' projection of comments, √opinions · (1 − mean) · length of the opinion's loadings.
    """
    length = np.sqrt(np.square(components.axes).sum(axis=0))
    return np.asarray(np.sqrt(len(components.means)) * (1 - components.means) * length)
