"""The house rules that can be read off a source file: each rule is a function from a syntax tree to offences.

To add one: a function `(tree) -> Iterator[Offence]`, and its row in RULES in tests/test_house_rules.py with a
snippet that breaks it and one that keeps it. Knows nothing of where files stand.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

Offence = tuple[int, str]
"""The line and what is wrong there."""

# Naming one of these is an offence; QLabel and QTextDocument may be named (as a type, for FindFlag).
RICH_TEXT_NAMES = frozenset(
    {"QMessageBox", "QErrorMessage", "QTextBrowser", "QToolTip", "QWhatsThis", "QSplashScreen"}
)
RICH_TEXT_CALLS = frozenset(
    {"QLabel", "QTextDocument", "setToolTip", "setStatusTip", "setWhatsThis"}
    | {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
)
HEX_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\Z", re.IGNORECASE)
HEX_COLOUR_WITHIN = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{8})\b", re.IGNORECASE)


def called_name(node: ast.AST) -> str:
    """The last name of what `node` calls: `f` of `a.f(…)`, or "" when it is no call of a name."""
    if not isinstance(node, ast.Call):
        return ""
    return last_name(node.func)


def last_name(node: ast.AST) -> str:
    """`b` of `a.b` and of `b`; "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def no_module_docstring(tree: ast.Module) -> Iterator[Offence]:
    """A file with code says first what it is for."""
    if tree.body and not ast.get_docstring(tree):
        yield 1, "the module has no docstring"


def no_public_docstring(tree: ast.Module) -> Iterator[Offence]:
    """So does each public class and function of a module (methods are not asked)."""
    for node in tree.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or hidden(node.name):
            continue
        if not ast.get_docstring(node):
            yield node.lineno, f"{node.name} has no docstring"


def hidden(name: str) -> bool:
    """Whether `name` is not for other modules. `_` itself is the public name of the translation."""
    return name.startswith("_") and name != "_"


def rich_text(tree: ast.Module) -> Iterator[Offence]:
    """Server text is plain text: what guesses or shows rich text is reached through ui/plain.py alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in RICH_TEXT_CALLS:
            yield node.lineno, f"{called_name(node)}(…) guesses or shows rich text: use ui/plain.py"
        elif isinstance(node, (ast.Name, ast.Attribute)) and last_name(node) in RICH_TEXT_NAMES:
            yield node.lineno, f"{last_name(node)} shows rich text: use ui/plain.py"
        elif isinstance(node, ast.ClassDef) and derives_unsettled(node):
            yield node.lineno, f"{node.name} guesses or shows rich text: it sets no text format"


def raw_tooltip(tree: ast.Module) -> Iterator[Offence]:
    """A model's tooltip goes through plain.tooltip: Qt guesses rich text there as it does in a label."""
    asked = [
        node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "ToolTipRole"
    ]
    if asked and not any(called_name(node) == "tooltip" for node in ast.walk(tree)):
        yield asked[0].lineno, "a tooltip that plain.tooltip has not seen"


def derives_unsettled(node: ast.ClassDef) -> bool:
    """Whether a class made from QLabel or QTextDocument leaves open that its text is plain."""
    bases = {last_name(base) for base in node.bases}
    settled = any(called_name(inner) == "setTextFormat" for inner in ast.walk(node))
    return "QTextDocument" in bases or ("QLabel" in bases and not settled)


def global_style_sheet(tree: ast.Module) -> Iterator[Offence]:
    """No style sheet for the whole program: it would override the person's palette and fonts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = ast.unparse(node.func.value).lower()
            if node.func.attr == "setStyleSheet" and re.search(r"app\b|application|instance\(\)", receiver):
                yield node.lineno, "a style sheet for the whole program"


def colour_literal(tree: ast.Module) -> Iterator[Offence]:
    """Colours come from the palette and from the role table in ui/theme.py."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if HEX_COLOUR.match(node.value) or HEX_COLOUR_WITHIN.search(node.value):
                yield node.lineno, "a colour: name a role of ui/theme.py"
        elif isinstance(node, ast.Call) and called_name(node) in ("QColor", "qRgb", "qRgba", "fromRgb"):
            if any(isinstance(inner, ast.Constant) for argument in node.args for inner in ast.walk(argument)):
                yield node.lineno, "a colour: name a role of ui/theme.py"
        elif isinstance(node, ast.Attribute) and named_colour(node):
            yield node.lineno, "a colour: name a role of ui/theme.py"


def named_colour(node: ast.Attribute) -> bool:
    """Whether `node` is `Qt.red`, `Qt.GlobalColor.red`, `QColorConstants.Red` and the like."""
    owner = last_name(node.value)
    plain = (
        "red green blue cyan magenta yellow black white gray darkGray lightGray darkRed darkGreen darkBlue"
    )
    return owner in ("GlobalColor", "QColorConstants", "Svg") or (
        owner == "Qt" and node.attr in plain.split()
    )


def printing(tree: ast.Module) -> Iterator[Offence]:
    """Only a command's own file speaks to the terminal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno, "print(…): only a command speaks to the terminal"


def untranslatable(tree: ast.Module) -> Iterator[Offence]:
    """A text is looked up in the catalogue as it stands; it is filled in afterwards."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in ("_", "N_", "ngettext"):
            texts = node.args[:2] if called_name(node) == "ngettext" else node.args[:1]
            if any(isinstance(t, (ast.JoinedStr, ast.BinOp)) or called_name(t) == "format" for t in texts):
                yield node.lineno, "fill in after the translation: _(…).format(…)"
