"""What macOS gets, as far as another system can tell: the entitlements, the signing, the image."""

from __future__ import annotations

import base64
import os
import plistlib
import shutil
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

import bundle
import release
import version
from macos import make_dmg
from steps import Failure

HERE = make_dmg.ROOT / "packaging" / "macos"
SIGN = HERE / "sign.sh"
SECRET = "the certificate's password"
SIGNING = {
    "MACOS_CERTIFICATE": base64.b64encode(b"certificate").decode(),
    "MACOS_CERTIFICATE_PASSWORD": SECRET,
    "MACOS_IDENTITY": "Developer ID Application: Somebody (TEAM)",
    "NOTARY_KEY": base64.b64encode(b"key").decode(),
    "NOTARY_KEY_ID": "KEYID",
    "NOTARY_ISSUER": "issuer",
}
# Tools of macOS that are played: each writes down how it was called.
TOOLS = ("security", "codesign", "xcrun", "ditto", "spctl")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with a finished program whose console twin proves itself."""
    inside = tmp_path / "dist" / f"{bundle.TITLE}.app" / "Contents"
    for name in ("MacOS", "Frameworks", "Resources"):
        (inside / name).mkdir(parents=True)
    for name in (bundle.NAME, f"{bundle.NAME}-console"):
        (inside / "MacOS" / name).write_text('#!/bin/sh\ntest "$1" = --selftest\n', encoding="utf-8")
        (inside / "MacOS" / name).chmod(0o755)
    (inside / "Frameworks" / "lib one.dylib").write_text("Mach-O", encoding="utf-8")
    (inside / "Frameworks" / "lib.dylib").symlink_to("lib one.dylib")
    (inside / "Resources" / "words.txt").write_text("text", encoding="utf-8")
    return tmp_path


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with the played tools, and `file`, which tells what is in a file by its first line."""
    folder = tmp_path / "tools"
    folder.mkdir()
    log = tmp_path / "called"
    log.touch()
    for name in TOOLS:
        more = 'test "$*" = "list-keychains -d user" && echo \'    "/keys/my login.keychain-db"\'\n'
        more = more if name == "security" else ""
        script = f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >>"{log}"\n{more}exit 0\n'
        (folder / name).write_text(script, encoding="utf-8")
    (folder / "file").write_text('#!/bin/sh\nhead -1 "$2"\n', encoding="utf-8")
    for tool in folder.iterdir():
        tool.chmod(0o755)
    return folder


