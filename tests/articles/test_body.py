import re
from html.parser import HTMLParser

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
        ("<h1>Big</h1><p class='x' style='y'><b>a</b><br>b</p>", "<h2>Big</h2><p><strong>a</strong><br>b</p>"),
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


def test_many_elements_behind_each_other_are_not_deep() -> None:
    html = "<ul><li>One<ul><li>Two</li></ul></li></ul>" * 1_000
    assert body.clean(html) == html


class _Depth(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.now = self.most = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now += tag not in ("br", "hr")
        self.most = max(self.most, self.now)

    def handle_endtag(self, tag: str) -> None:
        self.now -= 1


# Without a bound each of them takes minutes, or more memory than there is.
@pytest.mark.parametrize(
    "repeated",
    [
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<section>",
        "<b><i>",
        "<b y={}><!--</b>--><p>x",
        "<b><i></b>",
        "<div><p>x",
        "<p>x<b y={}>",
        "<blockquote><object></blockquote></object>",
        "<textarea><b></textarea></b><ol><textarea></ol></textarea>",
        "<a b='<ul>' c=\"'\"><ul x>",
    ],
)
def test_cleaning_keeps_what_is_nested_without_end_at_a_depth_that_takes_no_time(repeated: str) -> None:
    hostile = "".join(repeated.replace("{}", str(number)) for number in range(250_000 // len(repeated)))
    cleaned = body.clean(f"<p>first</p>{hostile}last")
    assert _Depth(cleaned).most <= 2 * body._MAX_DEPTH
    assert body.plain_text(cleaned).startswith("first")
    assert body.plain_text(cleaned).endswith("last")


@pytest.mark.parametrize("repeated", ["<b ", "<a b='", "<!--", "<script>", "</title><", "<", "<!", "</", '<a b="x">'])
def test_what_is_begun_again_and_again_is_read_once(repeated: str) -> None:
    body.clean(repeated * (200_000 // len(repeated)))


def test_words_deeper_than_the_bound_stay_apart() -> None:
    assert body.plain_text(body.clean("<blockquote>" * 200 + "one<ul><li>two</li><li>three</li></ul>four")).split() == [
        *("one", "two", "three", "four"),
    ]


@pytest.mark.parametrize(
    "often", ["<p>Word", "<ul><li>Word<li>Word</ul>", "<b><i>Word</b></i> ", "<img src=x><br>Word"]
)
def test_many_elements_one_after_the_other_are_not_deep(often: str) -> None:
    once, many = (body.clean(often * times + "<h2>Last</h2>") for times in (1, 1_000))
    last = "<h2>Last</h2>"
    assert many.replace(last, "").count("<") >= 1_000 * (once.replace(last, "").count("<") - 2)
    assert many.endswith(last)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<svg>" + "<path d='x'/>" * 300 + "</svg><h2>Words</h2>", "<h2>Words</h2>"),
        ("<!--[if gte mso 9]>" + "<w:LsdException />" * 300 + "<![endif]--><h2>Words</h2>", "<h2>Words</h2>"),
        ("<p>a<!-- <ul> -->b<!-->c<!x>d</ >e</p>", "<p>abcde</p>"),
        ("<p>1 < 2 <<!-- x -->b></p>", "<p>1 &lt; 2 &lt;b&gt;</p>"),
        ("<script>if (a < b) '<p>'</SCRIPT >a<style><p></style><title>b</title>c", "ac"),
        ("<svg><title/></svg>Words", "Words"),
        ("<svg><br><a href=https://x/>Words</a>", '<br><a href="https://x/" rel="noopener">Words</a>'),
        ("<script src=/x/>a</script>b", "b"),
        ("<p><textarea>One</textarea> <u>two</u></p>", "<p>One two</p>"),
        ('<p><A\nHREF="/a?b>c" target=x/y>z</a></p>', '<p><a href="/a?b&gt;c" rel="noopener">z</a></p>'),
        ("<p><B CLASS='x'>a</B><b/>b</p>", "<p><strong>a</strong><strong>b</strong></p>"),
        ("<p>One<p>Two <a", "<p>One</p><p>Two </p>"),
    ],
)
def test_tags_are_told_from_text_as_browsers_do(typed: str, stored: str) -> None:
    assert body.clean(typed) == stored
