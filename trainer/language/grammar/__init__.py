"""Agreement in texts, for those of the product and those of trainees."""
