"""What pages depend on, as `foundation.page_versions` knows it: views name these tags, models say which they change."""


def article(article_id: int) -> str:
    """Return the tag of an article's own content."""
    return f"article.{article_id}"


def articles(language: str) -> str:
    """Return the tag of the public articles of a language as lists show them."""
    return f"articles.{language}"


def order(language: str) -> str:
    """Return the tag of which articles of a language are public, and when and in which section they were published."""
    return f"order.{language}"
