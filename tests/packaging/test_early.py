"""What is loaded before the first paint: the program tells it, and Python reads the byte code as it is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import early
import steps

ROOT = Path(__file__).resolve().parent.parent.parent


def run(code: str, folder: Path) -> str:
    command = [sys.executable, "-B", "-I", "-c", f"import sys; sys.path[:0] = [{str(folder)!r}]; {code}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


def test_the_program_tells_what_it_loads_early() -> None:
    told = early.modules(ROOT)
    assert {"tallyfy_inspector.front", "tallyfy_inspector.ui.theme", "inspect", "typing"} <= told
    assert {"tallyfy_inspector", "tallyfy_inspector.ui", "json"} & told == set(), (
        "packages stay where they are"
    )
    assert {"tallyfy_inspector.app", "asyncio", "struct", "encodings.utf_8", "importlib.util"} & told == set()


def test_early_modules_leave_the_archive_and_can_be_loaded_without_their_source(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("early_one", "late_one"):
        (source / f"{name}.py").write_text(f"NAME = {name!r}\n", encoding="utf-8")
    pure = [(name, str(source / f"{name}.py"), "PYMODULE") for name in ("early_one", "late_one")]
    pure += [("a.deep.early", str(source / "early_one.py"), "PYMODULE")]
    work = tmp_path / "work"
    stay, ready = early.taken_out(pure, frozenset({"early_one", "a.deep.early", "not_bundled"}), work)
    assert [entry[0] for entry in stay] == ["late_one"]
    assert {(name, kind) for name, _file, kind in ready} == {
        (f"{each}.pyc", "DATA") for each in ("a/deep/early", "early_one")
    }
    assert all(Path(file) == work / name for name, file, _kind in ready)
    (source / "early_one.py").unlink()
    assert run("import early_one; print(early_one.NAME, early_one.__file__)", work).startswith("early_one ")


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "other"):
        source = tmp_path / folder / "module.py"
        source.parent.mkdir()
        source.write_text("def f():\n    return 1\n", encoding="utf-8")
        pure = [("module", str(source), "PYMODULE")]
        _stay, ready = early.taken_out(pure, frozenset({"module"}), tmp_path / folder / "work")
        made.append(Path(ready[0][1]).read_bytes())
    assert made[0] == made[1]


def test_what_cannot_be_compiled_stops_the_build(tmp_path: Path) -> None:
    source = tmp_path / "broken.py"
    source.write_text("def\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"broken\.py"):
        early.taken_out([("broken", str(source), "PYMODULE")], frozenset({"broken"}), tmp_path / "work")


def test_pysides_own_modules_are_found_beside_it_in_place_of_those_it_compiles(tmp_path: Path) -> None:
    ready = early.support(tmp_path)
    names = [name for name, _file, _kind in ready]
    assert f"{early.SUPPORT}/shibokensupport/signature/loader.pyc" in names
    assert all(name.startswith(f"{early.SUPPORT}/shibokensupport/") for name in names)
    bundle = tmp_path / "bundle"
    spec = find_spec("shiboken6")
    assert spec is not None
    installed = Path(next(iter(spec.submodule_search_locations or ())))
    assert not (installed / "files.dir").exists(), "the environment stays as it is"
    shutil.copytree(installed, bundle / "shiboken6")
    for name, made, _kind in ready:
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
        (bundle / name).write_bytes(Path(made).read_bytes())
    said = run(
        "import shiboken6.Shiboken, shibokensupport.signature.loader as it; print(it.__file__)", bundle
    )
    assert said == str(bundle / early.SUPPORT / "shibokensupport" / "signature" / "loader.pyc")


def test_a_pyside_that_keeps_its_modules_to_itself_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "run", lambda *_command, **_options: "")
    with pytest.raises(steps.Failure, match="SBK_EMBED"):
        early.support(tmp_path)
    monkeypatch.setattr(early, "find_spec", lambda _name: None)
    with pytest.raises(steps.Failure, match="not installed"):
        early.support(tmp_path)
