"""Checks of what an editor writes: each is a pure function from the article's content to findings."""
