"""What a browser puts into an event when somebody pastes or drops."""

import base64

from playwright.sync_api import Page

_GIVE = """(editor, { kind, data, files }) => {
    editor.focus();
    const transfer = new DataTransfer();
    for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
    }
    const box = editor.lastElementChild.getBoundingClientRect();
    const place = { clientX: box.right - 5, clientY: box.bottom - 2, bubbles: true, cancelable: true };
    editor.dispatchEvent(
        kind === "drop"
            ? new DragEvent("drop", { dataTransfer: transfer, ...place })
            : new ClipboardEvent("paste", { clipboardData: transfer, ...place }),
    );
}"""


def paste(desk: Page, html: str = "", text: str = "", pictures: tuple[bytes, ...] = ()) -> None:
    """Paste into the text what a clipboard holds: HTML, plain text, JPEG files."""
    _give(desk, "paste", html, text, pictures)


def drop(desk: Page, html: str) -> None:
    """Drop HTML at the end of the text."""
    _give(desk, "drop", html, "", ())


def _give(desk: Page, kind: str, html: str, text: str, pictures: tuple[bytes, ...]) -> None:
    data = {"text/html": html, "text/plain": text}
    files = [
        (f"image{number}.jpg", "image/jpeg", base64.b64encode(content).decode())
        for number, content in enumerate(pictures, 1)
    ]
    given = {"kind": kind, "data": {name: value for name, value in data.items() if value}, "files": files}
    desk.locator("#body-editor").evaluate(_GIVE, given)
