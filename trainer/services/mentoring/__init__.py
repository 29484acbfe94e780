"""The mentor's side: reviews, the cohort, calibration, assignments, live hints."""
