"""Measures of quality: F1 per theme x pole, kappa, calibration, bootstrap intervals."""
