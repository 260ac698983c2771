import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.articles import body
from app.articles.body import PicturePlace

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "</table>", "<br>"),
        *("<a href='javascript:x'>", '<a href="https://example.com/?a=1&b=2">', "</a>", "<p style='x'>"),
        *("<script>", "</script>", "<style>", "</style>", "<!--", "-->", "<img src=x>", "<svg><p>", "<math>"),
        *(
            '<figure data-picture="c" data-beside>',
            '<figure data-picture="a">',
            '<figure data-picture="b" onclick="x">',
            "</figure>",
            "<blockquote>",
        ),
        *("&amp;", "&lt;", "&nbsp;", "\x00", "words", " ", "\n", "“文字”"),
    ]
)
HTML = st.lists(PIECES, max_size=30).map("".join)


@given(HTML)
@example("<figure data-picture='a'><figure data-picture='a'></figure>")
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    once = body.clean(html)
    assert body.clean(once) == once


@given(HTML)
def test_nothing_but_the_allowed_comes_out(html: str) -> None:
    cleaned = body.clean(html)
    tags = set(re.findall(r"</?([a-z0-9]+)", cleaned))
    assert tags <= set(body._ALLOWED)
    assert not re.search(r"<[^>]*\s(on\w+|style|class|id)\s*=", cleaned)
    assert "javascript:" not in cleaned


@given(HTML)
def test_parts_put_together_are_the_body(html: str) -> None:
    cleaned = body.clean(html)
    parts = body.parts(cleaned)
    joined = "".join(map(str, parts))
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", cleaned)
    keys = [part.key for part in parts if isinstance(part, PicturePlace)]
    assert len(keys) == len(set(keys))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_plain_text_keeps_every_word(text: str) -> None:
    html = body.clean(body.from_form(text))
    if not re.search(r"<[a-zA-Z/!][^>]*>", text):
        assert body.plain_text(html).split() == text.split()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One.\n\nTwo\nlines.", "<p>One.</p>\n<p>Two<br>lines.</p>"),
        ("3 < 4 & 5 > 2", "<p>3 &lt; 4 &amp; 5 &gt; 2</p>"),
        ("<p>a</p><p>&nbsp;</p><p></p><p>b</p>", "<p>a</p><p>b</p>"),
        (
            "<h1>Big</h1><p class='x' style='y' title='z' lang='zh'><b>a</b><br>b</p>",
            "<h2>Big</h2><p><strong>a</strong><br>b</p>",
        ),
        ("<p>a</p><li><figure data-picture='k'></figure></li>", "<p>a</p><li></li>"),
        (
            "<figure data-picture=k></figure>\n<figure data-picture=m data-beside=yes></figure>",
            '<figure data-picture="k"></figure><figure data-picture="m" data-beside=""></figure>',
        ),
        # Beside words there is no row.
        ("<p>a</p><figure data-picture=k data-beside></figure>", '<p>a</p><figure data-picture="k"></figure>'),
        ("<p>a<figure data-picture='k'></figure>b</p>", '<p>a</p>\n<figure data-picture="k"></figure>\n<p>b</p>'),
    ],
)
def test_examples(typed: str, stored: str) -> None:
    assert body.clean(body.from_form(typed)) == stored


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>Batteries<ul><li>Nickel</li></ul></li></ul>", "Batteries\nNickel"),
        ("<blockquote>Said<p>so.</p>Twice</blockquote>", "Said\nso.\nTwice"),
        ("loose<p>One <strong>b</strong><em>old</em><br>line</p>", "loose\nOne bold\nline"),
        (
            "<table><caption>Tons</caption><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>",
            "Tons\na b\nc",
        ),
    ],
)
def test_plain_text_parts_blocks_wherever_they_begin_and_end(html: str, text: str) -> None:
    assert body.plain_text(html) == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            'One.\n\nTwo.\n\n<figure data-picture="k"></figure>\n\nThree,\nlines.',
            '<p>One.</p>\n<p>Two.</p>\n<figure data-picture="k"></figure>\n<p>Three,<br>lines.</p>',
        ),
        (
            "First.\r\n\r\nQ & <b>A</b>\r\n\r\n<h2>Head</h2>\r\n<ul><li>x</li></ul>\r\nLast",
            "<p>First.</p>\n<p>Q &amp; <strong>A</strong></p>\n<h2>Head</h2>\n<ul><li>x</li></ul>\n<p>Last</p>",
        ),
        ("<em>One\n\ntwo</em> three", "<p><em>One</em></p>\n<p><em>two</em> three</p>"),
        ("One<hr>two<br>three", "<p>One</p>\n<hr>\n<p>two<br>three</p>"),
        ("One <strong>two", "<p>One <strong>two</strong></p>"),
    ],
    ids=["picture", "blocks and words", "element over two", "rule", "not closed"],
)
def test_text_between_elements_becomes_paragraphs(typed: str, stored: str) -> None:
    assert body.clean(body.from_form(typed)) == stored
    assert body.from_form(stored) == stored


@pytest.mark.parametrize("opening", ["<ul><li>", "<blockquote>", "<b><i>", "<table><tr><td>", "<section>"])
def test_words_of_what_is_nested_too_deep_are_kept(opening: str) -> None:
    # Cleaned as it stands, this takes minutes.
    assert body.plain_text(body.clean(f"Before {opening * 40_000} within & after")) == "Before\nwithin & after"


def test_many_elements_behind_each_other_are_not_deep() -> None:
    html = "<ul><li>One<ul><li>Two</li></ul></li></ul>" * 1_000
    assert body.clean(html) == html
