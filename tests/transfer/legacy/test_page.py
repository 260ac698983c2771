import contextlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.transfer.legacy.page import (
    CaptionSlot,
    LegacyPage,
    Paragraph,
    UnreadablePage,
    language,
    parse,
    parse_bytes,
)

PAGES = Path(__file__).parent / "pages"
# Pages of a real old site, where somebody has laid them next to the repository.
REAL_PAGES = sorted((Path(__file__).resolve().parents[4] / "shared" / "seed").glob("*.txt"))

HEAD = "A Title\nPublish Date:2021-10-31 Hits:680\n"


def page(name: str) -> LegacyPage:
    return parse_bytes((PAGES / name).read_bytes(), name)


def outcome(text: str) -> LegacyPage | UnreadablePage:
    try:
        return parse(text, "page.txt")
    except UnreadablePage as error:
        return error


def refusal(text: str) -> tuple[int, str]:
    with pytest.raises(UnreadablePage) as caught:
        parse(text, "page.txt")
    error = caught.value
    assert str(error) == f"page.txt, line {error.line_number}: {error.reason}"
    return error.line_number, error.reason


def test_page_with_foot() -> None:
    signing = page("signing.txt")
    assert signing.title == "Halden Instruments and the Port of Vik Agree on a Shared Calibration Laboratory"
    assert signing.publish_date == date(2021, 5, 17)
    assert signing.hits == 680
    assert [type(block) for block in signing.blocks] == [Paragraph] * 2 + [CaptionSlot] * 3
    assert signing.blocks[1].text.endswith(
        "It takes up work that both had begun “each on their own side of the fence” in 2009."
    )
    assert signing.blocks[2:] == (
        CaptionSlot("Signing ceremony"),
        CaptionSlot("Signing ceremony"),
        CaptionSlot("Group photo"),
    )
    assert signing.numbered
    assert signing.source_url is None
    assert language(signing) == "en"


def test_captions_between_paragraphs_and_links_to_other_pages() -> None:
    visit = page("visit.txt")
    assert visit.source_url == "http://old.halden.example/index.php/News/2018/06-13/2361.html"
    assert visit.title == (
        "“Measured Twice” -- Warmly Welcome the Delegation of [Kota Baru] & the Institute of Weights "
        "| Halden's Open Day!"
    )
    assert visit.publish_date == date(2018, 6, 13)
    assert visit.hits == 1425
    assert visit.blocks == (
        Paragraph(
            "Guests from Kota Baru saw the company's works on 6 June 2018. “We weigh what we say,” said "
            'Dr. Nur Aisyah, "and we say it once."'
        ),
        CaptionSlot("Dr. Nur Aisyah (left) at the balance of 1911"),
        Paragraph("Figure 1 shows that output rose by 12 % in the year, to 1,168 m³ of brine tested."),
        CaptionSlot("The delegates sign the guest book."),
        CaptionSlot("The hall’s “long scale”"),
    )


def test_chinese_page() -> None:
    chinese = page("chinese.txt")
    assert chinese.title == "热烈欢迎衡山大学师生参观晨湖仪器——携手共建计量实验室"
    assert chinese.publish_date == date(2019, 6, 5)
    assert chinese.hits == 1508
    assert chinese.blocks == (
        Paragraph("6月3日，衡山大学师生一行二十人参观晨湖仪器，总经理周远帆热情接待。"),
        Paragraph("图1显示，去年校准订单增长百分之十二。"),
        CaptionSlot("周远帆介绍“长秤”"),
        CaptionSlot("师生合影"),
        CaptionSlot("签到"),
    )
    assert language(chinese) == "zh"


def test_captions_without_numbers_and_views_without_count() -> None:
    triangles = page("triangles.txt")
    assert triangles.hits == 0
    assert not triangles.numbered
    assert triangles.blocks == (
        Paragraph("The works opened its gates for a day."),
        CaptionSlot("The long hall"),
        Paragraph("Two hundred visitors came."),
        CaptionSlot("Lunch in the yard"),
        CaptionSlot(""),
    )


def test_contact_of_the_article_stays() -> None:
    contact = page("contact-in-body.txt")
    assert contact.hits == 30
    assert [block.text for block in contact.blocks[1:]] == [
        "Contact Us",
        "Address: 14 Quay Street, Vik",
        "The desk is open from eight to six.",
        "Next, we will train the night shift.",
    ]


