"""What search engines are told of the newsroom's pages: sitemaps, and robots.txt, which names them."""

from datetime import datetime, timedelta

from flask import Response, abort, url_for

from app.articles import page_tags, permalinks, queries
from app.articles.models import Article
from app.feeds import sitemap
from app.feeds.entries import published, updated
from app.feeds.queries import MOST_PARTS, NEWS_AGE, Listed, listed, parts, recent
from app.feeds.sitemap import Location, News
from app.foundation import clock, page_cache
from app.foundation.database import db
from app.foundation.languages import DEFAULT_LANGUAGE, LANGUAGES
from app.pictures.models import PICTURES
from app.public.blueprint import public_url
from app.public.layout import absolute_url, media_path, navigation
from app.public.machines import machines
from app.site import queries as site_queries
from app.site.models import SITE

# The part that has the newsroom's own pages.
_OWN_PAGES = 0


@machines.get("/sitemap.xml")
def sitemap_index() -> Response:
    """Give the whole sitemap where one part has all articles, else the index of its parts."""
    now = clock.now()
    there = parts(db.session(), now)
    if len(there) > 1:
        document = sitemap.index(
            absolute_url(url_for("machines.sitemap_part", part=part)) for part in (_OWN_PAGES, *there)
        )
    else:
        articles = [location for part in there for location in _articles(part, now)]
        document = sitemap.pages([*_own_pages(), *articles])
    return _answer(document, _next_change(now))


@machines.get(f"/sitemap-<int(max={MOST_PARTS}):part>.xml")
def sitemap_part(part: int) -> Response:
    """Give one part of the sitemap; one without any page is not found."""
    now = clock.now()
    locations = _own_pages() if part == _OWN_PAGES else _articles(part, now)
    return _answer(sitemap.pages(locations or abort(404)), _next_change(now))


@machines.get("/news-sitemap.xml")
def news_sitemap() -> Response:
    """Give what was published during the last two days."""
    session, now = db.session(), clock.now()
    articles = recent(session, now)
    names = {code: site_queries.texts(session, code).company_name for code in LANGUAGES}
    document = sitemap.news(
        [
            News(_address(article), article.title, article.language, names[article.language], published(article))
            for article in articles
        ],
        otherwise=absolute_url(public_url("home", DEFAULT_LANGUAGE)),
    )
    leaving = [article.publish_at + NEWS_AGE for article in articles[-1:] if article.publish_at]
    return _answer(document, min([*leaving, _next_change(now)]))


@machines.get("/robots.txt")
def robots() -> Response:
    """Allow everything but the desk (RFC 9309), and name the sitemaps."""
    lines = ["User-agent: *", "Allow: /", "Disallow: /admin/", ""]
    lines += [f"Sitemap: {absolute_url(url_for(f'machines.{view}'))}" for view in ("sitemap_index", "news_sitemap")]
    page_cache.keep([])
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


def _own_pages() -> list[Location]:
    """Return the pages that every language has: home, all news, and the sections."""
    paths = [{code: public_url(view, code) for code in LANGUAGES} for view in ("home", "news")]
    paths += [{code: public_url("section", code, slug=section.slug) for code in LANGUAGES} for section in navigation()]
    return [
        Location(absolute_url(path), alternates=_alternates({code: absolute_url(path) for code, path in each.items()}))
        for each in paths
        for path in each.values()
    ]


def _articles(part: int, now: datetime) -> list[Location]:
    return [_location(entry) for entry in listed(db.session(), part, now)]


def _location(entry: Listed) -> Location:
    return Location(
        address=_address(entry.article),
        changed=updated(entry.article),
        pictures=[absolute_url(media_path(rendition)) for rendition in entry.pictures],
        alternates=_alternates({other.language: _address(other) for other in entry.translations}),
    )


def _alternates(addresses: dict[str, str]) -> dict[str, str]:
    """Return the addresses by `hreflang`, with `x-default` for any other language; none where there is one."""
    in_order = {code: addresses[code] for code in LANGUAGES if code in addresses}
    return {**in_order, "x-default": next(iter(in_order.values()))} if len(in_order) > 1 else {}


def _address(article: Article) -> str:
    return absolute_url(permalinks.path(article))


def _next_change(now: datetime) -> datetime:
    """Return when, in UTC, time alone next changes which articles are public, in any language; a day off at most."""
    changes = (queries.next_change(db.session(), code, now) for code in LANGUAGES)
    return min([now + timedelta(days=1), *(change for change in changes if change)])


def _answer(document: bytes, until: datetime) -> Response:
    page_cache.keep([SITE, PICTURES, *(page_tags.articles(code) for code in LANGUAGES)], until=until)
    response = Response(document, content_type=f"{sitemap.MEDIA_TYPE}; charset=utf-8")
    response.last_modified = clock.now()
    return response
