"""Brings pixels of every kind to eight bits of red, green and blue in sRGB (IEC 61966-2-1)."""

from io import BytesIO

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")


def to_resizable(image: Image.Image) -> Image.Image:
    """Return the picture in a mode whose pixels can be averaged, transparency as a channel only where it is used."""
    if image.mode.startswith("I;16"):
        # Pillow would clip 16 bits to 8 and not scale them.
        image = image.convert("I").point(lambda shade: shade / 257 + 0.5).convert("L")
        image.info.pop("transparency", None)
    if image.mode in ("La", "RGBa"):
        image = image.convert({"La": "LA", "RGBa": "RGBA"}[image.mode])
    if image.has_transparency_data:
        # A copy of a large picture would cost half a gigabyte.
        image = image if image.mode == "RGBA" else image.convert("RGBA")
        return image if image.getchannel("A").getextrema() != (255, 255) else image.convert("RGB")
    return image.convert("RGB") if image.mode in ("1", "P", "YCbCr", "LAB", "RGBX") else image


def to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Convert a picture of the mode L, RGB, RGBA or CMYK from its ICC profile to sRGB, as RGB or RGBA.

    `profile` is whatever the file holds in the profile's place: one that is missing, broken or made for another kind of
    pixels is ignored.
    """
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if isinstance(profile, bytes):
        try:
            converted = ImageCms.profileToProfile(image, BytesIO(profile), _SRGB, outputMode=mode)
        except ImageCms.PyCMSError:
            converted = None
        if converted is not None:
            return converted
    return image.convert(mode)
