"""Counting across processes, restarts and accidents: nothing lost, nothing twice, and no number that goes back."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.articles import editing
from app.articles.content import ArticleContent
from app.articles.models import Article
from app.foundation import clock
from app.hits import queries
from app.hits.counter import Counter
from app.hits.counter_file import ARRAYS, WORDS, CounterFile
from app.hits.folding import Folding
from app.hits.member import TooManyProcesses
from app.hits.models import DailyHits, FoldedHits, Hits
from tests.support.newsroom import add_article, add_section

UTC = ZoneInfo("UTC")
VIEW = {"REQUEST_METHOD": "GET"}


@pytest.fixture
def article(session: Session) -> Article:
    return add_article(session, add_section(session), title="Viewed")


Joined = Callable[..., Counter]


@pytest.fixture
def joined(tmp_path: Path) -> Iterator[Joined]:
    """Another process that counts in a machine's folder: each has locks and an array of its own."""
    counters = []

    def join(machine: str = "machine") -> Counter:
        counters.append(Counter(tmp_path / machine, lambda _article_id, _environ: None))
        return counters[-1]

    yield join
    for counter in counters:
        counter.close()


def view(counter: Counter, session: Session, article: Article, times: int = 1) -> int:
    """View the page, made anew, and return the number of the last view."""
    tally = counter.tally(session, article.id, article.starting_hits, UTC)
    return [tally(VIEW) for _ in range(times)][-1]


def total(session: Session, article: Article) -> int:
    session.rollback()
    return queries.counted(session, [article.id])[article.id]


def by_day(session: Session) -> int:
    return session.scalar(select(func.sum(DailyHits.count))) or 0


def test_processes_of_a_machine_count_together(session: Session, article: Article, joined: Joined) -> None:
    first, second = joined(), joined()
    tallies = [counter.tally(session, article.id, 680, UTC) for counter in (first, second)]
    shown = [tallies[number % 2](VIEW) for number in range(6)]
    assert shown == [681, 682, 683, 684, 685, 686]
    third = joined()
    assert third.tally(session, article.id, 680, UTC)(VIEW) == 687
    # The two had never heard of the third when they made their pages.
    assert [tally(VIEW) for tally in tallies] == [688, 689]
    first.fold(session)
    assert (total(session, article), by_day(session)) == (9, 9)


def test_number_is_the_same_before_and_after_folding(session: Session, article: Article, joined: Joined) -> None:
    counter = joined()
    tally = counter.tally(session, article.id, 0, UTC)
    numbers = []
    for _ in range(4):
        numbers.append(tally(VIEW))
        counter.fold(session)
        numbers.append(view(counter, session, article))
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]


def test_folding_again_adds_nothing(session: Session, article: Article, joined: Joined) -> None:
    counter = joined()
    view(counter, session, article, 5)
    file = counter.member(session).file
    # A process that dies before its commit.
    Folding(file).fold(session)
    session.rollback()
    assert total(session, article) == 0
    # One that dies after its commit, before it could remember it.
    Folding(file).fold(session)
    session.commit()
    for _ in range(3):
        Folding(file).fold(session)
        session.commit()
    assert (total(session, article), by_day(session)) == (5, 5)
    view(counter, session, article, 2)
    counter.fold(session)
    assert (total(session, article), by_day(session)) == (7, 7)


def test_who_comes_after_all_are_gone_folds_what_they_left(session: Session, article: Article, joined: Joined) -> None:
    first, second = joined(), joined()
    view(first, session, article, 3)
    view(second, session, article, 4)
    first.fold(session)
    view(second, session, article, 2)
    first.close()
    second.close()
    assert total(session, article) == 7
    assert view(joined(), session, article) == 10
    assert total(session, article) == 9
    # Of the file that is gone nothing is kept.
    assert session.scalars(select(FoldedHits)).all() == []


def test_dying_between_the_last_folding_and_the_new_file_doubles_nothing(
    session: Session, article: Article, joined: Joined, tmp_path: Path
) -> None:
    counter = joined()
    view(counter, session, article, 3)
    counter.close()
    Folding(CounterFile(tmp_path / "machine" / "counters")).fold(session)
    session.commit()
    assert view(joined(), session, article) == 4
    assert total(session, article) == 3


def test_array_of_a_process_that_died_is_taken_over(session: Session, article: Article, joined: Joined) -> None:
    first, second = joined(), joined()
    view(first, session, article, 3)
    view(second, session, article, 4)
    first.close()
    assert view(joined(), session, article) == 8
    assert second.member(session).file.arrays == 2


