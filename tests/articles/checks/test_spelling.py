import pytest

from app.articles.checks.finding import Code, Place
from tests.support.checked import findings, in_text, mended

JOINED = [
    ("The first line of the company.The second one", "The first line of the company. The second one"),
    ("What happens to a pack?The answer", "What happens to a pack? The answer"),
    ("in Tianjin.It was", "in Tianjin. It was"),
    ("Shenzhen,China", "Shenzhen, China"),
    ("nickel,cobalt and lithium", "nickel, cobalt and lithium"),
    ("theCompany has", "the Company has"),
    ("the President ofGEM said", "the President of GEM said"),
    ("“It works.”He left", "“It works.” He left"),
    ("cooperation on“carbon neutrality” began", "cooperation on “carbon neutrality” began"),
]
NOT_JOINED = [
    "iPhone, eBay, YouTube, McDonald, PowerPoint, DeepMind, LinkedIn, easyJet and thyssenKrupp",
    "GEM, CATARC, CO2e, pH, kWh, MWh, mRNA, macOS",
    "Node.js, Vue.Js, ASP.NET, Booking.com and Salesforce.Com",
    "at https://example.com/Path.The/more, www.Example.com/A,b and press.Office@example.com",
    "1,200 t at 98.5% cost 0.25 yuan; ratio 3:1, N,N-dimethyl, Dr. Meng, Co., Ltd.",
    "e.g. this, i.e. that, 9:15 a.m. to 3 p.m., U.S.A. and St. Petersburg",
    "theScore has bought what theScore sold",
    "“Mantis”-like robots, the “second life” of a pack (or re-use), and/or more",
    "Na<sub>2</sub>Fe[Fe(CN)<sub>6</sub>] at C:\\Reports\\June.The",
]
NOT_JOINED_IN_CHINESE = [
    "公司与“双碳”GEM联合实验室签约",
    "由GEM公司和CATARC共同建设TC-6正极材料",
    "每吨电池包CO<sub>2</sub>e为0.41吨，年产4GWh",
]


@pytest.mark.parametrize(("text", "whole"), JOINED)
def test_words_run_together_are_found_and_parted(text: str, whole: str) -> None:
    (found,) = in_text(Code.JOINED_WORDS, text)
    assert mended(found, text) == whole


def test_sentences_run_together_without_their_full_stop_have_no_mend() -> None:
    (found,) = in_text(Code.JOINED_WORDS, "as the board announcedThe company")
    assert (found.place.text, found.mend) == ("announcedThe", None)


@pytest.mark.parametrize("text", NOT_JOINED)
def test_names_numbers_and_addresses_are_left_alone(text: str) -> None:
    assert in_text(Code.JOINED_WORDS, text) == []


@pytest.mark.parametrize("text", NOT_JOINED_IN_CHINESE)
def test_latin_words_beside_chinese_ones_are_left_alone(text: str) -> None:
    assert in_text(Code.JOINED_WORDS, text, "zh") == []


def test_english_words_run_together_are_found_in_chinese_text() -> None:
    (found,) = in_text(Code.JOINED_WORDS, "公司地址为Rongchao Mansion,Haixiu Road，邮编", "zh")
    assert (found.place.text, found.mend) == ("Mansion,Haixiu", "Mansion, Haixiu")


def test_place_says_which_of_its_like_it_is() -> None:
    body = "<h2>Head</h2><p>A, b.</p><ul><li>one.The x one.The</li></ul>"
    places = [found.place for found in findings(Code.JOINED_WORDS, body=body)]
    assert places == [Place("body", block=2, text="one.The"), Place("body", block=2, text="one.The", occurrence=1)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("two  spaces", "two spaces"),
        ("after a stop.  The next", "after a stop. The next"),
        ("no-break \u00a0spaces", "no-break spaces"),
        ("公司  与大学", "公司 与大学"),
    ],
)
def test_doubled_spaces_are_found_and_mended(text: str, whole: str) -> None:
    (found,) = in_text(Code.DOUBLED_SPACES, text)
    assert mended(found, text) == whole


@pytest.mark.parametrize(
    "text",
    ["one space", "a line\n   of the HTML", "10\u00a0000\u00a0t", "first<br>  second", "特此公告。\u3000\u3000董事会"],
)
def test_other_space_is_left_alone(text: str) -> None:
    assert in_text(Code.DOUBLED_SPACES, text) == []


def test_what_is_wrong_everywhere_hides_nothing_else() -> None:
    text = "a  b " * 1000 + "one.The"
    assert len(in_text(Code.DOUBLED_SPACES, text)) == 20
    assert len(in_text(Code.JOINED_WORDS, text)) == 1


def test_doubled_spaces_are_found_in_every_field() -> None:
    found = findings(Code.DOUBLED_SPACES, title="A  title", subtitle="A  subtitle", correction="A  correction")
    assert [finding.place.field for finding in found] == ["title", "subtitle", "correction"]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("he said \\“no\\”", "\\“no\\” → “no”"),
        ("Bao\\'an, Shenzhen", "Bao\\'an, → Bao'an,"),
        ("first\\nsecond", None),
        ("caf\\u00e9", None),
        ("公司\\n双方", None),
    ],
)
def test_literal_backslashes_are_found(text: str, mend: str | None) -> None:
    (found,) = in_text(Code.BACKSLASH, text)
    assert (f"{found.place.text} → {found.mend}" if found.mend else None) == mend


@pytest.mark.parametrize("text", ["C:\\Program Files\\Reports", "in \\\\server\\share", "and/or", "一切正常"])
def test_paths_are_left_alone(text: str) -> None:
    assert in_text(Code.BACKSLASH, text) == []
