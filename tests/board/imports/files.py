"""Boards of other software, written from the descriptions of their formats."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from PIL import Image

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "boards"
needs_real_files = pytest.mark.skipif(
    not REAL.is_dir(), reason=f"the real boards are not beside this checkout ({REAL})"
)

UBZ_TEXT = (
    '<foreignObject ub:type="text" transform="matrix(1, 0, 0, 1, -600, -400)" ub:z-value="-5" '
    'width="200" height="80"{more}>{text}</foreignObject>'
)
QT = (
    "<!DOCTYPE HTML><html><head><style>p {{ margin:0 }}</style></head><body>"
    '<p style="margin:0"><span style="font-size:{size}pt; color:#0e5c86; font-weight:700;">Bonghjornu</span></p>'
    "\n<p>a tutti</p></body></html>"
)


def png(width=4, height=3) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#c8540a").save(out, "PNG")
    return out.getvalue()


def packed(members: dict[str, bytes | str], *, compression=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def ubz_page(*things: str, attributes="", namespace="http://uniboard.mnemis.com/document") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:ub="{namespace}" xmlns:xhtml="http://www.w3.org/1999/xhtml" '
        f'viewBox="-690 -530 1380 1060" {attributes}><rect fill="white" x="-690" y="-530" width="1380" height="1060"/>'
        + "".join(things)
        + "</svg>"
    )


def ubz(*pages: str, title="Le golfe", size="1280x960", first=0, **members) -> bytes:
    rdf = (
        '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:ub="http://uniboard.mnemis.com/document"><Description about="x">'
        f"<dc:title>{title}</dc:title><ub:version>4.8.0</ub:version><ub:size>{size}</ub:size></Description></RDF>"
    )
    named = {f"page{first + n:03}.svg": page for n, page in enumerate(pages)}
    return packed({"metadata.rdf": rdf, **named, **members.get("files", {})})


def iwb(content: str, extension="", **files) -> bytes:
    whole = (
        '<iwb version="1.0" xmlns="http://www.imsglobal.org/xsd/iwb_v1p0" xmlns:svg="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><meta name="title" content="U mare"/>'
        f'<svg:svg width="1600" height="900" viewbox="0 0 1600 900"><svg:pageset>{content}</svg:pageset></svg:svg>'
        f"{extension}</iwb>"
    )
    return packed({"content.xml": whole, **files.get("files", {})})


def scene(*elements: dict, **more) -> bytes:
    filled = [
        {"x": 0, "y": 0, "width": 100, "height": 50, "angle": 0, "strokeColor": "#1e1e1e", **one}
        for one in elements
    ]
    return json.dumps(
        {"type": "excalidraw", "version": 2, "elements": filled, "appState": {}, **more}
    ).encode()
