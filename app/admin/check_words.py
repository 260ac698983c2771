"""What the desk says of what the checks find."""

from app.articles.checks import context, links
from app.articles.checks.finding import Code, Finding
from app.articles.checks.link_models import LinkStatus
from app.articles.checks.titles import LONGEST

# What an administrator chooses from.
KINDS = {
    Code.NO_ALTERNATIVE_TEXT: "A picture without alternative text",
    Code.NO_CAPTION: "A picture without a caption",
    Code.SKIPPED_HEADING: "A heading level that is skipped",
    Code.DEAD_LINK: "A link that leads nowhere",
    Code.CUT_TITLE: "A title that seems to be cut",
    Code.LONG_TITLE: f"A title over {LONGEST} characters",
    Code.SAME_TITLE: "A title that another article has",
    Code.UNCLOSED_QUOTE: "A quotation mark without its partner",
    Code.BACKSLASH: "A literal backslash",
    Code.JOINED_WORDS: "Words run together",
    Code.DOUBLED_SPACES: "Doubled spaces",
    Code.MIXED_PUNCTUATION: "Half- and full-width punctuation mixed",
    Code.IMPOSSIBLE_DATE: "A date that does not exist",
    Code.EVENT_AFTER_PUBLICATION: "An event after the publish date",
    Code.DIFFERENT_FIGURES: "Figures that differ between the languages",
    Code.DIFFERENT_DATES: "Dates that differ between the languages",
}
_LANGUAGES = {"en": "English", "zh": "Chinese"}
_HEADINGS = {"2": "heading", "3": "subheading", "4": "minor heading"}
_OPENING = '“‘「『《〈"„'


def words(finding: Finding) -> str:
    """Return a sentence about a finding; the words that it is about are shown beside it."""
    match finding.code, finding.values:
        case Code.NO_ALTERNATIVE_TEXT, (file_name,):
            return f"“{file_name}” has no alternative text: what does it show?"
        case Code.NO_CAPTION, (file_name,):
            return f"“{file_name}” has no caption."
        case Code.SKIPPED_HEADING, (level, above):
            return f"This is a {_HEADINGS[level]}, but no {_HEADINGS[str(int(above) + 1)]} stands above it."
        case Code.DEAD_LINK, (address, why):
            return _of_link(address, why)
        case Code.CUT_TITLE, _:
            return "The title seems to be cut."
        case Code.LONG_TITLE, (length,):
            return f"The title has {length} characters; {LONGEST} are what lists show well."
        case Code.SAME_TITLE, _:
            return "Another article has the same title."
        case Code.UNCLOSED_QUOTE, (sign,):
            return f"This {sign} is not closed." if sign in _OPENING else f"This {sign} closes what nothing has opened."
        case Code.BACKSLASH, _:
            return "There is a backslash in the text."
        case Code.JOINED_WORDS, _:
            return "A space seems to be missing."
        case Code.DOUBLED_SPACES, _:
            return "There is more than one space between the words."
        case Code.MIXED_PUNCTUATION, (signs,):
            width = "half" if any(sign in "(),.:;?!" for sign in signs) else "full"
            return f"This is {width}-width punctuation in {'Chinese' if width == 'half' else 'English'} text: {signs}"
        case Code.IMPOSSIBLE_DATE, _:
            return "There is no such date."
        case Code.EVENT_AFTER_PUBLICATION, (event, publication):
            return f"The event, on {event}, comes after the publish date, {publication}: right for an invitation."
        case ((Code.DIFFERENT_FIGURES | Code.DIFFERENT_DATES as code), (value, language, where)):
            kind = "figure" if code is Code.DIFFERENT_FIGURES else "date"
            if where:
                return f"The {_LANGUAGES[language]} version has {value}; this one does not."
            return f"The {_LANGUAGES[language]} version does not have this {kind}."
        case _:
            return KINDS[finding.code] + "."


def _of_link(address: str, why: str) -> str:
    match why:
        case links.MISWRITTEN:
            return f"As it is written, this link leads nowhere: {address or '(no address)'}"
        case context.NO_ARTICLE:
            return f"There is no article at {address}"
        case context.NOT_PUBLIC:
            return f"The article at {address} is not public."
        case LinkStatus.NO_HOST:
            return f"There is no host of the name in {address}"
        case LinkStatus.NO_ANSWER:
            return f"Nobody answered on several days at {address}"
        case _:
            return f"The answer was {why} at {address}"
