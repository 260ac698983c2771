"""What every page must be: valid HTML with a title and a language, no ids twice, every form with its token."""

from collections import Counter
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

NAMESPACE = "{http://www.w3.org/1999/xhtml}"


# The client checks each page that a test then looks at.
@lru_cache(maxsize=8)
def parse(page: str) -> Element:
    """Parse a page, to be read and not changed; anything that the HTML standard calls a parse error fails."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(page)
    return document


def check(page: str) -> Element:
    """Parse a page and check what holds for all of them."""
    document = parse(page)
    assert document.get("lang"), "the page does not say its language"
    assert (document.findtext("head/title") or "").strip(), "the page has no title"
    twice = [name for name, count in Counter(e.get("id") for e in document.iter() if e.get("id")).items() if count > 1]
    assert not twice, f"ids used twice: {twice}"
    ids = {element.get("id") for element in document.iter()}
    for element in document.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                assert name in ids, f"{element.tag} points at #{name}, which is not there"
        if element.tag == "img":
            assert element.get("alt") is not None, f"no alternative text: {element.attrib}"
            assert element.get("width"), f"no size: {element.attrib}"
        if element.tag == "form" and (element.get("method") or "get").lower() == "post":
            tokens = [field for field in element.iter("input") if field.get("name") == "csrf_token"]
            assert tokens, f"a form without a CSRF token: {element.attrib}"
            assert tokens[0].get("value"), "an empty CSRF token"
        assert not any(name.startswith("on") for name in element.attrib), f"inline script: {element.attrib}"
        assert "style" not in element.attrib, f"inline style, which the policy forbids: {element.attrib}"
    assert len(list(document.iter("h1"))) == 1, "a page has one h1"
    return document


def text_of(element: Element) -> str:
    """Return the element's words, with white space folded."""
    return " ".join("".join(element.itertext()).split())


def values(form: Element) -> dict[str, str]:
    """Return what a browser would send of a form as it stands."""
    found: dict[str, str] = {}
    for field in form.iter():
        name = field.get("name")
        is_ticked = field.get("type") not in ("checkbox", "radio") or field.get("checked") is not None
        if not name or field.get("type") in ("file", "submit", "button"):
            continue
        if field.tag == "input" and is_ticked:
            found[name] = field.get("value", "on" if field.get("type") == "checkbox" else "")
        elif field.tag == "textarea":
            found[name] = field.text or ""
        elif field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            found[name] = (chosen or list(field.iter("option")))[0].get("value", "")
    return found
