from datetime import timedelta

from app.articles.checks.context import Context
from app.articles.checks.finding import Code, Place
from app.articles.content import PictureContent
from app.foundation import clock
from app.pictures.models import Picture
from tests.support.checked import SHANGHAI, findings

BARE = Picture(id=1, file_name="bare.jpg", caption="", alternative_text="")
DESCRIBED = Picture(id=2, file_name="described.jpg", caption="Group photo", alternative_text="Ten people")
BESIDE = Context(SHANGHAI, pictures={1: BARE, 2: DESCRIBED})


def test_picture_without_words_is_found() -> None:
    pictures = [PictureContent("a", 2), PictureContent("b", 1)]
    for code, name in ((Code.NO_ALTERNATIVE_TEXT, "alternative_text"), (Code.NO_CAPTION, "caption")):
        (found,) = findings(code, BESIDE, pictures=pictures)
        assert (found.place, found.values) == (Place(name, "b"), ("bare.jpg",))


def test_words_of_the_article_or_of_the_picture_itself_are_enough() -> None:
    pictures = [PictureContent("a", 2), PictureContent("b", 1, caption="签约现场", alternative_text="两个人")]
    assert findings(Code.NO_ALTERNATIVE_TEXT, BESIDE, pictures=pictures) == []
    assert findings(Code.NO_CAPTION, BESIDE, pictures=pictures) == []


def test_picture_that_waits_for_its_file_is_seen_by_nobody() -> None:
    assert findings(Code.NO_ALTERNATIVE_TEXT, BESIDE, pictures=[PictureContent("a", None)]) == []


def test_picture_that_visitors_will_not_see_is_found() -> None:
    now = clock.now()
    ending = Picture(id=3, file_name="ending.jpg", caption="The hall", alternative_text="A hall")
    ending.licence_ends = now + timedelta(days=2)
    beside, pictures = Context(SHANGHAI, pictures={3: ending}), [PictureContent("a", 3)]
    assert findings(Code.ENDED_LICENCE, beside, pictures=pictures) == []
    (found,) = findings(Code.ENDED_LICENCE, beside, pictures=pictures, publish_at=now + timedelta(days=3))
    assert found.values == ("ending.jpg",)
    ending.licence_ends = now
    assert len(findings(Code.ENDED_LICENCE, beside, pictures=pictures)) == 1
