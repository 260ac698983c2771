"""What the desk says of what the checks find."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.articles.checks import context, links
from app.articles.checks.finding import Code, Finding
from app.articles.checks.link_models import LinkStatus
from app.articles.checks.titles import LONGEST

# What an administrator chooses from.
KINDS = {
    Code.NO_ALTERNATIVE_TEXT: lazy_gettext("A picture without alternative text"),
    Code.NO_CAPTION: lazy_gettext("A picture without a caption"),
    Code.ENDED_LICENCE: lazy_gettext("A picture whose licence has ended"),
    Code.SKIPPED_HEADING: lazy_gettext("A heading level that is skipped"),
    Code.DEAD_LINK: lazy_gettext("A link that leads nowhere"),
    Code.CUT_TITLE: lazy_gettext("A title that seems to be cut"),
    Code.LONG_TITLE: lazy_gettext("A title over %(number)s characters", number=LONGEST),
    Code.SAME_TITLE: lazy_gettext("A title that another article has"),
    Code.UNCLOSED_QUOTE: lazy_gettext("A quotation mark without its partner"),
    Code.BACKSLASH: lazy_gettext("A literal backslash"),
    Code.JOINED_WORDS: lazy_gettext("Words run together"),
    Code.DOUBLED_SPACES: lazy_gettext("Doubled spaces"),
    Code.MIXED_PUNCTUATION: lazy_gettext("Half- and full-width punctuation mixed"),
    Code.IMPOSSIBLE_DATE: lazy_gettext("A date that does not exist"),
    Code.EVENT_AFTER_PUBLICATION: lazy_gettext("An event after the publish date"),
    Code.DIFFERENT_FIGURES: lazy_gettext("Figures that differ between the languages"),
    Code.DIFFERENT_DATES: lazy_gettext("Dates that differ between the languages"),
}
_LANGUAGES = {"en": lazy_gettext("English"), "zh": lazy_gettext("Chinese")}
_HEADINGS = {"2": lazy_gettext("heading"), "3": lazy_gettext("subheading"), "4": lazy_gettext("minor heading")}
_OPENING = '“‘「『《〈"„'


def sentence(finding: Finding) -> str:
    """Return a sentence about a finding; the words that it is about are shown beside it."""
    match finding.code, finding.values:
        case Code.NO_ALTERNATIVE_TEXT, (file_name,):
            return _("“%(file)s” has no alternative text: what does it show?", file=file_name)
        case Code.NO_CAPTION, (file_name,):
            return _("“%(file)s” has no caption.", file=file_name)
        case Code.ENDED_LICENCE, (file_name,):
            return _("Visitors will not see “%(file)s”: its licence has ended by then.", file=file_name)
        case Code.SKIPPED_HEADING, (level, above):
            return _(
                "This is a %(heading)s, but no %(missing)s stands above it.",
                heading=_HEADINGS[level],
                missing=_HEADINGS[str(int(above) + 1)],
            )
        case Code.DEAD_LINK, (address, why):
            return _of_link(address, why)
        case Code.CUT_TITLE, _:
            return _("The title seems to be cut.")
        case Code.LONG_TITLE, (length,):
            return _(
                "The title has %(length)s characters; %(most)s are what lists show well.", length=length, most=LONGEST
            )
        case Code.SAME_TITLE, _:
            return _("Another article has the same title.")
        case Code.UNCLOSED_QUOTE, (sign,):
            if sign in _OPENING:
                return _("This %(sign)s is not closed.", sign=sign)
            return _("This %(sign)s closes what nothing has opened.", sign=sign)
        case Code.BACKSLASH, _:
            return _("There is a backslash in the text.")
        case Code.JOINED_WORDS, _:
            return _("A space seems to be missing.")
        case Code.DOUBLED_SPACES, _:
            return _("There is more than one space between the words.")
        case Code.MIXED_PUNCTUATION, (signs,):
            if any(sign in "(),.:;?!" for sign in signs):
                return _("This is half-width punctuation in Chinese text: %(signs)s", signs=signs)
            return _("This is full-width punctuation in English text: %(signs)s", signs=signs)
        case Code.IMPOSSIBLE_DATE, _:
            return _("There is no such date.")
        case Code.EVENT_AFTER_PUBLICATION, (event, publication):
            return _(
                "The event, on %(event)s, comes after the publish date, %(publication)s: right for an invitation.",
                event=event,
                publication=publication,
            )
        case ((Code.DIFFERENT_FIGURES | Code.DIFFERENT_DATES as code), (value, language, where)):
            name = _LANGUAGES[language]
            if where:
                return _("The %(language)s version has %(value)s; this one does not.", language=name, value=value)
            if code is Code.DIFFERENT_FIGURES:
                return _("The %(language)s version does not have this figure.", language=name)
            return _("The %(language)s version does not have this date.", language=name)
        case _:
            return _("%(what)s.", what=KINDS[finding.code])


def _of_link(address: str, why: str) -> str:
    match why:
        case links.MISWRITTEN:
            if not address:
                return _("As it is written, this link leads nowhere: (no address)")
            return _("As it is written, this link leads nowhere: %(address)s", address=address)
        case context.NO_ARTICLE:
            return _("There is no article at %(address)s", address=address)
        case context.NOT_PUBLIC:
            return _("The article at %(address)s is not public.", address=address)
        case LinkStatus.NO_HOST:
            return _("There is no host of the name in %(address)s", address=address)
        case LinkStatus.NO_ANSWER:
            return _("Nobody answered on several days at %(address)s", address=address)
        case LinkStatus.NOT_FOUND:
            return _("The answer was 404 not found at %(address)s", address=address)
        case LinkStatus.GONE:
            return _("The answer was 410 gone at %(address)s", address=address)
        case _:
            return _("The answer was %(answer)s at %(address)s", answer=why, address=address)
