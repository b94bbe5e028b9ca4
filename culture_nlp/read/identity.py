"""Who wrote something, without saying who: keyed pseudonyms and short hashes."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Final

PSEUDONYM_LENGTH: Final = 32
TAG_LENGTH: Final = 8


def pseudonymiser(key: bytes) -> Callable[[str], str]:
    """Make the function that turns a respondent's own mark into a pseudonym.

    HMAC-SHA256 (RFC 2104), first 32 hexadecimal characters. Case and surrounding spaces do not count, so one
    e-mail address gives one pseudonym. Without the key nobody can test whether a guessed mark fits.

    Raises:
        ValueError: the key is empty.
    """
    if not key:
        raise ValueError("The key of the pseudonyms is empty.")

    def pseudonym(mark: str) -> str:
        normalised = mark.strip().casefold().encode("utf-8", "surrogatepass")
        return hmac.new(key, normalised, hashlib.sha256).hexdigest()[:PSEUDONYM_LENGTH]

    return pseudonym


def tag(*parts: str) -> str:
    """Short hash that tells files and sessions apart without holding their names; 8 hexadecimals."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:TAG_LENGTH]
