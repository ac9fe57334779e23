"""Poisson log-linear fits in which one factor has a level for every block (site) and is kept out of the large matrix.

McCullagh & Nelder 1989 for the fit; Liang & Zeger 1986 for the estimating equations with serial correlation. The normal
equations have a diagonal block for the sites, so ten thousand sites cost no more than ten.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rodtrad.insight.statistics.rules.errors import CannotCompute
from rodtrad.insight.statistics.rules.quantiles import Array, Indices

TOLERANCE = 1e-6  # of the sum of the counts: a fit above it is an error, never a number
ROUNDS = 200
NARROW = 1e-9  # eigenvalue below which the columns say the same thing twice


@dataclass(frozen=True)
class Equations:
    """Normal equations H'H with one column a block and `others` beside: factored once, solved for many sides."""

    per_block: Array
    across: Array  # blocks x others
    inverse: Array  # of the Schur complement of the blocks
    is_deficient: bool

    def solve(self, blocks: Array, others: Array) -> tuple[Array, Array]:
        """Solve for right sides given as (blocks x m, others x m)."""
        scaled = blocks / self.per_block[:, None]
        other = self.inverse @ (others - self.across.T @ scaled)
        return scaled - (self.across / self.per_block[:, None]) @ other, other


def equations(block: Indices, height: Array, others: sparse.csr_matrix, blocks: int) -> Equations:
    """From the block column (`height` in the row's block, 0 elsewhere) and the other columns, both whitened."""
    per_block = np.bincount(block, height**2, blocks)
    rows = sparse.csr_matrix((height, (np.arange(len(block)), block)), shape=(len(block), blocks))
    across = (rows.T @ others).toarray()
    own = (others.T @ others).toarray()
    schur = own - across.T @ (across / per_block[:, None])
    inverse, is_deficient = _inverse(schur, np.sqrt(np.diag(own)))
    return Equations(per_block, across, inverse, is_deficient)


def _inverse(matrix: Array, scale: Array) -> tuple[Array, bool]:
    if not len(matrix):
        return matrix, False
    scale = np.where(scale > 0, scale, 1.0)
    values, vectors = np.linalg.eigh(matrix / np.outer(scale, scale))
    keep = values > NARROW
    halves = vectors[:, keep] / np.sqrt(values[keep]) / scale[:, None]
    return halves @ halves.T, not keep.all()


@dataclass(frozen=True)
class Fit:
    """A converged fit. Rows as given; `per_block` and `others` are the coefficients."""

    block: Indices
    design: sparse.csr_matrix
    counts: Array
    expected: Array
    per_block: Array
    others: Array
    normal: Equations
    iterations: int
    max_score: float

    @property
    def parameters(self) -> int:
        return len(self.per_block) + len(self.others)

    @property
    def residuals(self) -> Array:
        """Pearson residuals (y - μ)/√μ."""
        found: Array = (self.counts - self.expected) / np.sqrt(self.expected)
        return found

    @property
    def chi_square(self) -> float:
        return float(np.sum(self.residuals**2))

    @property
    def df(self) -> int:
        return len(self.counts) - self.parameters

    @property
    def dispersion(self) -> float | None:
        """σ² = Σr²/(n - p); nothing when no freedom is left."""
        return self.chi_square / self.df if self.df > 0 else None

    def covariance(self, blocks: Array, others: Array) -> Array:
        """G (X'WX)⁻¹ G' of linear functionals given as rows (m x blocks, m x others)."""
        solved_blocks, solved_others = self.normal.solve(blocks.T, others.T)
        found: Array = blocks @ solved_blocks + others @ solved_others
        return found

    def clustered(self, blocks: Array, others: Array, clusters: Indices) -> Array:
        """G C G' with the sandwich over clusters, times G/(G - 1)."""
        number = int(clusters.max()) + 1
        if number < 2:
            raise CannotCompute("ONE_CLUSTER")
        solved_blocks, solved_others = self.normal.solve(blocks.T, others.T)
        influence = (solved_blocks[self.block] + self.design @ solved_others) * (self.counts - self.expected)[:, None]
        gather = sparse.csr_matrix((np.ones(len(clusters)), (clusters, np.arange(len(clusters)))))
        sums = gather @ influence
        found: Array = sums.T @ sums * (number / (number - 1))
        return found


