"""Which line of an old page is the caption of a picture.

The old site typed labels by hand: `Picture 1 …`, `Photo 2: …`, `Figure 3. …`, `Fig. 1Name` (glued), `Pic. 1 …`,
`图1：…`, `圖1 …`, `▲…`. Label and number are taken off, since this site makes them anew from the order; the words are
kept as typed. The rule is made so that, in doubt, a line stays body and loses nothing:

- A caption is one line of at most 500 characters.
- `▲` at its beginning makes any such line a caption.
- Otherwise it begins with a label and a number of one or two digits (behind a Chinese label also 一 to 十, if a mark
  or a space follows). So `Picture this: …` and `Photo 2024 …` are body.
- After the number comes a mark (colon, stroke, full stop, 、 or dash); or a space; or, glued, a letter that is not
  part of the number (as in `Figure 1a`, `Photo 1st`), a quotation mark or a bracket; or nothing: a caption without
  words. `Figure 1.2 …`, `Picture 1-3 …`, `Photo 1, which …` and `Figure 1% …` are body.
- Where no such mark parts the number from the words, the line is a sentence about the picture, and so body, when
  the words begin with a finite verb in small letters (`Figure 1 shows …`, `Figure 2 (left) also compares …`,
  `图1显示…`), with another number (`Figure 1 and Figure 2 show …`, `图1和图2…`), or with a preposition, have such a
  verb later and end with a full stop (`Photo 1 in the annex was taken in May.`).
"""

import re
from dataclasses import dataclass

from app.transfer.legacy.text import trim

LONGEST_CAPTION = 500

_MARKER = "▲"
_DIGITS = r"[0-9０-９]{1,2}(?![0-9０-９])"
_CHINESE_LABEL = r"(?:图片|圖片|照片|图|圖)"
_LABELLED = re.compile(
    rf"(?:(?:picture|photo|image|figure|fig\.?|pic\.?)\s*{_DIGITS}"
    rf"|{_CHINESE_LABEL}\s*(?:{_DIGITS}|[一二三四五六七八九十]{{1,3}}(?=[:：.．、\s]|$)))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# A further number behind the mark is a range or a decimal; one before 年, 月 or 日 is a date.
_NUMBER = r"[0-9０-９]{1,2}(?![0-9０-９年月日])"
_MARK = re.compile(
    rf"\s*(?:[:：∶|｜丨]|[.．](?!{_NUMBER})|、(?!\s*{_CHINESE_LABEL}?\s*{_NUMBER})|[-–—]{{1,3}}(?!\s*{_NUMBER}))"
)
_GLUED = re.compile(r"""(?!(?:[a-z]|st|nd|rd|th)(?![A-Za-z])|\([a-z0-9]\))(?:[^\W\d_]|["“‘《〈「『【（(\[])""")

_VERB = (
    r"\b(?:is|are|was|were|has|had|does|did|will|would|can|could|may|might|must|should"
    r"|shows|showed|illustrates|depicts|presents|presented|gives|gave|displays|displayed|demonstrates|demonstrated"
    r"|describes|described|indicates|indicated|reveals|revealed|compares|compared|summari[sz]es|explains|explained"
    r"|suggests|suggested|confirms|confirmed|proves|proved|plots|lists|contains|provides|represents|reflects"
    r"|outlines|highlights|captures|makes|made|tells|includes|marks|appears|appeared|remains|becomes|became"
    r"|comes|came|takes|took|hangs|won|serves|refers|helps|offers|traces|documents|corresponds|follows)\b"
)
_SUB_FIGURE = r"(?:[A-Za-z]\s+)?"
_BRACKETED = r"(?:[(（][^)）]*[)）]\s*)?"
_ADVERB = r"(?:(?:[a-z]+ly|also|above|below|here|then|now)\s+)?"
_SENTENCE = re.compile(
    "|".join(
        [
            r"[,，;；%‰/+=)）]",
            _SUB_FIGURE + _BRACKETED + _ADVERB + _VERB,
            r"(?:and|or|to|through|&)\s+(?:[A-Za-z]+\.?\s*)?[0-9]",
            r"(?:of|in|on|from|at|for|by|with|above|below)\s.*" + _VERB + r".*[.!?]$",
            # Each with what would make a noun of it: 显示屏 is a display, 展示厅 a showroom, 说明会 a briefing.
            r"[显顯]示(?![屏器])|展示[了出]|[说說]明[了:：]|反映|表明|描述|[给給]出|可[见見知]|可以看|所示|[为為]|是|的",
            r"中(?=[,，可显顯的所])|[和与與及至到](?=\s*[图圖]?\s*[0-9０-９])",
        ]
    ),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a caption, which may be none, and whether the old page had given it a number."""

    text: str
    numbered: bool


def caption(line: str) -> Caption | None:
    """Return what a trimmed `line` says as a caption, or None when it is no caption."""
    if len(line) > LONGEST_CAPTION:
        return None
    if line.startswith(_MARKER):
        words = trim(line.lstrip(_MARKER))
        return _labelled(words) or Caption(words, numbered=False)
    return _labelled(line)


def _labelled(line: str) -> Caption | None:
    match = _LABELLED.fullmatch(line)
    if not match:
        return None
    rest = match["rest"]
    words = trim(rest)
    if mark := _MARK.match(rest):
        return Caption(trim(rest[mark.end() :]), numbered=True)
    parted = rest != words or not words
    if (parted or _GLUED.match(words)) and not _SENTENCE.match(words):
        return Caption(words, numbered=True)
    return None
