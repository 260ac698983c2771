"""Benchmarks: what the newsroom does, side by side in one run with the plain way of doing it."""
