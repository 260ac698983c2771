"""What a Word document loses on its way in, in words for whoever brings it."""

from collections import Counter
from enum import Enum


class Loss(Enum):
    """Something that does not come in, or not as it was: what is said of one, and of several."""

    TEXT_BOX = (
        "The words of a text box stand behind the paragraph beside which it stood.",
        "The words of {} text boxes stand behind the paragraphs beside which they stood.",
    )
    CHART = (
        "A chart was left out. Save it as a picture in Word, and add that.",
        "{} charts were left out. Save them as pictures in Word, and add those.",
    )
    DIAGRAM = (
        "A SmartArt diagram was left out. Save it as a picture in Word, and add that.",
        "{} SmartArt diagrams were left out. Save them as pictures in Word, and add those.",
    )
    SHAPE = ("A drawn shape was left out.", "{} drawn shapes were left out.")
    EQUATION = (
        "An equation was left out. Write it as text, or add it as a picture.",
        "{} equations were left out. Write them as text, or add them as pictures.",
    )
    OBJECT = (
        "An embedded object was left out, such as a sheet of Excel.",
        "{} embedded objects were left out, such as sheets of Excel.",
    )
    LINKED_PICTURE = (
        "A picture is only linked in the document, and was not fetched. Its row waits for the file.",
        "{} pictures are only linked in the document, and were not fetched. Their rows wait for the files.",
    )
    MISSING_PICTURE = (
        "A picture is missing in the document, damaged, or too large. Its row waits for the file.",
        "{} pictures are missing in the document, damaged, or too large. Their rows wait for the files.",
    )
    CROPPED_PICTURE = (
        "A picture was cropped in Word, and came in whole. Look at its edges before you publish.",
        "{} pictures were cropped in Word, and came in whole. Look at their edges before you publish.",
    )
    LINK = (
        "A link was taken out that leads neither to a web address nor to a mailbox or telephone. Its words stayed.",
        "{} links were taken out that lead neither to a web address nor to a mailbox or telephone. Their words stayed.",
    )
    OUTSIDE_FILE = (
        "Another file that the document refers to, such as a template, was not opened.",
        "{} other files that the document refers to, such as a template, were not opened.",
    )
    COMMENT = ("A comment was left out.", "{} comments were left out.")
    CHANGE = ("A tracked change was taken as accepted.", "{} tracked changes were taken as accepted.")
    HIDDEN = ("A piece of hidden text was left out.", "{} pieces of hidden text were left out.")
    NUMBER = (
        "The number that Word put before a heading was left out.",
        "The numbers that Word put before {} headings were left out.",
    )
    STRUCK = (
        "Some words are struck through in Word, and stand here without the stroke. Take out what is not meant.",
        "In {} places words are struck through in Word, and stand here without the stroke. Take out what is not meant.",
    )
    SYMBOL = (
        "A sign of a symbol font has no letter of its own, and was left out.",
        "{} signs of symbol fonts have no letters of their own, and were left out.",
    )
    CONTENTS = ("The table of contents was left out.", "The table of contents was left out.")
    EDGE = ("The head or foot of the pages was left out.", "The heads and feet of the pages were left out.")
    MACRO = ("The macros were left out.", "The macros were left out.")


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
            one if count == 1 else many.format(count)
            for (one, many), count in ((loss.value, self._found[loss]) for loss in Loss)
            if count
        )
