"""Counting each view."""
