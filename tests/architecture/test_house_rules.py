"""Rules that once were mistakes: each says what to do instead."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for p in (ROOT / "scola").rglob("*.py") if "migrations" not in p.parts)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "core", "misc"}
TRUSTED_CEILING = 60
DOMAINS = ("directory", "sharing", "lesson", "board")


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = (
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", "")
            )
            if called == name:
                yield node


def test_no_catch_all_names():
    found = [
        p.relative_to(ROOT)
        for p in [*SOURCES, *(ROOT / "scola").rglob("*.ts"), *(ROOT / "client").rglob("*.ts")]
        if p.stem in FORBIDDEN_NAMES or p.parent.name in FORBIDDEN_NAMES
    ]
    assert not found, f"Give these a name from the field: {found}"


def test_files_stay_small():
    long = {
        str(p.relative_to(ROOT)): n
        for p in [
            *SOURCES,
            *(ROOT / "scola").glob("*/client/**/*.ts"),
            *(ROOT / "client").rglob("*.ts"),
        ]
        if (n := len(p.read_text().splitlines())) > 400
    }
    assert not long, f"Split by verb before a file becomes a god: {long}"


def test_trusted_is_rare_and_says_why():
    reasons = []
    for path in SOURCES:
        for call in calls(ast.parse(path.read_text()), "trusted"):
            assert call.args, f"{path}:{call.lineno} trusted() without a reason"
            reasons.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    outside_policy = [r for r in reasons if not r.split(":")[0].endswith("policy.py")]
    assert len(outside_policy) <= TRUSTED_CEILING, (
        f"{len(outside_policy)} trusted() queries: use visible_to(actor)\n"
        + "\n".join(outside_policy)
    )


def test_nobody_goes_round_the_seal():
    # The port of the database speaks to the server of its own affairs, and reads no row.
    port = ROOT / "scola" / "kernel" / "ports" / "database.py"
    assert "SELECT" not in port.read_text().upper()
    for path in SOURCES:
        text = path.read_text()
        for forbidden in ("_base_manager", "objects.raw(", "connection.cursor", "RawSQL"):
            if path == port and forbidden == "connection.cursor":
                continue
            assert forbidden not in text, f"{path}: {forbidden} passes beside the seal"


def test_translated_sentences_are_literals():
    """An f-string inside _() is looked up after formatting and never found."""
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        for name in ("_", "gettext", "gettext_lazy"):
            for call in calls(tree, name):
                if call.args and not isinstance(call.args[0], ast.Constant):
                    pytest.fail(f"{path}:{call.lineno} translate a literal, then fill it")


def test_actions_take_the_actor_first_and_the_rest_by_name():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.FunctionDef):
                continue
            decorated = any(
                isinstance(d, ast.Call) and getattr(d.func, "id", "") == "action"
                for d in node.decorator_list
            )
            if decorated:
                names = [a.arg for a in node.args.args]
                assert names == ["actor"], f"{path}:{node.lineno} {node.name}(actor, *, …)"


def test_migrations_import_no_living_code():
    for path in (ROOT / "scola").rglob("migrations/0*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scola."):
                allowed = {"scola.kernel.ids", "scola.kernel.seal"}
                assert node.module in allowed, (
                    f"{path}: {node.module} will change under the migration"
                )


def test_the_repository_names_no_outside_address_to_load():
    pattern = re.compile(r'(?:src|href)="https?://(?!127\.0\.0\.1|localhost)')
    for path in (ROOT / "scola").rglob("*.html"):
        assert not pattern.search(path.read_text()), f"{path} loads from outside"