def test_one_number_makes_the_page_numbered() -> None:
    assert parse(HEAD + "▲ First\nPhoto 2 Second", "page.txt").numbered
    assert parse(HEAD + "▲图1 First", "page.txt").numbered


def test_page_without_captions_is_numbered() -> None:
    assert parse(HEAD + "Body.", "page.txt").numbered


def test_numbers_may_skip_and_repeat() -> None:
    numbers = [3, 3, 1, 10]
    text = HEAD + "\n".join(f"Picture {number} Caption" for number in numbers)
    assert parse(text, "page.txt").blocks == (CaptionSlot("Caption"),) * 4


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n \r\n"])
def test_line_ends(end: str) -> None:
    text = end.join(["A Title", "Publish Date:2021-10-31 Hits:680", "One.", "Two.", ""])
    assert parse(text, "page.txt").blocks == (Paragraph("One."), Paragraph("Two."))


def test_what_cannot_be_seen_is_taken_off() -> None:
    text = (
        "\ufeff\u200b A\x00 Title\u3000\n\u00a0Publish\u00a0Date:\u200b2021-10-31\tHits:680\u200b\n"
        "\u200b\u00a0\n\u3000\u3000First\x07 paragraph,\u00a0kept\u200dtogether.\u2060\n\x0cSecond\u2028line.\x1f\n"
    )
    found = parse(text, "page.txt")
    assert found.title == "A Title"
    assert found.hits == 680
    assert found.blocks == (Paragraph("First paragraph,\u00a0kept\u200dtogether."), Paragraph("Second line."))


def test_backslashes_before_quotation_marks_are_taken_off() -> None:
    found = parse(
        'The Company\\\'s \\"Plan\\"\nPublish Date:2021-10-31 Hits:1\nIt\\\\\\’s C:\\data.\nPhoto 1 \\“Plan\\”',
        "page.txt",
    )
    assert found.title == 'The Company\'s "Plan"'
    assert found.blocks == (Paragraph("It’s C:\\data."), CaptionSlot("“Plan”"))


@pytest.mark.parametrize(
    "title",
    [
        "Halden Instruments Opens in Vik",
        "One -- Two",
        "One——Two",
        "One\u3000Two",
        '1,168 m³ | “Curly” and "straight" [again] & again!',
        "김민준 meets Siti Rahmawati 与周远帆",
        "x" * 272,
        "题" * 500,
    ],
)
def test_titles_are_kept_as_typed(title: str) -> None:
    assert parse(f"{title}\nPublish Date:2021-10-31 Hits:680\nBody.", "page.txt").title == title


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ("Publish Date:2021-06-11 Hits:680", 680),
        ("Published Date丨 2021-06-11 Browse times丨 1425", 1425),
        ("Time of publication:2021-06-11 Number of visits:30", 30),
        ("发表时间:2021-06-11 浏览次数:1508", 1508),
        ("发布日期：２０２１年６月１１日　浏览次数：１，５０８次", 1508),
        ("发布时间：2021/6/11 点击量：7", 7),
        ("Issuing Time:2021-06-11 Views:", 0),
        ("publish date : 2021.06.11hits : 1,234,567", 1_234_567),
        ("PUBLISH DATE：2021-06-11 | HITS｜0", 0),
        ("Publish Date:2021-06-11", 0),
        (f"Publish Date:2021-06-11 Hits:{2**63 - 1}", 2**63 - 1),
    ],
)
def test_line_of_date_and_hits(line: str, hits: int) -> None:
    found = parse(f"A Title\n\n{line}\nBody.", "page.txt")
    assert (found.publish_date, found.hits) == (date(2021, 6, 11), hits)
    assert found.blocks == (Paragraph("Body."),)


