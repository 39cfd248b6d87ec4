"""How inks look on black paper: the same as scola/board/client/geometry/colours.ts."""

INKS = ("#12272e", "#0e5c86", "#c8540a", "#2f7d3b", "#b3243f", "#6d4aa8")
CHALKS = ("#f4f1e6", "#7cc4ea", "#ff9e5a", "#86cf8f", "#ff8fa0", "#c3a5f0")
_CHALK_OF = dict(zip(INKS, CHALKS, strict=True))


def ink_on(background: str, colour: str) -> str:
    """Dark inks would vanish on black paper: they become chalk there."""
    return _CHALK_OF.get(colour.lower(), colour) if background == "black" else colour
