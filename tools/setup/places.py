"""Where set-up reads and writes."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SCOLA = VENV / "bin" / "scola"
MODULES = ROOT / "node_modules"
BUILD = ROOT / "scola" / "kernel" / "ui" / "static" / "build"
LOCALE = ROOT / "scola" / "locale"
REQUIREMENTS = ROOT / "requirements"
