"""The addresses of the old site, which lead to the articles imported from them."""

from flask import Blueprint, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from app.articles import permalinks, withdrawals
from app.foundation import clock
from app.foundation.database import db
from app.public.finding import gone
from app.transfer.legacy import address

addresses = Blueprint("legacy", __name__)


@addresses.get("/<section>/info_itemid_<number>.html")
@addresses.get("/en/<section>/info_itemid_<number>.html")
@addresses.get("/index.php/News/<year>/<day>/<number>.html")
@addresses.get("/<section>/info.aspx")
def moved(**_parts: str) -> ResponseReturnValue:
    """Lead from an old address to the article that was imported from it; if it was withdrawn, show its notice."""
    path = request.full_path.rstrip("?")
    number = address.number_of(path)
    if number is None:
        abort(404)
    session, host = db.session(), request.host.lower()
    article = permalinks.by_legacy_address(session, host, number, path, clock.now())
    if article is None:
        article_id = permalinks.id_at_legacy_address(session, host, number, path) or abort(404)
        withdrawn = withdrawals.by_id(session, article_id) or abort(404)
        g.language = withdrawn.language
        gone(withdrawn)
    return redirect(permalinks.path(article), 301)