def test_hits_on_a_line_of_their_own() -> None:
    found = parse("A Title\nPublish Date:2021-06-11\n\nHits:680\nBody.", "page.txt")
    assert (found.hits, found.blocks) == (680, (Paragraph("Body."),))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Publish Date:2021-02-30 Hits:5", "there is no date 2021-02-30"),
        ("Publish Date:2021-13-01 Hits:5", "there is no date 2021-13-01"),
        ("Publish Date:0202-10-31 Hits:5", "before 1990"),
        ("Publish Date: Hits:5", "cannot be read"),
        ("Publish Date:yesterday Hits:5", "cannot be read"),
        ("Publish Date:2021-10-31 Hits:many", "cannot be read"),
        ("Publish Date:2021-10-31 Hits:-5", "cannot be read"),
        ("Publish Date:2021-10-31 Hits:1,42", "cannot be read"),
        ("Publish Date:2021-10-311 Hits:5", "cannot be read"),
        (f"Publish Date:2021-10-31 Hits:{2**63}", "more than can be kept"),
        ("Publish Date:2021-10-31\nHits:99999999999999999999", "more than can be kept"),
    ],
)
def test_line_of_date_and_hits_that_cannot_be_read(line: str, reason: str) -> None:
    number, found = refusal(f"URL: https://old.halden.example/\n\nA Title\n{line}\nBody.")
    assert number == 4
    assert reason in found


def test_events_of_other_years_change_nothing() -> None:
    found = parse(HEAD + "On 9 May 2014, the works opened.\nPublish Date:2014-05-09 Hits:1", "page.txt")
    assert found.publish_date == date(2021, 10, 31)
    assert found.blocks[1] == Paragraph("Publish Date:2014-05-09 Hits:1")


def test_second_line_of_date_and_hits_right_below() -> None:
    number, reason = refusal(HEAD + "\nPublish Date:2021-11-01 Hits:681\nBody.")
    assert number == 4
    assert "second line" in reason


@pytest.mark.parametrize("text", ["", " \r\n\u200b\n", "URL: https://old.halden.example/\n"])
def test_empty_page(text: str) -> None:
    assert refusal(text) == (1, "the page is empty. Save it again, from the title to the foot.")


@pytest.mark.parametrize("above", ["", "URL: https://old.halden.example/\n"])
def test_no_title(above: str) -> None:
    number, reason = refusal(f"{above}Publish Date:2021-10-31 Hits:680\nBody.")
    assert number == above.count("\n") + 1
    assert "no title" in reason


def test_two_lines_above_the_date() -> None:
    number, reason = refusal("Company News\nA Title\n\nPublish Date:2021-10-31 Hits:680\nBody.")
    assert number == 2
    assert "above the publish date in line 4, so it cannot be told which of them is the title" in reason


@pytest.mark.parametrize("text", ["A Title", "A Title\nBody.", "A Title\nOn this Publish Date:2021-10-31 Hits:680\n"])
def test_no_date(text: str) -> None:
    number, reason = refusal(text)
    assert number == 1
    assert "no line of publish date and hits" in reason


def test_title_that_is_too_long() -> None:
    number, reason = refusal("x" * 501 + "\nPublish Date:2021-10-31 Hits:680\nBody.")
    assert number == 1
    assert "501 characters, more than 500" in reason


@pytest.mark.parametrize("rest", ["", "\nContact Us\nAddress: 14 Quay Street\nFocus Us\n", "Previous: A\nNext: B\n"])
def test_nothing_to_publish(rest: str) -> None:
    number, reason = refusal(HEAD + rest)
    assert number == 2
    assert "nothing to publish" in reason


