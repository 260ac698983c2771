"""Audits of the demo newsroom by tools that are too large for the suite."""
