"""The browser's part: Node packages from the lock, then one bundle per island; and the texts."""

from tools.setup.places import BUILD, LOCALE, MODULES, PYTHON, ROOT, VENV
from tools.setup.progress import run
from tools.setup.stamps import Stamp, digest

QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def install() -> None:
    stamp = _packages_stamp()
    if not stamp.fresh():
        run(["npm", "ci", *QUIET])
        stamp.set()


def build() -> None:
    stamp = _build_stamp()
    if stamp.fresh() and (BUILD / "manifest.json").exists():
        return
    # Never npx: with the tool missing it would fetch an unrelated package of that name.
    run([MODULES / ".bin" / "vite", "build", "--logLevel", "warn"])
    stamp.set()


def built() -> bool:
    return _build_stamp().fresh() and (BUILD / "manifest.json").exists()


def compile_texts() -> None:
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    stamp = Stamp(VENV / "scola-texts.stamp", digest(sources))
    if not sources or (stamp.fresh() and all(s.with_suffix(".mo").exists() for s in sources)):
        return
    for source in sources:
        target = source.with_suffix(".mo")
        run([PYTHON, "-m", "babel.messages.frontend", "compile", "-i", source, "-o", target,
             "-l", source.parts[-3]])  # fmt: skip
    stamp.set()


def _packages_stamp() -> Stamp:
    named = [ROOT / "package.json", ROOT / "package-lock.json"]
    return Stamp(MODULES / ".scola-stamp", digest(named))


def _build_stamp() -> Stamp:
    # Styles and templates may name islands, only TypeScript and the locks make them.
    sources = [ROOT / "vite.config.ts", ROOT / "tsconfig.json", ROOT / "package-lock.json"]
    sources += [ROOT / "client", *ROOT.glob("scola/*/client")]
    return Stamp(VENV / "scola-client.stamp", digest(sources))
