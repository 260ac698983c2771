"""From the request for a page to the numbers of the day."""

from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from app.foundation import clock
from app.hits.reader_models import DailyReaders, DailyReferrers
from app.hits.readers import Readers
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_section
from tests.support.raw_http import ask
from tests.support.server import Server
from tests.support.waiting import wait_for

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def readers_of(session: Session, article_id: int) -> int:
    session.rollback()
    return session.scalar(select(DailyReaders.count).where(DailyReaders.article_id == article_id)) or 0


def test_views_of_a_page_are_gathered_and_no_other_requests(
    app: Flask, visitor: CheckedClient, session: Session
) -> None:
    waiting: Readers = app.extensions["readers"]
    # What other tests have viewed.
    waiting.store(session, clock.now())
    session.rollback()
    article = add_article(session, add_section(session), title="Signed")
    from_example = {"User-Agent": FIREFOX, "Referer": "https://www.example.org/"}
    visitor.get("/news/signed", headers=from_example)
    # Answered from memory.
    visitor.get("/news/signed", headers=from_example)
    visitor.get("/news/signed", headers={"User-Agent": GOOGLEBOT})
    visitor.head("/news/signed", headers={"User-Agent": "Mozilla/5.0 only asks for the head"})
    visitor.get("/news/signed", headers={"User-Agent": "Mozilla/5.0 fetches ahead", "Sec-Purpose": "prefetch"})
    visitor.get("/news/nothing", headers={"User-Agent": "Mozilla/5.0 is lost"})
    visitor.get("/", headers={"User-Agent": "Mozilla/5.0 is at home"})
    waiting.store(session, clock.now())
    session.commit()
    assert readers_of(session, article.id) == 1
    referrers = select(DailyReferrers.host, DailyReferrers.count).where(DailyReferrers.article_id == article.id)
    assert session.execute(referrers).all() == [("example.org", 1)]


def test_served_newsroom_stores_readers_by_itself(server: Server) -> None:
    engine = create_engine(f"sqlite:///{Path(server.environment['DATA_DIR']) / 'dateline.sqlite3'}")
    with Session(engine) as session:
        section = add_section(session, "gathered-readers")
        article_id = add_article(session, section, title="Gathered readers", slug="gathered-readers").id
        # Either of the two processes may answer any of them.
        for agent in (FIREFOX, GOOGLEBOT, f"{FIREFOX} another", *[FIREFOX] * 6):
            assert ask(server.url, "/news/gathered-readers", user_agent=agent).status == 200
        wait_for(lambda: readers_of(session, article_id) == 2)
    engine.dispose()