def sign(root: Path, tools: Path, signing: dict[str, str]) -> tuple[int, str, list[str]]:
    """What sign.sh ends with, says, and calls."""
    environment = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(root), **signing}
    app = root / "dist" / f"{bundle.TITLE}.app"
    done = subprocess.run(
        ["sh", str(SIGN), str(app)], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr, (root / "called").read_text("utf-8").splitlines()


def test_the_entitlements_are_two_and_none_that_opens_the_program_to_others() -> None:
    read = plistlib.loads((HERE / "entitlements.plist").read_bytes())
    prefix = "com.apple.security.cs."
    assert read == {f"{prefix}allow-jit": True, f"{prefix}allow-unsigned-executable-memory": True}


def test_the_specification_names_the_entitlements() -> None:
    spec = (make_dmg.ROOT / "packaging" / f"{bundle.NAME}.spec").read_text(encoding="utf-8")
    assert "packaging/macos/entitlements.plist" in spec


def test_the_script_is_one_that_a_plain_shell_can_read() -> None:
    subprocess.run(["sh", "-n", str(SIGN)], check=True)
    assert os.access(SIGN, os.X_OK)


def test_without_a_certificate_it_says_so_and_does_nothing(root: Path, tools: Path) -> None:
    code, said, called = sign(root, tools, {})
    assert code == 0
    assert "There is no certificate" in said
    assert called == []
    assert sign(root, tools, dict.fromkeys(SIGNING, ""))[::2] == (0, [])


@pytest.mark.parametrize("name", sorted(SIGNING))
def test_with_half_of_it_it_fails_and_names_what_is_not_set(root: Path, tools: Path, name: str) -> None:
    code, said, called = sign(root, tools, SIGNING | {name: ""})
    assert code == 1
    assert said.strip().endswith(f"not: {name}")
    assert called == []
    assert SECRET not in said


def test_it_signs_from_the_inside_out_then_notarises_and_leaves_nothing(root: Path, tools: Path) -> None:
    before = set(root.iterdir())
    code, said, called = sign(root, tools, SIGNING)
    assert code == 0, said
    assert SECRET not in said
    signed = [line for line in called if line.startswith("codesign --force")]
    inside = f"{root}/dist/{bundle.TITLE}.app"
    ends = ["/Contents/Frameworks/lib one.dylib", f"/Contents/MacOS/{bundle.NAME}-console", ""]
    assert [line.partition(f" {inside}")[2] or "" for line in signed] == ends
    assert all("--options runtime" in line and "--timestamp" in line for line in signed)
    assert ["--entitlements" in line for line in signed] == [False, True, True]
    words = [" ".join(line.split()[:2]) for line in called]
    # No -t and no -l: it is not locked while the signing goes on.
    (settings,) = (line for line in called if line.startswith("security set-keychain-settings"))
    assert settings.split()[2:] == [settings.split()[-1]]
    assert settings.endswith("/sign.keychain")
    assert words.index("security create-keychain") < words.index("security set-keychain-settings")
    assert words.index("security set-keychain-settings") < words.index("security import")
    order = [
        "codesign --verify",
        "xcrun notarytool",
        "xcrun stapler",
        "spctl --assess",
        "security delete-keychain",
    ]
    assert [word for word in words if word in order] == order
    (searched,) = (line for line in called if line.startswith("security list-keychains -d user -s"))
    assert searched.endswith("sign.keychain /keys/my login.keychain-db")
    assert set(root.iterdir()) == before


def test_a_certificate_and_a_key_may_be_wrapped(root: Path, tools: Path) -> None:
    """As `base64` writes them."""
    keep = f'[ "$1" = "$WORD" ] || exit 0; for each; do [ -f "$each" ] && cp "$each" "{root}/kept-$1"; done'
    for tool, word in (("security", "import"), ("xcrun", "notarytool")):
        script = f"#!/bin/sh\nWORD={word}\n{keep}\nexit 0\n"
        (tools / tool).write_text(script, encoding="utf-8")
    held = {"import": b"certificate" * 20, "notarytool": b"key" * 50}
    wrapped = {name: base64.encodebytes(content).decode() for name, content in held.items()}
    assert all(text.count("\n") > 1 for text in wrapped.values())
    more = {"MACOS_CERTIFICATE": wrapped["import"], "NOTARY_KEY": wrapped["notarytool"]}
    code, said, _called = sign(root, tools, SIGNING | more)
    assert code == 0, said
    assert {word: (root / f"kept-{word}").read_bytes() for word in held} == held


@pytest.mark.parametrize("name", ["MACOS_CERTIFICATE", "NOTARY_KEY"])
def test_what_is_no_base64_is_named_and_stops_it(root: Path, tools: Path, name: str) -> None:
    before = set(root.iterdir())
    code, said, called = sign(root, tools, SIGNING | {name: "!"})
    assert code == 1
    assert f"{name} holds nothing" in said
    assert not [line for line in called if line.startswith("codesign")]
    assert set(root.iterdir()) == before


@pytest.mark.parametrize("tool", ["codesign", "xcrun", "spctl"])
def test_what_fails_stops_it_and_the_keychain_goes_all_the_same(root: Path, tools: Path, tool: str) -> None:
    before = set(root.iterdir())
    (tools / tool).write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    code, said, called = sign(root, tools, SIGNING)
    assert code == 3
    assert "Signed and notarised" not in said
    assert called[-1].startswith("security delete-keychain")
    assert set(root.iterdir()) == before


def test_it_wants_a_program(root: Path, tools: Path) -> None:
    done = subprocess.run(["sh", str(SIGN), str(root)], capture_output=True, text=True, check=False)
    assert (done.returncode, "usage" in done.stderr) == (2, True)


def test_the_image_shows_the_program_where_it_goes_and_the_licence(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "image"
    place.mkdir()
    make_dmg.lay_out(make_dmg.application(root), place)
    assert sorted(path.name for path in place.iterdir()) == [
        "Applications",
        "LICENSE.txt",
        "Tallyfy Inspector.app",
    ]
    assert (place / "Applications").readlink() == Path("/Applications")
    assert (place / "Tallyfy Inspector.app" / "Contents" / "Frameworks" / "lib.dylib").is_symlink()


def test_people_are_told_where_the_program_that_prints_is(root: Path) -> None:
    inside = make_dmg.application(root).relative_to(root / "dist") / "Contents" / "MacOS"
    told = f'`"/Applications/{inside.as_posix()}/{bundle.NAME}-console"`'
    assert told in (make_dmg.ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_packed_once_it_has_proved_itself(
    root: Path, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy2(tools / "ditto", tools / "hdiutil")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(release, "system", lambda: "macos-arm64")
    made = make_dmg.make(root)
    assert made.name in release.files(version.read())
    (called,) = (root / "called").read_text("utf-8").splitlines()
    assert "-format UDZO" in called
    assert called.endswith(str(made))
    console = root / "dist" / f"{bundle.TITLE}.app" / "Contents" / "MacOS" / f"{bundle.NAME}-console"
    console.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    with pytest.raises(Failure, match="ended with 1"):
        make_dmg.make(root)
    assert len((root / "called").read_text("utf-8").splitlines()) == 1


BUSY = "hdiutil ended with 1:\nhdiutil: create failed - Resource busy"


@pytest.mark.parametrize(
    ("said", "tries", "good"),
    [([], 1, True), ([BUSY], 2, True), ([BUSY] * 4, 5, True), ([BUSY] * 9, 5, False), (["no"], 1, False)],
)
def test_what_is_busy_is_tried_again(said: list[str], tries: int, good: bool) -> None:
    ran: list[tuple[str, ...]] = []
    waited: list[float] = []
    left = list(said)

    def run(*command: str, patience: float | None) -> str:
        assert patience is None  # a large image takes as long as it takes
        ran.append(command)
        if left:
            raise Failure(left.pop(0))
        return ""

    with nullcontext() if good else pytest.raises(Failure, match=said[0]):
        make_dmg.pack(["hdiutil"], run, waited.append)
    assert ran == [("hdiutil",)] * tries
    assert len(waited) == tries - 1
    assert all(seconds > 1 for seconds in waited)


def test_nothing_is_made_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"build\.py first"):
        make_dmg.make(tmp_path)
