"""Made-up text that reads, and is compressed, about as an announcement is."""

import random

# Makes a page of about 10 KB with what stands around the body.
BODY_LENGTH = 7_000
TEXT = (
    "the company has opened a second plant near harbour station where forty engineers will build sensors for railways "
    "and bridges from spring onwards our customers asked for shorter delivery said its director who joined in march "
    "production begins with three lines while training of new colleagues continues at both sites under one agreement "
    "with local schools visitors are welcome on every first saturday between nine and four when guides explain how "
    "each part is measured tested packed before leaving by train further investment depends on demand next year"
)


def body(number: int, length: int = BODY_LENGTH) -> str:
    """Return paragraphs with about so many characters together, for the same `number` the same at each run."""
    chosen = random.Random(number)
    words = TEXT.split()
    paragraphs: list[str] = []
    left = length
    while left > 0:
        sentences = (" ".join(chosen.choices(words, k=chosen.randint(8, 18))).capitalize() for _ in range(4))
        paragraphs.append(f"<p>{'. '.join(sentences)[: max(left - 8, 1)]}.</p>")
        left -= len(paragraphs[-1])
    return "".join(paragraphs)
