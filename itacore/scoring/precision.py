"""How exact published and computed figures are.

Published scores have two decimals. A total recomputed from them may differ by 0.01; beyond 0.02 something is
wrong. Computed figures carry binary noise, which is not part of a score.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from itacore.scoring.panel import Floats

NOISE = 1e-9
HALF_CENT = 0.005
TOLERANCE = 0.02


def snap(values: Floats, bounds: Iterable[float]) -> Floats:
    """Bring figures within 1e-9 of a bound onto it.

    >>> snap(np.array([84.99999999999999, 84.996]), [85.0]).tolist()
    [85.0, 84.996]
    """
    for bound in bounds:
        near = np.abs(values - bound) <= NOISE
        if near.any():
            values = np.where(near, bound, values)
    return values
