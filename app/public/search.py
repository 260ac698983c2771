"""Search: the articles with certain words, the best first, with the place in which the words stand."""

from flask import abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.foundation import clock
from app.foundation.database import db
from app.foundation.languages import LANGUAGES
from app.foundation.paging import PageNotFound, page_number
from app.public.blueprint import public, public_url
from app.public.narrowing import asked_words, narrowed
from app.search import results
from app.search.finding import MOST_FOUND
from app.search.query import parse, without_quotes


@public.get("/search")
def search() -> ResponseReturnValue:
    """Show one page of results, or lead to the search of another language.

    Searches are not stored: there is no end of them.
    """
    if language := request.args.get("language"):
        return redirect(_in_language(language))
    session, now = db.session(), clock.now()
    words = asked_words()
    asked = narrowed(session, g.language, now)
    query = parse(words)
    try:
        number = page_number(request.args.get("page", "1"))
        page = results.ranked_page(session, query, asked.selection, number, now)
    except PageNotFound:
        abort(404)
    return render_template(
        "public/search.html",
        page=page,
        section=asked.section,
        year=asked.year,
        years=asked.years,
        words=words,
        said=without_quotes(words),
        most_found=MOST_FOUND,
        has_words=bool(query.phrases),
    )


def _in_language(language: str) -> str:
    """Return the address of the same search in a language; one that there is not is not found."""
    if language not in LANGUAGES:
        abort(404)
    kept = {name: request.args[name] for name in ("q", "section", "year") if name in request.args}
    return public_url("search", language, **kept)
