"""Benchmarks, run by hand: `./run bench`. Their figures stand in docs/measurements.md."""
