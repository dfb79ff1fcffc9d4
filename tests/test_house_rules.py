"""House rules that a machine can keep: how files are named, sized and documented, and what none may hold.

Project-wide: it mirrors no source. A rule about the text of one file is a function in support/house.py.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.support import house

ROOT = Path(__file__).resolve().parent.parent
PACKAGE, TESTS, PACKAGING, BENCHMARKS = (
    ROOT / name for name in ("tallyfy_inspector", "tests", "packaging", "benchmarks")
)
LONGEST = 350

PROJECT_WIDE_TESTS = {
    "test_house_rules": "these rules",
    "test_pins": "why versions of Python and Qt are held back",
    "test_architecture": "which room may be loaded without which library",
    "test_canaries": "secrets are searched for in every byte the whole program wrote",
    "test_start": "starts and closes the whole program",
    "test_texts_everywhere": "every widget under the pseudo-locale",
    "test_pseudo_locale": "the same for the whole window in each of its states",
    "test_names": "every control of every window",
    "test_faults": "networks that misbehave, through client, classifier and window",
    "test_docs": "what the documents name is there",
    "test_security": "every promise of docs/SECURITY.md names a test that is there",
    "test_outgoing": "with whom the whole program speaks",
    "test_hostile": "what a hostile server sends, in the whole window",
    "test_screen_reader": "the running program, from outside, over the accessibility bus",
    "test_habits": "what newcomers did across bar, messages and session",
    "test_conftest": "what holds for every test",
}
SOURCES_WITHOUT_TEST = {
    "tallyfy_inspector/ui/parts.py": "shapes alone; mypy holds what app hands over against it",
    "tallyfy_inspector/ports_help.py": "shapes alone; mypy holds every class that meets one against it",
}

REQUIREMENTS = {
    *(
        "pyside6-essentials",
        "httpx",
        "keyring",
        "msgspec",
        "python-jsonpath",
        "qasync",
        "truststore",
        "tzdata",
    )
}

# Put together here so that this file does not hold them.
REGISTRY_HOSTS = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))
)
INDEX_OPTIONS = tuple("--" + name for name in ("index" + "-url", "extra-index" + "-url", "find" + "-links"))
MACHINE_PATH = re.compile(r"(?<![\w.~}/-])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me")) + r")/\w")
OUTSIDE = "../" + "shared"

Rule = Callable[[ast.Module], Iterator[house.Offence]]
COMMANDS = ("__main__.py", "demo/__main__.py", "selftest.py")


def sources(folder: Path, *without: str) -> Iterator[Path]:
    """Each Python file under `folder` but for those named by their path in it."""
    for file in sorted(folder.rglob("*.py")):
        if file.relative_to(folder).as_posix() not in without:
            yield file


def all_but_tests() -> Iterator[Path]:
    """Each Python file of the project; what a test file is for is said by the source that it mirrors."""
    for folder in (PACKAGE, TESTS, PACKAGING, BENCHMARKS):
        yield from (file for file in sources(folder) if not file.name.startswith("test_"))


def ui_but_plain() -> Iterator[Path]:
    """What is on the screen, without the one file that may touch rich text."""
    return sources(PACKAGE / "ui", "plain.py")


def all_but_theme() -> Iterator[Path]:
    """The package without the one file that may name colours."""
    return sources(PACKAGE, "ui/theme.py")


def all_but_commands() -> Iterator[Path]:
    """The package without what speaks to a terminal."""
    return sources(PACKAGE, *COMMANDS)


def package() -> Iterator[Path]:
    """The whole package."""
    return sources(PACKAGE)


# The rule, where it holds, a snippet that breaks it, one that keeps it.
RULES: tuple[tuple[Rule, Callable[[], Iterable[Path]], str, str], ...] = (
    (house.no_module_docstring, all_but_tests, "x = 1", '"""For x."""\nx = 1'),
    (house.no_public_docstring, package, "async def f(): g()", 'def _f(): g()\nclass A:\n    """It."""'),
    (house.rich_text, ui_but_plain, "QLabel(text)", "plain.label(text)"),
    (house.rich_text, ui_but_plain, "QtWidgets.QMessageBox.warning(w, t, s)", "box(w, t, s)"),
    (house.rich_text, ui_but_plain, "b.setToolTip(t)", "plain.set_tooltip(b, t)"),
    (
        house.rich_text,
        ui_but_plain,
        "class L(QLabel): pass",
        "class L(QLabel):\n  def f(s): s.setTextFormat(P)",
    ),
    (
        house.raw_tooltip,
        ui_but_plain,
        "if role == Qt.ToolTipRole: f(t)",
        "if role == Qt.ToolTipRole: tooltip(t)",
    ),
    (house.global_style_sheet, package, "app.setStyleSheet(s)", "self.setStyleSheet(s)"),
    (house.global_style_sheet, package, "QApplication.instance().setStyleSheet(s)", "app.setStyle(s)"),
    (house.colour_literal, all_but_theme, "x = '#1a7f37'", "x = '#1'"),
    (house.colour_literal, all_but_theme, "x = 'color: #fff000;'", "x = 'see #12 and #abc'"),
    (house.colour_literal, all_but_theme, "QColor(1, 2, 3)", "QColor(colour)"),
    (house.colour_literal, all_but_theme, "Qt.GlobalColor.red", "Qt.AlignmentFlag.AlignTop"),
    (house.printing, all_but_commands, "print(1)", "self.print(1)"),
    (house.untranslatable, package, "_(f'{n} rows')", "_('{n} rows').format(n=n)"),
    (house.untranslatable, package, "_('{n} rows'.format(n=n))", "_(names.get(key, key))"),
    (house.untranslatable, package, "ngettext('a', 'b' + c, n)", "_(row.title)"),
)


def short(file: Path) -> str:
    """`file` by its path in the checkout."""
    return file.relative_to(ROOT).as_posix()


def nothing_in(found: Iterable[str]) -> None:
    """Fail with every line of `found`, one below the other."""
    lines = list(found)
    assert not lines, "\n".join(lines)


def offences(rule: Rule, files: Iterable[Path]) -> list[str]:
    """A line for each offence against `rule` in `files`."""
    found = []
    for file in files:
        tree = ast.parse(file.read_bytes(), str(file))
        found += [f"{short(file)}:{line}: {what}" for line, what in rule(tree)]
    return found


@pytest.mark.parametrize(("rule", "files"), dict.fromkeys((rule, files) for rule, files, _, _ in RULES))
def test_every_source_keeps_the_rule(rule: Rule, files: Callable[[], Iterable[Path]]) -> None:
    assert list(files()), "the rule looks at no file"
    nothing_in(offences(rule, files()))


@pytest.mark.parametrize(("rule", "bad", "good"), [(rule, bad, good) for rule, _, bad, good in RULES])
def test_the_rule_sees_what_it_forbids_and_nothing_else(rule: Rule, bad: str, good: str) -> None:
    assert list(rule(ast.parse(bad)))
    assert not list(rule(ast.parse(good)))


def test_no_file_is_too_long() -> None:
    written = [file for folder in (PACKAGE, TESTS, PACKAGING, BENCHMARKS) for file in folder.rglob("*")]
    code = [file for file in written if file.suffix in (".py", ".sh", ".spec", ".iss")]
    lengths = {short(file): len(file.read_bytes().splitlines()) for file in code}
    nothing_in(f"{name} has {length} lines" for name, length in lengths.items() if length > LONGEST)


def mirror_of(source: Path) -> Path:
    """Where a source's tests stand: api/client.py, tests/api/test_client.py; __main__.py, test_main.py."""
    return TESTS / source.relative_to(PACKAGE).with_name(f"test_{source.stem.strip('_')}.py")


