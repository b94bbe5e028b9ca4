"""The ids that models, releases and reports refer to. They never change; the words in the file may.

The order is the order of a model's columns, and of the entries in ``taxonomy.toml``.
"""

from typing import Final

CLUSTER_IDS: Final = ("leadership", "culture", "social_context", "environment", "outcomes")

THEME_IDS: Final = (
    "realistic_goals",
    "workload",
    "learning_attitude",
    "development_talks",
    "leader_attention",
    "celebrating_success",
    "handling_setbacks",
    "gossip_integrity",
    "conflict_handling",
    "role_overlap",
    "budget_joy",
    "rules_frameworks",
    "openness_trust",
    "feedback",
    "knowledge_sharing",
    "collaboration",
    "communication",
    "mentoring",
    "peer_learning",
    "learning_support",
    "vitality_absence",
    "retention",
)

FACET_IDS: Final = (
    "mistakes",
    "speaking_up",
    "inclusion",
    "risk_taking",
    "asking_help",
    "no_undermining",
    "valued_skills",
)
"""The seven items of Edmondson's scale (1999), in her order."""
