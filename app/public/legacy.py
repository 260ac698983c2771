"""The addresses of the old site, which lead to the articles imported from them."""

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from app.articles import permalinks
from app.foundation import clock
from app.foundation.database import db
from app.transfer import legacy_address

addresses = Blueprint("legacy", __name__)


@addresses.get("/<section>/info_itemid_<number>.html")
@addresses.get("/en/<section>/info_itemid_<number>.html")
@addresses.get("/index.php/News/<year>/<day>/<number>.html")
@addresses.get("/<section>/info.aspx")
def moved(**_parts: str) -> ResponseReturnValue:
    """Lead from an old address to the article that was imported from it."""
    path = request.full_path.rstrip("?")
    number = legacy_address.number_of(path)
    if number is None:
        abort(404)
    host = request.host.lower()
    article = permalinks.by_legacy_address(db.session(), host, number, path, clock.now()) or abort(404)
    return redirect(permalinks.path(article), 301)
