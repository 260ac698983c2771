"""Where the body of an old page ends and the site's own foot begins.

The foot repeats on every page: `Contact Us` with address and telephone, `Focus Us` with a code to scan, a row of
links, the record line (`… ICP No. …© … All rights reserved`). It is dropped, and so are the links to the previous and
the next page right before it, or at the end of a page that was saved without a foot.

Body must never be lost, so the words alone do not make a foot:

- It begins with the last line `Contact Us` that has an address, telephone or the like under it, within two lines. The
  page may have had a contact of its own further up.
- Without one, it begins with the first line that is `Focus Us`, an invitation to scan, a record line, or `Contact Us`
  with another part of the foot under it, within two lines, or with nothing.
- In either case nothing after it may read like body: a caption, a line of more than 300 characters, or a sentence
  (four words or ten Chinese characters and more, ended by a full stop) that is no part of the foot.
"""

import re
from collections.abc import Sequence

from app.transfer.legacy.caption import caption
from app.transfer.legacy.text import HAN

# Parts of the foot are short; a longer line is body, whatever it contains.
_LONGEST_PART = 300
_SENTENCE_WORDS = 4
_SENTENCE_HAN = 10
_UNDER_CONTACT = 2

_CONTACT = re.compile(r"contact\s+us\s*[:：]?|[联聯][系繫絡络]我[们們]\s*[:：]?", re.IGNORECASE)
_DETAIL = re.compile(
    r"(?:add(?:ress)?|tel(?:ephone)?|phone|fax|e-?mail|post(?:al)?\s*code|zip(?:\s*code)?|website|hotline"
    r"|(?:公司)?地\s*址|[电電]\s*[话話]|[传傳]\s*真|[邮郵]\s*[箱编編]|[电電]子[邮郵][箱件]|[邮郵]政[编編][码碼]|[网網]\s*址|[热熱][线線])"
    r"\.?\s*[:：].*",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:focus(?:\s+on)?|follow)\s+us\s*[:：]?|[关關]注我[们們]\s*[:：]?"
    r"|scan\s+(?:the\s+|this\s+)?QR\s*code(?:\s+to\s+follow(?:\s+us)?)?"
    r"|[扫掃](?:描|一[扫掃])?(?:[二2][维維][码碼])?(?:\s*[关關]注.{0,10})?",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"all\s+rights\s+reserved|版[权權]所有", re.IGNORECASE)
_RIGHTS_OR_YEAR = re.compile(_RIGHTS.pattern + r"|©\s*[0-9]{4}", re.IGNORECASE)
_RECORD = re.compile(
    r"(?:\w+\s){0,2}\w{0,2}ICP\s*(?:[备備证證:：0-9]|No\b|filing|record|licen[cs]e)"
    r"|.{0,4}公[网網]安[备備]|(?:[网網]站)?[备備]案[号號]|copyright\s*(?:©|\(c\)|[0-9]{4})|©",
    re.IGNORECASE,
)
_LINK_ROW = re.compile(r"[^·|｜]{1,40}(?:[·|｜][^·|｜]{1,40}){2,}(?<![.!?。！？])")
_NEIGHBOUR = re.compile(
    r"(?:previous|prev|next)(?:\s+(?:article|page|post|news|item|one))?\s*(?:[:：丨|>»→].*)?"
    r"|[上下]一[篇条條页頁](?:[\s:：丨|>»→\]】].*)?"
    r"|(?:return|(?:go\s+)?back)(?:\s+to\s+(?:the\s+)?(?:list|news\s+list|previous\s+page))?"
    r"|▲?\s*(?:back\s+to\s+)?top|▲?\s*返回(?:列表|上一[页頁级級]|[顶頂]部|首[页頁])?",
    re.IGNORECASE,
)
_ORNAMENT = "<>«»‹›←→[]【】 "
_CLOSING = "\"'”’）)】」』"
# A company's name is no sentence, though it ends like one.
_COMPANY_ENDS = ("co.", "corp.", "inc.", "ltd.")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "…")


def body_length(lines: Sequence[str]) -> int:
    """Return how many of the trimmed `lines` below the date are body: the rest is foot and links to other pages."""
    end = _foot_start(lines)
    while end and (_is_neighbour(lines[end - 1]) or (end < len(lines) and _FOLLOW.fullmatch(lines[end - 1]))):
        end -= 1
    return end


def _foot_start(lines: Sequence[str]) -> int:
    last_of_body = max((at for at, line in enumerate(lines) if _reads_like_body(line)), default=-1)
    after_body = range(last_of_body + 1, len(lines))
    contacts = [at for at in after_body if _CONTACT.fullmatch(lines[at])]
    for at in reversed(contacts):
        if any(_DETAIL.fullmatch(line) for line in _under(lines, at)):
            return at
    headings = set(contacts)
    for at in after_body:
        if _FOLLOW.fullmatch(lines[at]) or _is_record(lines[at]):
            return at
        if at in headings and (at + 1 == len(lines) or any(_is_part(line) for line in _under(lines, at))):
            return at
    return len(lines)


def _under(lines: Sequence[str], at: int) -> Sequence[str]:
    return lines[at + 1 : at + 1 + _UNDER_CONTACT]


def _reads_like_body(line: str) -> bool:
    if _is_part(line):
        return False
    long = len(line.split()) >= _SENTENCE_WORDS or len(HAN.findall(line)) >= _SENTENCE_HAN
    return len(line) > _LONGEST_PART or caption(line) is not None or (long and _ends_sentence(line))


def _is_part(line: str) -> bool:
    if len(line) > _LONGEST_PART:
        return False
    patterns = (_CONTACT, _DETAIL, _FOLLOW, _LINK_ROW)
    return _is_record(line) or _is_neighbour(line) or any(pattern.fullmatch(line) for pattern in patterns)


def _is_record(line: str) -> bool:
    if len(line) > _LONGEST_PART:
        return False
    if _RIGHTS.match(line) or ("©" in line and _RIGHTS_OR_YEAR.search(line)):
        return True
    # "Guangdong ICP No. 5 was granted in May." is a sentence of the body.
    return _RECORD.match(line) is not None and (_RIGHTS.search(line) is not None or not _ends_sentence(line))


def _is_neighbour(line: str) -> bool:
    return len(line) <= 2 * _LONGEST_PART and _NEIGHBOUR.fullmatch(line.strip(_ORNAMENT)) is not None


def _ends_sentence(line: str) -> bool:
    words = line.rstrip(_CLOSING)
    return words.endswith(_SENTENCE_ENDS) and not words.lower().endswith(_COMPANY_ENDS)
