"""Units whose labels are wrong, or on which two models differ: by id, never by text."""

from collections.abc import Sequence
from typing import Any

from culture_nlp.measure.metrics import Bools


def mistakes(given: Bools, gold: Bools, ids: Sequence[str], labels: Sequence[str]) -> list[dict[str, Any]]:
    """Units with a missed or a wrong label, most errors first, otherwise in their order.

    Args:
        given, gold: [units, labels].
        ids: of the units.
        labels: names of the columns.

    Returns:
        ``id`` with the names of the labels that were ``missed``, given ``wrong`` and given ``right``.
    """
    found = [
        {
            "id": ids[row],
            "missed": _names(gold[row] & ~given[row], labels),
            "wrong": _names(given[row] & ~gold[row], labels),
            "right": _names(given[row] & gold[row], labels),
        }
        for row in (given != gold).any(axis=1).nonzero()[0]
    ]
    return sorted(found, key=lambda unit: -len(unit["missed"]) - len(unit["wrong"]))


def disagreements(
    first: Bools, second: Bools, gold: Bools, ids: Sequence[str], labels: Sequence[str]
) -> list[dict[str, Any]]:
    """Units on which two models differ, most differing labels first, otherwise in their order.

    Where two differ on a label, one of them is right: the other missed it, or gave it wrongly.

    Args:
        first, second, gold: [units, labels].
        ids: of the units.
        labels: names of the columns.

    Returns:
        ``id``; ``right``: which of the two has all labels of the unit right, or "neither"; ``closer``: which has fewer
        errors, or "equal"; ``first_missed``, ``first_wrong``, ``second_missed``, ``second_wrong``: names of the labels
        that only this one got wrong.
    """
    found = []
    for row in (first != second).any(axis=1).nonzero()[0]:
        a, b, wanted = first[row], second[row], gold[row]
        errors = int((a != wanted).sum()), int((b != wanted).sum())
        closer = "equal" if errors[0] == errors[1] else "first" if errors[0] < errors[1] else "second"
        found.append(
            {
                "id": ids[row],
                "right": closer if 0 in errors else "neither",
                "closer": closer,
                "first_missed": _names(~a & b & wanted, labels),
                "first_wrong": _names(a & ~b & ~wanted, labels),
                "second_missed": _names(a & ~b & wanted, labels),
                "second_wrong": _names(~a & b & ~wanted, labels),
            }
        )
    return sorted(found, key=lambda unit: -sum(len(cell) for cell in unit.values() if isinstance(cell, list)))


def _names(cells: Bools, labels: Sequence[str]) -> list[str]:
    return [labels[int(column)] for column in cells.nonzero()[0]]
