"""The QR code in the foot."""

from functools import lru_cache

import segno


@lru_cache(maxsize=32)
def svg(target: str) -> str:
    """Return a QR code (ISO/IEC 18004) for `target` as an inline SVG, black on white with its quiet zone.

    Raises `segno.DataOverflowError` for a target longer than a code can hold (2,331 bytes at error level M).
    """
    code = segno.make_qr(target, error="m")
    return str(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
