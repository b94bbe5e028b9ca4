"""Themes and facets as data: ``taxonomy.toml`` holds the words, ``load_taxonomy`` reads and checks them."""

from culture_nlp.taxonomy.load import load_taxonomy
from culture_nlp.taxonomy.model import Border, Cluster, Facet, Taxonomy, Theme

__all__ = ["Border", "Cluster", "Facet", "Taxonomy", "Theme", "load_taxonomy"]
