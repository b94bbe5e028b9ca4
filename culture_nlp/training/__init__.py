"""Training: base encoder, data, model, trainer, calibration, export. Needs the extra ``train``."""
