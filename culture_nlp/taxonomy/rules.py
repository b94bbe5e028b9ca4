"""What the entries of a taxonomy must be to each other. A problem is a sentence: place, cause, remedy."""

from collections import Counter
from collections.abc import Sequence

from culture_nlp.taxonomy.ids import CLUSTER_IDS, FACET_IDS, THEME_IDS
from culture_nlp.taxonomy.model import Taxonomy


def problems(taxonomy: Taxonomy, own_themes: bool) -> list[str]:
    """What is wrong between the entries; empty for a sound taxonomy.

    Args:
        taxonomy: a taxonomy whose entries are valid by themselves.
        own_themes: whether themes may follow the fixed ones, as in an organisation's own file.
    """
    clusters = [cluster.id for cluster in taxonomy.clusters]
    return [
        *_fixed("cluster", clusters, CLUSTER_IDS, may_add=False),
        *_fixed("theme", taxonomy.theme_ids, THEME_IDS, may_add=own_themes),
        *_fixed("facet", taxonomy.facet_ids, FACET_IDS, may_add=False),
        *_labels(taxonomy),
        *_clusters(taxonomy),
        *_borders(taxonomy),
    ]


def _fixed(kind: str, found: Sequence[str], fixed: Sequence[str], may_add: bool) -> list[str]:
    missing = [f"{kind} {i}: is missing; put it back under this id" for i in fixed if i not in found]
    twice = [f"{kind} {i}: has this id twice; give each its own" for i, n in Counter(found).items() if n > 1]
    added = [] if may_add else [f"{kind} {i}: is not a fixed id; remove it" for i in found if i not in fixed]
    if missing or twice or added:
        return missing + twice + added
    if tuple(found[: len(fixed)]) != tuple(fixed):
        return [f"{kind}s: put the {len(fixed)} fixed ones first, in the order of the shipped file"]
    return []


def _labels(taxonomy: Taxonomy) -> list[str]:
    found = []
    seen: set[tuple[str, str]] = set()
    for theme in taxonomy.themes:
        for language, label in (("nl", theme.label_nl), ("en", theme.label_en)):
            if (language, label.casefold()) in seen:
                found.append(f"theme {theme.id}: label_{language} is an earlier theme's label too; give each its own")
            seen.add((language, label.casefold()))
    return found


def _clusters(taxonomy: Taxonomy) -> list[str]:
    known = ", ".join(CLUSTER_IDS)
    return [
        f"theme {theme.id}: cluster is not known; choose one of {known}"
        for theme in taxonomy.themes
        if theme.cluster not in CLUSTER_IDS
    ]


def _borders(taxonomy: Taxonomy) -> list[str]:
    found = []
    seen: set[frozenset[str]] = set()
    for number, border in enumerate(taxonomy.borders, start=1):
        place = f"border {number} ({' and '.join(border.between)})"
        pair = frozenset(border.between)
        if not pair <= set(taxonomy.theme_ids):
            found.append(f"{place}: names a theme that the file lacks; correct the id")
        if len(pair) == 1:
            found.append(f"{place}: names one theme twice; name two")
        if pair in seen:
            found.append(f"{place}: this pair has a border already; keep one")
        seen.add(pair)
    return found
