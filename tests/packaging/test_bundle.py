"""What goes into the bundle, tried on the names that the wheels really use."""

from __future__ import annotations

import plistlib
import shutil
import sys
from pathlib import Path

import pytest

import bundle
from steps import Failure

ENVIRONMENT, PYTHON = Path("/env"), Path("/python")
PREFIXES = (ENVIRONMENT, PYTHON)
QT = "PySide6/Qt"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    "destination",
    [
        f"{QT}/plugins/platforms/libqxcb.so",
        f"{QT}/plugins/platforms/libqoffscreen.so",
        f"{QT}/plugins/platforms/libqwayland.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        f"{QT}/plugins/platforms/libqcocoa.dylib",
        f"{QT}/plugins/tls/libqcertonlybackend.so",
        f"{QT}/plugins/wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
        f"{QT}/lib/libQt6Core.so.6",
        "PySide6/Qt6Core.dll",
        "PySide6\\MSVCP140.dll",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtNetwork.pyd",
        f"{QT}/lib/libicudata.so.73",
        "msgspec/_core.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_is_wanted(destination: str) -> None:
    assert bundle.is_wanted(destination, str(ENVIRONMENT / destination), PREFIXES)


@pytest.mark.parametrize(
    "destination",
    [
        f"{QT}/plugins/platforms/libqminimal.so",
        f"{QT}/plugins/platforms/libqeglfs.so",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/sqldrivers/libqsqlite.so",
        f"{QT}/plugins/networkinformation/libqglib.so",
        f"{QT}/plugins/imageformats/libqpdf.so",
        f"{QT}/lib/libQt6Qml.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6\\d3dcompiler_47.dll",
        "PySide6\\D3Dcompiler_47.dll",
        "PySide6/QtDBus.abi3.so",
        "PySide6/QtSql.pyd",
    ],
)
def test_what_is_not(destination: str) -> None:
    assert not bundle.is_wanted(destination, str(ENVIRONMENT / destination), PREFIXES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("libssl.so.3", True), ("libz.so.1", True), ("libpython3.11.so.1.0", True), ("libzip.so.4", False)]
    + [(name, False) for name in ("libgtk-3.so.0", "libX11.so.6", "libGL.so.1", "libdbus-1.so.3")],
)
def test_of_the_systems_libraries_only_what_python_needs(name: str, expected: bool) -> None:
    assert bundle.is_wanted(name, f"/lib/{name}", PREFIXES) is expected
    assert bundle.is_wanted(name, str(PYTHON / "lib" / name), PREFIXES)


@pytest.mark.parametrize(
    ("name", "expected"), [("Core", True), ("DBus", True), ("Svg", True), ("Qml", False), ("Pdf", False)]
)
def test_a_framework_of_macos_comes_whole_or_not_at_all(name: str, expected: bool) -> None:
    place = f"PySide6/Qt/lib/Qt{name}.framework"
    binary = f"{place}/Versions/A/Qt{name}"
    assert bundle.is_wanted(binary, f"/x/{binary}", PREFIXES) is expected
    assert bundle.is_wanted_data(f"{place}/Versions/A/Resources/Info.plist") is expected
    kept = {binary} if expected else set()
    for link, target in links(place, f"Qt{name}", "A"):
        assert bundle.is_wanted_data(link) is bundle.is_wanted_link(link, target, kept) is expected


def links(place: str, name: str, version: str) -> list[tuple[str, str]]:
    """The links that PyInstaller puts into the framework at `place`, each with where it leads."""
    return [
        (f"{place}/Versions/Current", version),
        (f"{place}/{name}", f"Versions/Current/{name}"),
        (f"{place}/Resources", "Versions/Current/Resources"),
    ]


def test_the_framework_that_python_is_on_macos_keeps_its_links() -> None:
    """Without them codesign refuses the whole program."""
    place = "Python.framework"
    binary = f"{place}/Versions/3.13/Python"
    assert bundle.is_wanted(binary, str(PYTHON / "Python"), PREFIXES)
    assert bundle.is_wanted_link("Python", binary, {binary})
    for link, target in links(place, "Python", "3.13"):
        assert bundle.is_wanted_data(link)
        assert bundle.is_wanted_link(link, target, {binary, "libssl.3.dylib"})
        assert not bundle.is_wanted_link(link, target, {"Python.framework.txt", "libssl.3.dylib"})


