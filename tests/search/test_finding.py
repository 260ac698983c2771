"""Searches on both databases: what is found, in which order, and what never is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from app.articles import workflow
from app.articles.content import PictureContent
from app.articles.models import Article, Section
from app.articles.queries import Selection
from app.foundation import clock
from app.foundation.clock import year_bounds
from app.foundation.storage import FolderStorage
from app.search import finding, query
from tests.support.newsroom import LONG_AGO, add_article, add_picture, add_section

Find = Callable[..., list[str]]
LONG = "公司在巴纳赫建立了第二座工厂，生产新能源汽车电池。"


@pytest.fixture
def section(session: Session) -> Section:
    return add_section(session)


@pytest.fixture
def find(session: Session) -> Find:
    """Searches, and gives back the slugs of the results, the best first."""

    def find(text: str, selection: Selection | None = None) -> list[str]:
        found = finding.ranked(session, query.parse(text), selection or Selection("en"), clock.now())
        return [session.get_one(Article, article_id).slug for article_id in found.ids]

    return find


def test_every_text_of_an_article_is_searched(
    session: Session, section: Section, storage: FolderStorage, find: Find
) -> None:
    own, used = add_picture(session, storage, "red"), add_picture(session, storage, "green")
    own.caption, used.caption = "A hydrangea", "Not shown, a marigold"
    add_article(
        session,
        section,
        title="Violet",
        subtitle="Peony",
        body='<p>A tul<strong>ip</strong>, a <a href="https://example.com/orchid">lily</a> &amp; more</p><p>Rose</p>',
        tags=["Dahlia"],
        pictures=[
            PictureContent("a", own.id),
            PictureContent("b", used.id, caption="A camellia"),
            PictureContent("c", None, caption="A slot’s iris"),
        ],
    )
    for word in ("violet", "peony", "tulip", "lily", "rose", "dahlia", "hydrangea", "camellia"):
        assert find(word) == ["violet"], word
    for word in ("marigold", "orchid", "strong", "href", "iris", "amp"):
        assert find(word) == [], word


@pytest.mark.parametrize(
    "words",
    [
        *("公", "厂", "池", "公司", "工厂", "巴纳", "第二座工", "新能源汽", "汽车电池", "公司在巴纳赫建立了第二座工厂"),
        *("５Ｇ", "公司 电池", "5g网络"),
    ],
)
def test_chinese_words_are_found_anywhere_in_a_run(session: Session, section: Section, find: Find, words: str) -> None:
    add_article(session, section, title="签约", slug="there", language="zh", body=f"<p>{LONG}5G网络</p>")
    add_article(session, section, title="其他", slug="other", language="zh", body="<p>无关的内容。</p>")
    assert find(words, Selection("zh")) == ["there"]


@pytest.mark.parametrize("words", ["司公", "公司工厂", "二第座", "公司。电池", "纳赫建厂"])
def test_chinese_words_that_stand_nowhere_are_not_found(
    session: Session, section: Section, find: Find, words: str
) -> None:
    add_article(session, section, title="签约", language="zh", slug="there", body=f"<p>{LONG}</p>")
    assert find(words, Selection("zh")) == []


@pytest.mark.parametrize("words", ["カメラ", "ｶﾒﾗ", "東京", "한국", "국어", "ガ"])
def test_japanese_and_korean_words_are_found(session: Session, section: Section, find: Find, words: str) -> None:
    add_article(session, section, title="A", slug="there", body="<p>東京でデジタルカメラを発表。ガラス。한국어로</p>")
    assert find(words) == ["there"]


def test_words_are_found_whatever_their_form(session: Session, section: Section, find: Find) -> None:
    add_article(session, section, title="A", slug="there", body="<p>Le CAFÉ de l’Été: “Ｆｕｌｌ Ｗｉｄｔｈ”</p>")
    for words in ("cafe", "CAFÉ", "l'ete", '"full width"', "Full", "“ＦＵＬＬ width”", "café été"):
        assert find(words) == ["there"], words


def test_phrases_keep_their_order_and_stay_in_their_field(session: Session, section: Section, find: Find) -> None:
    add_article(session, section, title="Solar", subtitle="Field", slug="parted", body="<p>A field. Solar again</p>")
    add_article(session, section, title="The solar field", slug="phrase")
    assert find('"solar field"') == ["phrase"]
    assert find("solar-field") == ["phrase"]
    assert sorted(find("field solar")) == ["parted", "phrase"]
    assert find('"field solar"') == ["parted"]


def test_all_words_must_be_there(session: Session, section: Section, find: Find) -> None:
    add_article(session, section, title="Alpha", slug="one")
    add_article(session, section, title="Alpha beta", slug="both")
    assert find("beta alpha") == ["both"]
    assert find("alpha gamma") == []


def test_the_title_counts_most_then_what_stands_beside_it_then_the_time(
    session: Session, section: Section, find: Find
) -> None:
    day = timedelta(days=1)
    add_article(session, section, title="Battery", slug="title", publish_at=LONG_AGO)
    add_article(session, section, title="A", slug="tag", publish_at=LONG_AGO + day, tags=["Battery"])
    add_article(session, section, title="A", subtitle="Battery", slug="subtitle", publish_at=LONG_AGO + 2 * day)
    add_article(session, section, title="A", slug="older", publish_at=LONG_AGO + 3 * day, body="<p>battery</p>")
    add_article(session, section, title="A", slug="newer", publish_at=LONG_AGO + 4 * day, body="<p>battery</p>")
    assert find("battery") == ["title", "subtitle", "tag", "newer", "older"]


def test_section_year_and_language_narrow(session: Session, section: Section, find: Find) -> None:
    other = add_section(session, "products", "Products")
    # The last evening of 2020 in UTC is the first morning of 2021 in Shanghai.
    eve = datetime(2020, 12, 31, 20, tzinfo=UTC)
    add_article(session, section, title="Word", slug="eve", publish_at=eve)
    add_article(session, other, title="Word", slug="product", publish_at=datetime(2022, 5, 1, tzinfo=UTC))
    add_article(session, section, title="Word", slug="chinese", language="zh")
    assert find("word", Selection("en", section.id)) == ["eve"]
    assert find("word", Selection("en", other.id)) == ["product"]
    assert find("word", Selection("zh")) == ["chinese"]
    assert find("word", Selection("en", None, *year_bounds(2021, ZoneInfo("Asia/Shanghai")))) == ["eve"]
    assert find("word", Selection("en", None, datetime(2021, 1, 1, tzinfo=UTC))) == ["product"]


def test_what_is_not_public_is_not_found(session: Session, section: Section, find: Find) -> None:
    now = clock.now()
    add_article(session, section, title="Secret draft", publish=False)
    add_article(session, section, title="Secret of tomorrow", publish_at=now + timedelta(days=1))
    add_article(session, section, title="Secret of this minute", publish_at=now + timedelta(seconds=50))
    binned = add_article(session, section, title="Secret in the bin")
    workflow.move_to_bin(binned)
    withdrawn = add_article(session, section, title="Secret withdrawn")
    workflow.withdraw(withdrawn, now)
    session.commit()
    assert find("secret") == []


def test_results_are_bounded_and_say_so(
    session: Session, section: Section, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST_FOUND", 2)
    for number in range(3):
        add_article(session, section, title="Common", slug=f"n{number}", publish_at=LONG_AGO + timedelta(days=number))
    found = finding.newest(session, query.parse("common"), Selection("en"), clock.now())
    assert (len(found.ids), found.is_cut) == (2, True)
    assert find("common") == ["n2", "n1"]
    assert not finding.newest(session, query.parse("n2 common"), Selection("en"), clock.now()).is_cut
