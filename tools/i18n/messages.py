"""`make messages`: reads every sentence of the interface and brings the .po files up to date.

French is the source: a sentence is its own key. No system gettext is needed.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "scola" / "locale"
LANGUAGES = {"co": "nplurals=2; plural=(n > 1);"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sentences() -> Catalog:
    """Every sentence of the Python files and templates, with where it stands."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    found = Catalog(project="Scola", charset="utf-8")
    for path in sorted((ROOT / "scola").rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "node_modules" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        place = str(path.relative_to(ROOT))
        if path.suffix != ".py":
            # Read as Python, to which the indentation of HTML means something.
            lines = templatize(text, origin=place).splitlines()
            text = "\n".join(line.lstrip() for line in lines)
        elif "migrations" in path.parts:
            continue
        for line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS
        ):
            del line
            found.add(message, locations=[(place, 0)], context=context)
    return found


def bring_up_to_date() -> int:
    template = sentences()
    missing = 0
    for language, plural in LANGUAGES.items():
        file = LOCALE / language / "LC_MESSAGES" / "django.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        known = read_po(file.open("rb"), locale=None) if file.exists() else Catalog()
        fresh = Catalog(project="Scola", charset="utf-8", fuzzy=False, revision_date=EPOCH)
        fresh.mime_headers  # noqa: B018 - fills the defaults before they are replaced
        for message in template:
            if not message.id:
                continue
            old = known.get(message.id, message.context)
            string = old.string if old and not old.fuzzy else ""
            if isinstance(message.id, tuple) and not isinstance(string, tuple):
                string = ("", "")
            fresh.add(message.id, string, message.locations, context=message.context)
            missing += not (all(string) if isinstance(string, tuple) else string)
        write(fresh, file, language, plural)
    return missing


EPOCH = datetime(2026, 9, 1, tzinfo=UTC)


def write(catalog: Catalog, file: Path, language: str, plural: str) -> None:
    out = io.BytesIO()
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, no_location=False)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith("#,")]
    file.write_text(header + "\n".join(lines).replace(":0", "").strip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    left = bring_up_to_date()
    print(f"{left} sentences still to translate" if left else "Every sentence is translated.")
    sys.exit(0)
