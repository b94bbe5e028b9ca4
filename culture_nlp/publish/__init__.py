"""Releases: the immutable, numbered result that every reader sees."""

from culture_nlp.publish.release import Release, publish, release_schema

__all__ = ["Release", "publish", "release_schema"]
