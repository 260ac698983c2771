"""The addresses of the URL map, so that tests try every one there is."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from app.articles.models import Article


def rules(app: Flask) -> Iterator[Rule]:
    yield from app.url_map.iter_rules()


def desk_paths(app: Flask) -> Iterator[str]:
    """Yield the path of each page of the desk, about the first of whatever it is about."""
    values = {"article_id": 1, "section_id": 1, "picture_id": 1, "number": 1, "language": "zh"}
    for rule in rules(app):
        if rule.endpoint.startswith("admin.") and "GET" in (rule.methods or ()):
            _, path = rule.build({name: values[name] for name in rule.arguments}) or ("", "")
            yield path


def address(app: Flask, rule: Rule, article: Article, **others: Any) -> str:
    """Return the path of a rule for an article; `others` are values that differ from the usual ones."""
    values = {
        "article_id": article.id,
        "section_id": article.section_id,
        "slug": article.slug,
        "picture_id": article.picture_uses[0].picture_id,
        "language": "zh",
        "key": "nothing",
        "draft_key": "0" * 32,
        "change_key": "0" * 32,
        "upload_key": f"{'0' * 40}-1",
        "filename": "public/site.css",
        "section": "CompanyNews",
        "number": "1" if "/pictures/" in rule.rule or "/history/" in rule.rule else "12",
        "year": "2021",
        "day": "10-31",
        "part": 0,
        **others,
    }
    missing = rule.arguments - values.keys()
    assert not missing, f"{rule.rule} needs a value for {missing}: give one here"
    with app.test_request_context():
        _, path = rule.build({name: values[name] for name in rule.arguments}) or ("", "")
    return path
