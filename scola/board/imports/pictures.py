"""Whether the bytes of a picture are a picture: nothing is believed of its name."""

from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from scola.board.imports.found import Picture
from scola.board.imports.refusal import BoardRefused
from scola.board.imports.xml import local, parse

MOST_PIXELS = 60_000_000
RASTER = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
UNREADABLE = _("son format n’est pas lu, ou elle est abîmée")
TOO_MANY_PIXELS = _("elle est trop grande")


def fault_of(picture: Picture) -> str | Promise | None:
    """Why a picture cannot be taken; None when it can."""
    try:
        content = picture.read()
        if content.lstrip()[:1] == b"<":
            return None if local(parse(content)) == "svg" else UNREADABLE
        with Image.open(BytesIO(content), formats=RASTER) as image:
            if image.width * image.height > MOST_PIXELS:
                return TOO_MANY_PIXELS
            image.verify()
    except Image.DecompressionBombError:
        return TOO_MANY_PIXELS
    except (BoardRefused, UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return UNREADABLE
    return None
