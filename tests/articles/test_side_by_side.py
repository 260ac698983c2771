from app.articles.content import ArticleContent, PictureContent
from app.articles.side_by_side import Pair, side_by_side
from app.articles.translation_basis import Words


def pairs(english: str, chinese: str, basis: str | None = None) -> list[Pair]:
    original = ArticleContent("en", 1, "Signed", body=english)
    translation = ArticleContent("zh", 1, "签约", body=chinese)
    known = None if basis is None else Words("Signed", "", basis)
    return [pair for pair in side_by_side(original, translation, known) if pair.field == "body"]


def marks(pair: Pair) -> tuple[list[tuple[int | None, str, int]], list[tuple[int | None, str, int]]]:
    here, there = (
        [(each.place.block, each.place.text, each.place.occurrence) for each in side]
        for side in (pair.only_here, pair.only_there)
    )
    return here, there


def test_words_that_differ_are_marked_where_they_stand() -> None:
    english = "<p>First.</p><ul><li>412 men</li><li>of 412 <strong>and 500 &amp; more</strong></li></ul>"
    chinese = "<p>首先。</p><ul><li>412人</li><li>412与600等</li></ul>"
    _, listed = pairs(english, chinese)
    assert listed.html == (
        "<ul><li>412 men</li><li>of 412 <strong>and "
        '<mark class="differs differs-number">500</mark> &amp; more</strong></li></ul>'
    )
    assert marks(listed) == ([(2, "500", 0)], [(2, "600", 0)])


def test_mark_stands_at_its_own_words_and_not_at_others_alike() -> None:
    (pair,) = pairs("<p>1500 and 15</p>", "<p>1500与16</p>")
    assert pair.html == '<p>1500 and <mark class="differs differs-number">15</mark></p>'


def test_words_that_tags_part_are_told_without_a_mark() -> None:
    (pair,) = pairs("<p>some 1<em>5</em>00 men</p>", "<p>1600人</p>")
    assert "mark" not in pair.html
    assert marks(pair) == ([(0, "1500", 0)], [(0, "1600", 0)])


def test_lines_are_pairs_too_and_markup_in_a_title_is_words() -> None:
    original = ArticleContent("en", 1, "412 <b> & more", subtitle="Sub")
    title, subtitle = side_by_side(original, ArticleContent("zh", 1, "413"), None)
    assert title.html == '<mark class="differs differs-number">412</mark> &lt;b&gt; &amp; more'
    assert (subtitle.html, subtitle.has_counterpart) == ("Sub", False)


def test_what_changed_since_is_stale_and_what_was_taken_out_is_told() -> None:
    now = "<p>One.</p><p>Two, new.</p><p>Four.</p><p>Five.</p>"
    found = pairs(
        now, "<p>一。</p><p>二。</p><p>四。</p>", "<p>One.</p>\n<p>Two.</p>\n<p>Four.</p>\n<p>Six.</p>\n<p>7.</p>"
    )
    changes = [(pair.html, pair.change and (pair.change.before, pair.change.after)) for pair in found]
    assert changes == [
        ("<p>One.</p>", None),
        ("<p>Two, new.</p>", ("<p>Two.</p>", "<p>Two, new.</p>")),
        ("<p>Four.</p>", None),
        ("<p>Five.</p>", ("<p>Six.</p>", "<p>Five.</p>")),
        ("", ("<p>7.</p>", "")),
    ]


def test_pictures_stand_beside_their_like() -> None:
    place = '<figure data-picture="{}"></figure>'
    original = ArticleContent("en", 1, "Signed", body=place.format("a"), pictures=[PictureContent("a", 7)])
    translation = ArticleContent(
        "zh", 1, "签约", body="<p>一。</p>" + place.format("z"), pictures=[PictureContent("z", 7)]
    )
    _, alone, picture = side_by_side(original, translation, None)
    assert (alone.html, alone.place) == ("", 0)
    assert (picture.html, picture.place) == (place.format("a"), 1)