def test_other_links_lead_to_what_is_kept() -> None:
    assert bundle.is_wanted_link(
        "libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", {"PySide6/Qt/lib/libQt6Core.so.6"}
    )
    assert not bundle.is_wanted_link("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", set())


def test_no_translations_of_qt_and_no_qml() -> None:
    assert not bundle.is_wanted_data(f"{QT}/translations/qt_de.qm")
    assert not bundle.is_wanted_data(f"{QT}/qml/QtQuick/qmldir")
    assert bundle.is_wanted_data("tallyfy_inspector/resources/translations/de.mo")
    assert bundle.is_wanted_data("certifi/cacert.pem")


def test_a_file_counts_where_it_really_is(tmp_path: Path) -> None:
    (tmp_path / "env").mkdir()
    (tmp_path / "elsewhere.so").touch()
    (tmp_path / "env" / "link.so").symlink_to(tmp_path / "elsewhere.so")
    assert not bundle.is_inside(str(tmp_path / "env" / "link.so"), [tmp_path / "env"])
    assert bundle.is_inside(str(tmp_path / "env" / "a.so"), [tmp_path / "env"])


def test_this_computers_own_folders_are_not_pythons() -> None:
    folders = bundle.python_folders()
    assert folders
    assert not {Path("/usr"), Path("/usr/local"), Path("/")} & set(folders)


@pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("strip"), reason="nothing is stripped without strip"
)
def test_python_loses_its_symbols_and_qt_keeps_them(tmp_path: Path) -> None:
    import _ctypes

    source = str(_ctypes.__file__)
    lean = Path(bundle.stripped("python3.11/lib-dynload/_ctypes.so", source, tmp_path / "s"))
    assert lean.parent == tmp_path / "s"
    assert 0 < lean.stat().st_size <= Path(source).stat().st_size
    assert bundle.stripped("PySide6/QtCore.abi3.so", source, tmp_path / "s") == source
    with pytest.raises(Failure):
        bundle.stripped("libpython3.so", str(tmp_path / "none"), tmp_path / "s")


def test_windows_is_told_who_it_is() -> None:
    def told(*parts: object, **named: object) -> object:
        return (*parts, *named.items())

    names = ["VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct"]
    # It is PyInstaller that evaluates the text, with these names.
    said = repr(
        eval(bundle.windows_version("1.2.3"), dict.fromkeys([*names, "VarFileInfo", "VarStruct"], told))
    )
    assert "('filevers', (1, 2, 3, 0))" in said
    assert "('ProductVersion', '1.2.3')" in said
    assert "('CompanyName', 'the Tallyfy Inspector authors')" in said
    assert "(1, 2, 0, 0)" in bundle.windows_version("1.2.0rc1")


def test_macos_is_told_the_version_and_the_link_scheme() -> None:
    read = plistlib.loads(plistlib.dumps(bundle.info_plist("1.2.3")))
    assert read["CFBundleShortVersionString"] == "1.2.3"
    assert read["LSBackgroundOnly"] is False
    assert read["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["tallyfy-inspector"]


def test_macos_is_told_a_name_that_apple_allows() -> None:
    assert bundle.MACOS_IDENTIFIER == "io.github.tallyfy-inspector"
    (link,) = bundle.info_plist("1.2.3")["CFBundleURLTypes"]
    assert link["CFBundleURLName"] == bundle.MACOS_IDENTIFIER
    spec = (ROOT / "packaging" / f"{bundle.NAME}.spec").read_text(encoding="utf-8")
    assert "bundle_identifier=bundle.MACOS_IDENTIFIER" in spec


def test_macos_is_told_the_least_version_and_so_are_people() -> None:
    assert bundle.info_plist("1.2.3")["LSMinimumSystemVersion"] == bundle.LEAST_MACOS == "15.0"
    for told in ("README.md", "docs/RELEASING.md"):
        assert "| macOS 15 and newer, on Apple silicon |" in (ROOT / told).read_text(encoding="utf-8")
