"""The full-text index of the published articles: one face (`index`, `finding`), a dialect module for each database.

`words` says what a word is, for texts and queries alike; `listener` keeps the index in step with the articles.
"""

from app.search import listener

__all__ = ["listener"]
