"""Shares of cases with their intervals."""

from typing import Any

from scipy.stats import binomtest


def share(part: int, whole: int) -> dict[str, Any]:
    """A share with n and its 95 % Wilson interval; value and interval are None without cases."""
    if not whole:
        return {"n": 0, "value": None, "interval": None}
    interval = binomtest(part, whole).proportion_ci(method="wilson")
    return {
        "n": whole,
        "value": round(part / whole, 4),
        "interval": [round(float(interval.low), 4), round(float(interval.high), 4)],
    }