def test_captions_alone_are_something_to_publish() -> None:
    assert parse(HEAD + "Photo 1", "page.txt").blocks == (CaptionSlot(""),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    text = "周远帆 meets 김민준\nPublish Date:2021-10-31 Hits:680\n1,168 m³"
    assert parse_bytes(text.encode(encoding), "page.txt") == parse(text, "page.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_encodings_are_refused_with_the_line(end: str) -> None:
    data = f"A Title{end}Publish Date:2021-10-31 Hits:680{end}周远帆".encode("gb18030")
    with pytest.raises(UnreadablePage, match=r"^page\.txt, line 3: this is not UTF-8\. .*GB18030") as caught:
        parse_bytes(data, "page.txt")
    assert caught.value.line_number == 3


def test_utf_16_cut_in_the_middle_is_refused_with_the_line() -> None:
    with pytest.raises(UnreadablePage, match=r"^page\.txt, line 2: this is not UTF-16\."):
        parse_bytes("A Title\nPublish".encode("utf-16")[:-1], "page.txt")


def test_half_a_character_is_refused() -> None:
    assert refusal(HEAD + "A \ud800")[0] == 3


def test_digest_tells_content_from_circumstances() -> None:
    first = parse(HEAD + "The body.\nPhoto 1 A caption", "a.txt").digest
    same = "URL: https://x.example/\r\nA\u00a0 Title\r\nTime of publication：2021年10月31日 Views:681\r\n"
    assert parse(same + "The\u200b  body.\r\nPicture 7: A caption\r\nNext: B\r\n", "b.txt").digest == first
    for other in (
        HEAD + "The body!\nPhoto 1 A caption",
        HEAD + "The body.\nPhoto 1 Another caption",
        HEAD + "The body.\nA caption",
        HEAD + "Photo 1 A caption\nThe body.",
        HEAD.replace("A Title", "The Title") + "The body.\nPhoto 1 A caption",
        HEAD.replace("10-31", "10-30") + "The body.\nPhoto 1 A caption",
    ):
        assert parse(other, "c.txt").digest != first


@pytest.mark.parametrize(
    ("title", "body", "code"),
    [
        ("周远帆 Visits Vik", "Mr. Zhou (周远帆) of 晨湖仪器 came to the long hall with two colleagues of his.", "en"),
        ("Halden Instruments (Vik) 开放日", "两百名来宾参观了 Halden Instruments 的长厅。", "zh"),
        ("개방의 날", "공장이 하루 동안 문을 열었다.", "en"),
        ("2021", "12 %", "en"),
    ],
)
def test_language(title: str, body: str, code: str) -> None:
    assert language(parse(f"{title}\nPublish Date:2021-10-31 Hits:680\n{body}", "page.txt")) == code


@pytest.mark.parametrize("path", REAL_PAGES, ids=lambda path: path.name)
def test_real_pages(path: Path) -> None:
    found = parse_bytes(path.read_bytes(), path.name)
    assert not any("ICP" in block.text or block.text == "Contact Us" for block in found.blocks)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    for page_text in (text, HEAD + text, f"{text}\nPublish Date:2021-10-31 Hits:680\n{text}"):
        found = outcome(page_text)
        if isinstance(found, UnreadablePage):
            assert 1 <= found.line_number <= len(re.split("\r\n|\r|\n", page_text))
        else:
            assert found.title
            assert found.blocks


@settings(deadline=None)
@given(st.binary(), st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", HEAD.encode(), HEAD.encode("utf-16")]))
def test_any_bytes_are_parsed_or_refused(data: bytes, beginning: bytes) -> None:
    with contextlib.suppress(UnreadablePage):
        assert parse_bytes(beginning + data, "page.txt").blocks


words = st.text(st.sampled_from("aéß汉字김ü0’“”'&|·[]!-—³ \u00a0\u3000"), max_size=60).map(str.strip)
paragraphs = words.map(lambda text: Paragraph(f"They {text} came.".replace("  ", " ")))
captions = words.map(lambda text: CaptionSlot(f"Guests {text}".strip()))
FOOT = "Contact Us\nAddress:14 Quay Street\nFocus Us\nScan QR code\nA · B · C\n©2021 Halden Ltd. All rights reserved"


@settings(deadline=None)
@given(
    title=words.map(lambda text: f"Title {text}".strip()),
    day=st.dates(min_value=date(1990, 1, 1)),
    hits=st.integers(0, 2**63 - 1),
    blocks=st.lists(paragraphs | captions, min_size=1, max_size=20),
    label=st.sampled_from(["Picture {} ", "Photo {}: ", "Figure {}. ", "Fig. {}", "Pic.{} ", "图{}：", "圖{} ", "▲"]),
    dateline=st.sampled_from(
        ["Publish Date:{} Hits:{}", "Published Date丨 {} Browse times丨 {}", "发表时间：{} 浏览次数：{}"]
    ),
    end=st.sampled_from(["\n", "\r\n", "\n\n", "\n \t\n"]),
    foot=st.sampled_from(["", FOOT, f"Previous: A\nNext: B\n{FOOT}"]),
)
def test_a_page_gives_back_its_parts(
    title: str,
    day: date,
    hits: int,
    blocks: list[Paragraph | CaptionSlot],
    label: str,
    dateline: str,
    end: str,
    foot: str,
) -> None:
    lines = [title, dateline.format(day, hits)]
    for number, block in enumerate(blocks, start=1):
        lines.append(block.text if isinstance(block, Paragraph) else label.format(number) + block.text)
    found = parse(end.join([*lines, foot]), "page.txt")
    assert (found.title, found.publish_date, found.hits) == (title, day, hits)
    assert found.blocks == tuple(blocks)
    assert found.numbered == (label != "▲" or not any(isinstance(block, CaptionSlot) for block in blocks))
