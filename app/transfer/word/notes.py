"""What a Word document loses on its way in, in words for whoever brings it."""

from collections import Counter
from enum import Enum, auto

from flask_babel import lazy_gettext as _


class Loss(Enum):
    """Something that does not come in, or not as it was."""

    TEXT_BOX = auto()
    CHART = auto()
    DIAGRAM = auto()
    SHAPE = auto()
    EQUATION = auto()
    OBJECT = auto()
    LINKED_PICTURE = auto()
    MISSING_PICTURE = auto()
    CROPPED_PICTURE = auto()
    LINK = auto()
    OUTSIDE_FILE = auto()
    COMMENT = auto()
    CHANGE = auto()
    HIDDEN = auto()
    NUMBER = auto()
    STRUCK = auto()
    SYMBOL = auto()
    CONTENTS = auto()
    EDGE = auto()
    MACRO = auto()


# What is said of one, and of several. That is no `ngettext`: of one nothing is counted, in any language.
_WORDS = {
    Loss.TEXT_BOX: (
        _("The words of a text box stand behind the paragraph beside which it stood."),
        _("The words of %(num)s text boxes stand behind the paragraphs beside which they stood."),
    ),
    Loss.CHART: (
        _("A chart was left out. Save it as a picture in Word, and add that."),
        _("%(num)s charts were left out. Save them as pictures in Word, and add those."),
    ),
    Loss.DIAGRAM: (
        _("A SmartArt diagram was left out. Save it as a picture in Word, and add that."),
        _("%(num)s SmartArt diagrams were left out. Save them as pictures in Word, and add those."),
    ),
    Loss.SHAPE: (_("A drawn shape was left out."), _("%(num)s drawn shapes were left out.")),
    Loss.EQUATION: (
        _("An equation was left out. Write it as text, or add it as a picture."),
        _("%(num)s equations were left out. Write them as text, or add them as pictures."),
    ),
    Loss.OBJECT: (
        _("An embedded object was left out, such as a sheet of Excel."),
        _("%(num)s embedded objects were left out, such as sheets of Excel."),
    ),
    Loss.LINKED_PICTURE: (
        _("A picture is only linked in the document, and was not fetched. Its row waits for the file."),
        _("%(num)s pictures are only linked in the document, and were not fetched. Their rows wait for the files."),
    ),
    Loss.MISSING_PICTURE: (
        _("A picture is missing in the document, damaged, or too large. Its row waits for the file."),
        _("%(num)s pictures are missing in the document, damaged, or too large. Their rows wait for the files."),
    ),
    Loss.CROPPED_PICTURE: (
        _("A picture was cropped in Word, and came in whole. Look at its edges before you publish."),
        _("%(num)s pictures were cropped in Word, and came in whole. Look at their edges before you publish."),
    ),
    Loss.LINK: (
        _("A link was taken out that leads neither to a web address nor to a mailbox or telephone. Its words stayed."),
        _(
            "%(num)s links were taken out that lead neither to a web address nor to a mailbox or telephone. Their "
            "words stayed."
        ),
    ),
    Loss.OUTSIDE_FILE: (
        _("Another file that the document refers to, such as a template, was not opened."),
        _("%(num)s other files that the document refers to, such as a template, were not opened."),
    ),
    Loss.COMMENT: (_("A comment was left out."), _("%(num)s comments were left out.")),
    Loss.CHANGE: (_("A tracked change was taken as accepted."), _("%(num)s tracked changes were taken as accepted.")),
    Loss.HIDDEN: (_("A piece of hidden text was left out."), _("%(num)s pieces of hidden text were left out.")),
    Loss.NUMBER: (
        _("The number that Word put before a heading was left out."),
        _("The numbers that Word put before %(num)s headings were left out."),
    ),
    Loss.STRUCK: (
        _("Some words are struck through in Word, and stand here without the stroke. Take out what is not meant."),
        _(
            "In %(num)s places words are struck through in Word, and stand here without the stroke. Take out what is "
            "not meant."
        ),
    ),
    Loss.SYMBOL: (
        _("A sign of a symbol font has no letter of its own, and was left out."),
        _("%(num)s signs of symbol fonts have no letters of their own, and were left out."),
    ),
    Loss.CONTENTS: (_("The table of contents was left out."), _("The table of contents was left out.")),
    Loss.EDGE: (_("The head or foot of the pages was left out."), _("The heads and feet of the pages were left out.")),
    Loss.MACRO: (_("The macros were left out."), _("The macros were left out.")),
}


class Notes:
    """Counts losses while a document is read."""

    def __init__(self) -> None:
        self._found: Counter[Loss] = Counter()

    def add(self, loss: Loss, count: int = 1) -> None:
        """Note that something was lost `count` times."""
        self._found[loss] += count

    def lines(self) -> tuple[str, ...]:
        """Return a sentence for each kind of loss."""
        return tuple(
            str(one) if count == 1 else many % {"num": count}
            for (one, many), count in ((_WORDS[loss], self._found[loss]) for loss in Loss)
            if count
        )
