"""Parts of `benchmarks.readiness`: one question each."""