def fit_poisson(
    counts: Array,
    block: Indices,
    design: sparse.csr_matrix,
    *,
    offset: Array | None = None,
    whitening: sparse.csr_matrix | None = None,
    may_repeat: bool = False,
) -> Fit:
    """Fit log μ = offset + block + design·β. Starts at (y + ȳ)/2 and halves steps that do not help.

    `whitening` times the rows makes them uncorrelated; then the equations are the GEE's.
    `may_repeat` lets columns say the same thing twice, where only fitted values are asked for. Every block needs a
    count above zero. Raises CannotCompute without convergence.
    """
    offset = np.zeros(len(counts)) if offset is None else offset
    blocks = int(block.max()) + 1
    expected = (counts + counts.mean()) / 2
    linear = np.log(expected)
    working = linear - offset + (counts - expected) / expected
    normal, sides = _sides(block, design, expected, working * np.sqrt(expected), blocks, whitening)
    _check(normal, may_repeat)
    per_block, others = (side[:, 0] for side in normal.solve(*sides))
    best = np.inf
    iterations = 0
    while iterations < ROUNDS:
        iterations += 1
        linear = offset + per_block[block] + design @ others
        expected = np.exp(np.clip(linear, -700, 700))
        residual = (counts - expected) / np.sqrt(expected)
        normal, sides = _sides(block, design, expected, residual, blocks, whitening)
        score = max(float(np.abs(side).max(initial=0.0)) for side in sides)
        if score < 1e-11 * counts.sum() or (score >= best / 2 and score < TOLERANCE * counts.sum() / 1e3):
            break
        best = min(best, score)
        step = normal.solve(*sides)
        size = _shortened(counts, offset, block, design, (per_block, others), step, is_plain=whitening is None)
        per_block, others = per_block + size * step[0][:, 0], others + size * step[1][:, 0]
    if not score < TOLERANCE * counts.sum() or np.abs(linear).max() > 650:
        raise CannotCompute("NO_CONVERGENCE")
    _check(normal, may_repeat)
    return Fit(block, design, counts, expected, per_block, others, normal, iterations, score)


def _check(normal: Equations, may_repeat: bool) -> None:
    if normal.is_deficient and not may_repeat:
        raise CannotCompute("NOT_IDENTIFIED")


def _sides(
    block: Indices,
    design: sparse.csr_matrix,
    expected: Array,
    values: Array,
    blocks: int,
    whitening: sparse.csr_matrix | None,
) -> tuple[Equations, tuple[Array, Array]]:
    root = np.sqrt(expected)
    others, height = sparse.csr_matrix(sparse.diags(root) @ design), root
    if whitening is not None:
        others, height, values = sparse.csr_matrix(whitening @ others), whitening @ root, whitening @ values
    normal = equations(block, height, others, blocks)
    return normal, (np.bincount(block, height * values, blocks)[:, None], (others.T @ values)[:, None])


def _shortened(
    counts: Array,
    offset: Array,
    block: Indices,
    design: sparse.csr_matrix,
    at: tuple[Array, Array],
    step: tuple[Array, Array],
    *,
    is_plain: bool,
) -> float:
    """The largest of 1, ½, ¼ … of the step that does not lower the likelihood; always 1 for a GEE, which has none."""
    if not is_plain:
        return 1.0
    here = offset + at[0][block] + design @ at[1]
    along = step[0][:, 0][block] + design @ step[1][:, 0]

    def likelihood(size: float) -> float:
        linear = here + size * along
        return float(counts @ linear - np.exp(np.clip(linear, -700, 700)).sum())

    now = likelihood(0.0)
    size = 1.0
    while size > 1e-8 and likelihood(size) < now - 1e-10 * abs(now):
        size /= 2
    return size
