"""Real servers that tests and benchmarks start for themselves and throw away."""