def test_file_that_is_older_than_the_database_takes_nothing_away(
    session: Session, article: Article, joined: Joined, tmp_path: Path
) -> None:
    counter = joined()
    view(counter, session, article, 2)
    counter.member(session).file.sync()
    shutil.copy(tmp_path / "machine" / "counters", tmp_path / "older")
    view(counter, session, article, 5)
    counter.fold(session)
    counter.close()
    # A power cut: the database has kept more than the file.
    shutil.copy(tmp_path / "older", tmp_path / "machine" / "counters")
    assert view(joined(), session, article) == 8
    assert (total(session, article), by_day(session)) == (7, 7)


def test_database_that_is_older_than_the_file_gets_its_views_again(
    session: Session, article: Article, joined: Joined
) -> None:
    counter = joined()
    view(counter, session, article, 6)
    counter.fold(session)
    # What a power cut may take from SQLite, or a backup that was put back: both tables go back together.
    session.query(Hits).update({"count": 4})
    session.query(FoldedHits).update({"even": FoldedHits.even * 4 / 6, "odd": FoldedHits.odd * 4 / 6})
    session.commit()
    counter.close()
    assert view(joined(), session, article) == 7
    assert total(session, article) == 6


@pytest.mark.parametrize(
    ("damage", "kept"),
    [
        (lambda _content: b"", 0),
        (lambda _content: b"not a counter file" * 1000, 0),
        (lambda content: content[:100], 0),
        (lambda content: content[:8] + b"\x07" + content[9:], 0),
        (lambda content: content[:20] + b"\xff" + content[21:], 0),
        (lambda content: content[:4096], 0),
        (lambda content: content[:4096] + bytes(8) + content[4104:], 0),
        # The second article's entry: the first one's views are read.
        (lambda content: content[:4104] + b"\xff" + content[4105:], 3),
    ],
    ids=["empty", "foreign", "cut", "format", "head", "no-segment", "first-article", "second-article"],
)
def test_file_that_cannot_be_read_is_set_aside_with_a_message(
    session: Session,
    article: Article,
    joined: Joined,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    damage: Callable[[bytes], bytes],
    kept: int,
) -> None:
    counter = joined()
    view(counter, session, article, 3)
    view(counter, session, add_article(session, article.section, title="Other"), 2)
    counter.close()
    path = tmp_path / "machine" / "counters"
    torn = damage(path.read_bytes())
    path.write_bytes(torn)
    with caplog.at_level(logging.ERROR):
        assert view(joined(), session, article) == kept + 1
    (aside,) = path.parent.glob("counters.set-aside-*")
    assert aside.read_bytes() == torn
    assert str(aside) in caplog.text
    assert total(session, article) == kept


def test_machines_add_up_and_show_each_others_views(session: Session, article: Article, joined: Joined) -> None:
    here, there = joined("here"), joined("there")
    tally = here.tally(session, article.id, 0, UTC)
    assert [tally(VIEW) for _ in range(3)] == [1, 2, 3]
    view(there, session, article, 10)
    there.fold(session)
    # What the other machine counted comes in with this one's next folding, also on pages made before.
    assert tally(VIEW) == 4
    here.fold(session)
    assert tally(VIEW) == 15
    here.fold(session)
    there.fold(session)
    assert (total(session, article), by_day(session)) == (15, 15)
    assert view(there, session, article) == 16


def test_more_articles_than_a_segment_has(session: Session, article: Article, joined: Joined) -> None:
    counter, other = joined(), joined()
    for number in range(WORDS + 88):
        session.add(editing.unsaved(content(article, number), None, clock.now()))
    session.commit()
    articles = session.scalars(select(Article).order_by(Article.id)).all()
    for number, each in enumerate(articles):
        assert view((counter, other)[number % 2], session, each) == 1
    assert view(other, session, articles[0]) == 2
    assert view(counter, session, articles[-1]) == 2
    counter.fold(session)
    assert by_day(session) == len(articles) + 2
    assert session.scalar(select(func.count()).select_from(Hits)) == len(articles)


def content(article: Article, number: int) -> ArticleContent:
    slug = f"number-{number}"
    return ArticleContent(language="en", section_id=article.section_id, title=slug, slug=slug)


def test_views_of_an_article_that_is_gone_are_left_out(session: Session, article: Article, joined: Joined) -> None:
    counter = joined()
    gone = add_article(session, article.section, title="Gone")
    view(counter, session, article, 2)
    view(counter, session, gone, 3)
    session.delete(gone)
    session.commit()
    counter.fold(session)
    assert (total(session, article), by_day(session)) == (2, 2)


def test_more_processes_than_arrays_are_told_so(session: Session, article: Article, joined: Joined) -> None:
    for _ in range(ARRAYS):
        view(joined(), session, article)
    with pytest.raises(TooManyProcesses, match="start fewer workers"):
        view(joined(), session, article)
    assert view(joined("elsewhere"), session, article) == 1