def has_a_source(test: Path) -> bool:
    """Whether `test` mirrors a file of the package, a room's `__init__`, a script or a helper."""
    folder, name = test.parent.relative_to(TESTS), test.stem.removeprefix("test_")
    names = (f"{name}.py", f"__{name}__.py", *(("__init__.py",) if name == folder.name else ()))
    places = [PACKAGE / folder]
    if folder.parts[:1] in (("packaging",), ("benchmarks",)):
        places = [ROOT / folder]
    elif folder.parts[:1] == ("support",):
        places = [TESTS / folder]
    return any((place / candidate).exists() for place in places for candidate in names)


def test_every_source_has_its_tests() -> None:
    known = [file for file in sources(PACKAGE) if file.name != "__init__.py"]
    asked = [file for file in known if short(file) not in SOURCES_WITHOUT_TEST]
    nothing_in(
        f"{short(file)} has no {short(mirror_of(file))}" for file in asked if not mirror_of(file).exists()
    )


def test_every_test_has_its_source() -> None:
    tests = sorted(TESTS.rglob("test_*.py"))
    wide = [file for file in tests if file.parent == TESTS and file.stem in PROJECT_WIDE_TESTS]
    nothing_in(str(file.relative_to(ROOT)) for file in tests if file not in wide and not has_a_source(file))


