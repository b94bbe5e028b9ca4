"""Texts of a corpus that resemble each other too much, so that no split knows another split's units.

Candidates by MinHash and locality-sensitive hashing (Broder 1997) over character shingles of the normalised text,
each then checked by its exact Jaccard similarity.
"""

import re
from collections.abc import Iterator, Sequence

from datasketch import MinHash, MinHashLSH

SHINGLE = 5
MINIMUM_LETTERS = 20
"""Shorter texts ("weinig contact met kantoor") are alike by chance; they are not judged."""
THRESHOLD = 0.6
"""Jaccard similarity of the shingles from which two texts are near-duplicates."""
PERMUTATIONS = 128


def shingles(text: str) -> frozenset[str]:
    """Overlapping runs of five characters of the text in lower case, words separated by one space."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    return frozenset(plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1)))


def near_duplicates(
    texts: Sequence[str], threshold: float = THRESHOLD, minimum_letters: int = MINIMUM_LETTERS
) -> Iterator[tuple[int, int, float]]:
    """Pairs (i, j, similarity) with i < j of texts that are as similar as ``threshold`` or more."""
    sets = [shingles(text) for text in texts]
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    for i, (text, mine) in enumerate(zip(texts, sets, strict=True)):
        if len(re.findall(r"\w", text)) < minimum_letters:
            continue
        hashed = MinHash(num_perm=PERMUTATIONS)
        hashed.update_batch([s.encode() for s in mine])
        for j in index.query(hashed):
            similarity = len(mine & sets[j]) / len(mine | sets[j])
            if similarity >= threshold:
                yield int(j), i, round(similarity, 3)
        index.insert(i, hashed)
