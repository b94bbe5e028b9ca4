"""What is known of a classifier as a measuring instrument for shares: stored in its bundle, used by the aggregation."""

from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, model_validator

Array = npt.NDArray[np.floating[Any]]
Cells = tuple[tuple[float, float], ...]


class Quantification(BaseModel):
    """Per theme (in the bundle's order) and pole, measured on development units.

    ``prior``: share of units with the label where the probabilities are calibrated. ``reliability``: squared
    correlation of probability and label; n people judged by this classifier tell as much as ``reliability`` x n people
    judged without error. ``drift_present`` and ``drift_absent``: how far the mean probability of units with and
    without the label moves from one set of writers to another (standard error, as a share of the distance between the
    two); what no number of respondents averages away.
    """

    model_config = ConfigDict(frozen=True)
    prior: Cells
    reliability: Cells
    drift_present: Cells
    drift_absent: Cells

    @model_validator(mode="after")
    def _same_shape(self) -> "Quantification":
        sizes = {len(cells) for cells in (self.prior, self.reliability, self.drift_present, self.drift_absent)}
        if len(sizes) != 1:
            raise ValueError("all tables need one row a theme")
        return self

    def arrays(self) -> tuple[Array, Array, Array, Array]:
        """Prior, reliability, drift of present and of absent labels, each [themes, 2]."""
        return tuple(  # type: ignore[return-value]
            np.array(cells, dtype=np.float64)
            for cells in (self.prior, self.reliability, self.drift_present, self.drift_absent)
        )