def test_every_benchmark_has_its_tests() -> None:
    mirrors = {file: TESTS / "benchmarks" / f"test_{file.stem.strip('_')}.py" for file in sources(BENCHMARKS)}
    del mirrors[BENCHMARKS / "__init__.py"]
    nothing_in(f"{short(file)} has no {short(test)}" for file, test in mirrors.items() if not test.exists())


def test_what_is_excused_still_exists() -> None:
    nothing_in(name for name in SOURCES_WITHOUT_TEST if not (ROOT / name).exists())


def test_folders_that_must_or_must_not_be_packages() -> None:
    # A regular package named "packaging" would hide the library of that name from pip and pytest.
    assert not (PACKAGING / "__init__.py").exists()
    # Without one, two test files of the same name clash.
    folders = {file.parent for file in TESTS.rglob("*.py")}
    nothing_in(str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists())


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """Path and text of each file that is, or is about to be, part of the project."""
    command = [
        "git",
        "-c",
        f"safe.directory={ROOT}",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    files = [(name, ROOT / name) for name in listed if name and (ROOT / name).is_file()]
    raw = [(name, path.read_bytes()) for name, path in files]
    return {name: content.decode() for name, content in raw if b"\0" not in content and is_utf8(content)}


def is_utf8(content: bytes) -> bool:
    """Whether `content` is text at all; a picture is not."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def lines_with(files: dict[str, str], forbidden: Callable[[str], object]) -> Iterator[str]:
    """File and number of each line that is forbidden."""
    numbered = (
        (name, n, line) for name, text in files.items() for n, line in enumerate(text.splitlines(), 1)
    )
    return (f"{name}:{n}" for name, n, line in numbered if forbidden(line))


def test_no_registry_is_named(tracked: dict[str, str]) -> None:
    assert "requirements.lock" in tracked
    # `make lock` says to leave the addresses out; that is the one place where the words may stand.
    allowed = "--no-emit-" + "index-url"
    nothing_in(lines_with(tracked, lambda line: any(host in line for host in REGISTRY_HOSTS)))
    nothing_in(lines_with(tracked, lambda line: any(o in line.replace(allowed, "") for o in INDEX_OPTIONS)))


def test_no_path_of_one_machine(tracked: dict[str, str]) -> None:
    nothing_in(lines_with(tracked, MACHINE_PATH.search))


@pytest.mark.parametrize("folder", ["wo" + "rk", "ro" + "ot", "ho" + "me"])
def test_the_pattern_for_paths_knows_one(folder: str) -> None:
    assert MACHINE_PATH.search(f'open("/{folder}/x")')
    assert MACHINE_PATH.search(f"/{folder}/x")
    assert not MACHINE_PATH.search(f"https://tallyfy.example/{folder}/x")
    assert not MACHINE_PATH.search(f"~/{folder}/x and {{base}}/{folder}/x")


def test_nothing_is_left_for_later(tracked: dict[str, str]) -> None:
    written = {name: text for name, text in tracked.items() if name.endswith((".py", ".sh"))}
    nothing_in(lines_with(written, re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b").search))


def test_nothing_reaches_outside_the_checkout(tracked: dict[str, str]) -> None:
    nothing_in(lines_with(tracked, lambda line: OUTSIDE in line))


def test_the_requirements_are_these_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [
        re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower() for requirement in project["dependencies"]
    ]
    assert sorted(names) == sorted(REQUIREMENTS)
    assert "optional-dependencies" not in project
    tzdata = next(line for line in project["dependencies"] if line.startswith("tzdata"))
    assert tzdata.endswith("sys_platform == 'win32'")


def test_what_the_program_runs_with_is_pinned_alike_in_both_locks() -> None:
    lean, whole = (pins(ROOT / name) for name in ("requirements-run.lock", "requirements.lock"))
    assert set(lean) >= REQUIREMENTS
    nothing_in(f"{name} is pinned otherwise" for name, pin in lean.items() if whole.get(name) != pin)
    assert not {"pytest", "hatchling", "click", "rich"} & set(lean)


def pins(lock: Path) -> dict[str, tuple[str, str]]:
    """Version and hashes of each requirement of a lock file; on which systems it is needed may differ."""
    entries = re.findall(
        r"^([\w-]+)==([\w.]+)([^\n]*\n(?:    --hash[^\n]*\n?)+)", lock.read_text("utf-8"), re.MULTILINE
    )
    return {name: (version, rest.partition("\n")[2]) for name, version, rest in entries}
