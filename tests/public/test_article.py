from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.articles import editing, permalinks, queries, workflow
from app.articles.content import ArticleContent, PictureContent
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.storage import FolderStorage
from app.hits.models import DailyHits, Hits
from tests.support import html
from tests.support.client import CheckedClient
from tests.support.newsroom import add_article, add_picture, add_section


def test_line_shows_date_and_counts_this_view(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="Signed", starting_hits=680)
    first = visitor.get("/news/signed").get_data(as_text=True)
    second = visitor.get("/news/signed").get_data(as_text=True)
    assert "Publish Date:2021-10-31 Hits:681" in first
    assert "Publish Date:2021-10-31 Hits:682" in second


def test_chinese_article_lives_below_its_language(visitor: CheckedClient, session: Session) -> None:
    article = add_article(session, add_section(session), title="签署协议", language="zh", starting_hits=680)
    page = visitor.get(f"/zh/news/{article.slug}")
    assert page.status_code == 200
    assert "发布日期:2021-10-31 浏览次数:681" in page.get_data(as_text=True)
    assert html.parse(page.get_data(as_text=True)).get("lang") == "zh"
    # Whoever finds it under the other language is led here, also when an editor corrected the language later.
    moved = visitor.get(f"/news/{article.slug}")
    assert (moved.status_code, moved.headers["Location"]) == (301, permalinks.path(article))


def test_only_a_view_is_counted(visitor: CheckedClient, session: Session, fold: Callable[[], None]) -> None:
    add_article(session, add_section(session), title="Signed")
    assert visitor.head("/news/signed").status_code == 200
    for purpose in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}):
        page = visitor.get("/news/signed", headers=purpose)
        assert "Hits:0" in page.get_data(as_text=True)
    assert visitor.post("/news/signed").status_code == 405
    fold()
    assert session.scalar(select(Hits.count)) is None
    visitor.get("/news/signed")
    fold()
    assert session.scalar(select(Hits.count)) == 1
    assert session.scalar(select(DailyHits.count)) == 1


@pytest.mark.parametrize("state", ["draft", "scheduled", "binned"])
def test_what_is_not_public_is_not_found(visitor: CheckedClient, session: Session, state: str) -> None:
    publish_at = clock.now() + timedelta(hours=1) if state == "scheduled" else None
    article = add_article(
        session, add_section(session), title="Secret plan", publish=state != "draft", publish_at=publish_at
    )
    if state == "binned":
        workflow.move_to_bin(article)
        session.commit()
    assert visitor.get("/news/secret-plan").status_code == 404
    for path in ("/", "/news/", "/news/?section=company-news", "/news/?q=secret"):
        assert "Secret plan" not in visitor.get(path).get_data(as_text=True)


def test_scheduled_article_appears_at_its_second(session: Session) -> None:
    moment = clock.now() + timedelta(hours=1)
    article = add_article(session, add_section(session), title="Soon", publish_at=moment)
    just_before = moment - timedelta(microseconds=1)
    assert queries.by_slug(session, "soon", just_before) is None
    assert queries.by_slug(session, "soon", moment) is article
    assert queries.newest(session, Selection("en"), 9, just_before) == []
    assert queries.newest(session, Selection("en"), 9, moment) == [article]


def test_address_lives_on_through_a_time_as_draft(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section, title="First title")
    workflow.unpublish(article, clock.now())
    emptied = ArticleContent(language="en", section_id=section.id, title="Other", slug="other-title")
    editing.save(session, article, emptied, version=article.version, user_id=None, now=clock.now())
    workflow.publish(article, clock.now())
    session.commit()
    answer = visitor.get("/news/first-title")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/news/other-title")


def test_pictures_are_numbered_down_the_page(visitor: CheckedClient, session: Session, storage: FolderStorage) -> None:
    section = add_section(session)
    red, green, blue = (add_picture(session, storage, colour) for colour in ("red", "green", "blue"))
    content = ArticleContent(
        language="en",
        section_id=section.id,
        title="Three pictures",
        body='<p>One.</p><figure data-picture="b"></figure><p>Two.</p>',
        pictures=[
            PictureContent("a", red.id, caption="Red"),
            PictureContent("b", green.id, caption="Green & bold"),
            PictureContent("waiting", None, caption="Nothing to see"),
            PictureContent("c", blue.id, credit="A photographer", alternative_text="All blue"),
        ],
    )
    article = editing.create(session, content, None, clock.now())
    workflow.publish(article, clock.now())
    session.commit()
    page = visitor.get("/news/three-pictures").get_data(as_text=True)
    document = html.parse(page)
    captions = [html.text_of(caption) for caption in document.iter("figcaption")]
    assert [caption.split(" A photographer")[0] for caption in captions][:2] == [
        "Picture 1 Green & bold",
        "Picture 2 Red",
    ]
    assert captions[2].startswith("Picture 3")
    assert "A photographer" in captions[2]
    assert "Nothing to see" not in page
    text = html.text_of(next(document.iter("article")))
    assert text.index("One.") < text.index("Picture 1") < text.index("Two.") < text.index("Picture 2")
    article.pictures_numbered = False
    session.commit()
    assert "Picture 1" not in visitor.get("/news/three-pictures").get_data(as_text=True)


def test_old_slug_leads_to_the_new_one_for_ever(visitor: CheckedClient, session: Session) -> None:
    section = add_section(session)
    article = add_article(session, section, title="First title")
    for slug in ("second-title", "third-title"):
        content = ArticleContent(
            language="en", section_id=section.id, title="T", slug=slug, publish_at=article.publish_at
        )
        editing.save(session, article, content, version=article.version, user_id=None, now=clock.now())
        session.commit()
    for slug in ("first-title", "second-title"):
        answer = visitor.get(f"/news/{slug}")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/news/third-title")
    assert session.scalar(select(Hits.count)) is None
    workflow.unpublish(article, clock.now())
    session.commit()
    assert visitor.get("/news/first-title").status_code == 404


def test_neighbours_are_of_the_section_and_in_order(visitor: CheckedClient, session: Session) -> None:
    news, other = add_section(session), add_section(session, "products", "Products")
    for title in ("Oldest", "Middle", "Newest"):
        add_article(session, news, title=title)
    add_article(session, other, title="Elsewhere")
    document = html.parse(visitor.get("/news/middle").get_data(as_text=True))
    links = {link.get("rel"): html.text_of(link) for link in document.iter("a") if link.get("rel") in ("prev", "next")}
    assert "Oldest" in links["prev"]
    assert "Newest" in links["next"]


def test_markup_in_every_field_is_text(visitor: CheckedClient, session: Session) -> None:
    script = "<script>alert(1)</script>"
    add_article(
        session,
        add_section(session, name=script),
        title=f"T {script}",
        subtitle=script,
        slug="hostile",
        source=script,
        external_link="https://example.com/",
        body=f'<p onclick="x()">fine{script}<a href="javascript:x()">link</a></p><iframe src="//x"></iframe>',
    )
    for path in ("/news/hostile", "/", "/news/"):
        page = visitor.get(path).get_data(as_text=True)
        assert "<script>" not in page
        assert "javascript:" not in page
        assert "onclick" not in page
        assert "<iframe" not in page


def test_page_is_answered_though_it_has_nothing_but_a_title(visitor: CheckedClient, session: Session) -> None:
    add_article(session, add_section(session), title="x" * 500, slug="bare", body="")
    assert visitor.get("/news/bare").status_code == 200
