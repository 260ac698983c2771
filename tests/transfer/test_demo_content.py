import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.articles import body as article_body
from app.articles.models import Kind, State
from app.foundation.languages import LANGUAGES
from app.transfer.demo import content
from app.transfer.demo.company import COMPANY
from app.transfer.demo.content import DemoArticle
from app.transfer.demo.drawings import DRAWINGS

NOW = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
ARTICLES = content.articles(NOW)

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)


def published() -> list[DemoArticle]:
    return [article for article in ARTICLES if article.state is State.PUBLISHED]


def characters(html: str) -> str:
    return " ".join(article_body.plain_text(html).split())


def test_reading_is_deterministic() -> None:
    assert content.articles(NOW) == ARTICLES


def test_slugs_are_unique_and_well_formed() -> None:
    slugs = [article.slug for article in ARTICLES]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)


@every_article
def test_language_and_section_are_the_companys(article: DemoArticle) -> None:
    assert article.language in LANGUAGES
    assert article.section in {section.slug for section in COMPANY.sections}


@every_article
def test_body_passes_the_cleaner_whole(article: DemoArticle) -> None:
    cleaned = article_body.clean(article.body)
    tags = re.compile(r"<(?!a )[^>]+>")
    assert tags.findall(cleaned) == tags.findall(article.body)
    assert article_body.plain_text(cleaned) == article_body.plain_text(article.body)


@every_article
def test_every_picture_stands_once_in_the_body(article: DemoArticle) -> None:
    placed = re.findall(r'<figure data-picture="([^"]*)"></figure>', article.body)
    assert placed == [picture.key for picture in article.pictures]
    assert len(set(placed)) == len(placed)
    assert all(re.fullmatch(r"[a-z0-9-]{1,20}", key) for key in placed)


@every_article
def test_every_picture_is_drawn_and_described(article: DemoArticle) -> None:
    for picture in article.pictures:
        assert picture.drawing in DRAWINGS
        assert picture.caption
        assert picture.credit
        assert picture.alternative_text


def test_every_drawing_is_used() -> None:
    assert {picture.drawing for article in ARTICLES for picture in article.pictures} == set(DRAWINGS)


@every_article
def test_table_headers_have_a_scope(article: DemoArticle) -> None:
    assert "<th>" not in article.body
    assert article.body.count("<th ") == article.body.count("<th scope=")


def test_publish_times_are_utc_and_a_draft_has_none() -> None:
    assert [article.slug for article in ARTICLES if article.state is State.DRAFT] == ["graphite-line-draft"]
    for article in ARTICLES:
        assert (article.publish_at is None) == (article.state is State.DRAFT)
        assert article.publish_at is None or article.publish_at.utcoffset() == timedelta(0)


def test_absolute_time_is_one_of_the_companys_zone() -> None:
    memorandum = next(article for article in ARTICLES if article.slug == "hansker-memorandum")
    assert memorandum.publish_at == datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
    assert memorandum.starting_hits == 48_213


def test_relative_days_are_counted_in_the_companys_zone() -> None:
    # 17:00 UTC on September 30 is the first hour of October 1 in Shanghai.
    storage = next(article for article in ARTICLES if article.slug == "second-life-storage-vindermar")
    shanghai = ZoneInfo("Asia/Shanghai")
    assert storage.publish_at == datetime(2026, 9, 28, 10, 0, tzinfo=shanghai)


def test_there_is_fresh_news_and_one_article_to_come_whenever_the_demo_is_loaded() -> None:
    for now in (NOW, NOW + timedelta(days=400)):
        times = [article.publish_at for article in content.articles(now) if article.publish_at]
        assert len([time for time in times if time > now]) == 1
        assert max(time for time in times if time <= now) > now - timedelta(days=5)


def test_every_section_has_articles_in_the_default_language() -> None:
    for section in COMPANY.sections:
        there = [article for article in published() if (article.section, article.language) == (section.slug, "en")]
        assert len(there) >= 3


def test_the_hard_cases_are_there() -> None:
    assert 5 <= sum(article.language == "zh" for article in ARTICLES) <= 6
    assert [len(article.title) for article in ARTICLES if len(article.title) > 200] == [272]
    assert any(all(sign in article.title for sign in "“&|") for article in ARTICLES)
    assert any(not article.pictures_numbered for article in ARTICLES)
    assert max(len(article.pictures) for article in ARTICLES) == 10
    assert sum(not article.pictures for article in published()) >= 4
    alone = [article.pictures[0].drawing for article in ARTICLES if len(article.pictures) == 1]
    assert any(DRAWINGS[name].size[1] > DRAWINGS[name].size[0] for name in alone)
    paragraphs = [part for article in ARTICLES for part in re.findall(r"<p>(.*?)</p>", article.body)]
    assert max(len(characters(part)) for part in paragraphs) >= 2000
    rows = [row for article in ARTICLES for row in re.findall(r"<tr>(.*?)</tr>", article.body)]
    assert max(row.count("</th>") + row.count("</td>") for row in rows) == 8
    times = [(article.language, article.publish_at) for article in published()]
    assert len(times) - len(set(times)) >= 2
    assert any("<sub>" in article.body for article in ARTICLES)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "01-wrong.en.html").write_text('+++\ntitle = "No section"\ndraft = true\n+++\n<p>Text</p>\n')
    monkeypatch.setattr(content, "ARTICLES", tmp_path)
    with pytest.raises(ValueError, match=r"01-wrong\.en\.html: .*section"):
        content.articles(NOW)


def test_the_company_speaks_every_language_of_its_texts_links_and_sections() -> None:
    languages = {texts.language for texts in COMPANY.texts}
    assert languages == set(LANGUAGES)
    assert {link.language for link in COMPANY.footer_links} == languages
    assert all(set(section.texts) == languages for section in COMPANY.sections)
    assert all(
        texts["name"] and texts["description"] for section in COMPANY.sections for texts in section.texts.values()
    )
    assert all(texts.press_contact and texts.boilerplate for texts in COMPANY.texts)


def test_translations_tags_and_other_states_are_there() -> None:
    by_slug = {article.slug: article for article in ARTICLES}
    translated = [article for article in ARTICLES if article.translation_of]
    assert translated
    for article in translated:
        other = by_slug[article.translation_of]
        assert ARTICLES.index(other) < ARTICLES.index(article)
        assert other.language != article.language
    assert all(article.tags for article in ARTICLES)
    assert [article.slug for article in ARTICLES if article.state is State.WITHDRAWN] == ["aluminium-recovery-figures"]
    for article in ARTICLES:
        assert bool(article.withdrawal_notice) == (article.state is State.WITHDRAWN)
        assert (article.kind is Kind.COVERAGE) == (article.section == "media-coverage")
        assert article.kind is Kind.ANNOUNCEMENT or (article.source and article.external_link)


def test_the_brand_colour_is_read_easily_on_white() -> None:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in bytes.fromhex(COMPANY.brand_colour[1:]))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    assert 1.05 / (luminance + 0.05) >= 7
