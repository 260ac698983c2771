"""Finding words in titles."""

from typing import Any

from sqlalchemy import ColumnElement, String, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.articles.models import Article


def title_has(word: str) -> ColumnElement[bool]:
    """Return the condition that a title contains `word`, whatever the case of its letters (on SQLite, of ASCII's)."""
    folded = _WithASCIIFolded(Article.title) if _case_is_ascii(word) else func.lower(Article.title)
    return folded.contains(word.lower(), autoescape=True)


def _case_is_ascii(word: str) -> bool:
    return all(letter.isascii() or letter.lower() == letter.upper() for letter in word)


class _WithASCIIFolded(FunctionElement[str]):
    """A text in which LIKE finds ASCII letters of either case, in the way that is quickest on each database."""

    type = String()
    inherit_cache = True


@compiles(_WithASCIIFolded, "sqlite")
def _for_sqlite(element: _WithASCIIFolded, compiler: Any, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    # LIKE takes either case by itself.
    return str(compiler.process(element.clauses, **options))


@compiles(_WithASCIIFolded, "postgresql")
def _for_postgresql(element: _WithASCIIFolded, compiler: Any, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    # Twice as quick as by the rules of the database's language.
    return f'lower({compiler.process(element.clauses, **options)} COLLATE "C")'
