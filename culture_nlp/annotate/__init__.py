"""Units to annotation tools and back: Label Studio, doccano, Argilla, INCEpTION."""
