"""What goes into the bundle, and what it says of itself to Windows and macOS.

Pure functions over names, so that the choice can be tested on any system; tallyfy-inspector.spec applies them
to what PyInstaller found. To let one more plugin of Qt in, add it to PLUGINS; one more of Qt's libraries, to
LIBRARIES (build.py tells which one a plugin lacks). Knows nothing of how the bundle is packed later.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import steps

NAME = "tallyfy-inspector"
TITLE = "Tallyfy Inspector"
IDENTIFIER = "io.github.tallyfy_inspector"
# Apple allows letters, digits, hyphens and dots.
MACOS_IDENTIFIER = IDENTIFIER.replace("_", "-")
# What PySide6's modules in the pinned wheel are built for (Qt's own libraries would do with 13).
LEAST_MACOS = "15.0"
AUTHORS = "the Tallyfy Inspector authors"

# Kind of plugin and the plugins of it, by the names that they have on any system, without lib, q and ending.
# offscreen is for --selftest; certonly reads certificates, and TLS itself is Python's.
PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset(
        {"xcb", "wayland", "wayland-egl", "wayland-generic", "offscreen", "windows", "cocoa"}
    ),
    "platformthemes": frozenset({"xdgdesktopportal"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    "xcbglintegrations": frozenset({"xcb-egl-integration", "xcb-glx-integration"}),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-graphics-integration-client": frozenset({"t-plugin-wayland-egl"}),
    "iconengines": frozenset({"svgicon"}),
    "imageformats": frozenset({"svg"}),
    "tls": frozenset({"certonlybackend"}),
    "styles": frozenset({"modernwindowsstyle", "macstyle"}),
}
# Qt's own libraries, without "Qt6" or "libQt6" before the name.
LIBRARIES = frozenset(
    {
        *("Core", "Gui", "Widgets", "Network", "DBus", "Svg", "OpenGL"),
        *("XcbQpa", "WaylandClient", "WaylandEglClientHwIntegration"),
    }
)
# PySide6's modules that the program imports, and those that these import themselves.
MODULES = frozenset({"QtCore", "QtGui", "QtWidgets", "QtNetwork"})
# Of this computer's libraries, those that Python's own modules need and that are not everywhere, or not in
# the same version; the rest (X11, OpenGL, fonts, D-Bus) has to be the system's, see RUN_PACKAGES.
SYSTEM_LIBRARIES = frozenset(
    {"libssl", "libcrypto", "libffi", "liblzma", "libbz2", "libz", "libzstd", "libexpat", "libuuid"}
)
# Of PySide6's own folder on Windows: OpenGL in software, and the compiler of Direct3D's shaders. A window of
# widgets is painted without either, and they are 25 MB.
UNUSED_LIBRARIES = frozenset({"opengl32sw", "d3dcompiler_47"})
# Asked for somewhere by what is bundled, and never used. For multiprocessing PyInstaller would even have a
# hook run at each start, which loads all of it before the program.
EXCLUDED_MODULES = (
    *(
        "tkinter",
        "_tkinter",
        "sqlite3",
        "_sqlite3",
        "readline",
        "curses",
        "_curses",
        "pydoc",
        "test",
        "idlelib",
    ),
    *(
        "lib2to3",
        "ensurepip",
        "venv",
        "distutils",
        "setuptools",
        "pkg_resources",
        "pip",
        "unittest",
        "doctest",
        "multiprocessing",
    ),
    *(
        "PyQt5",
        "PyQt6",
        "PySide2",
        "trio",
        "click",
        "rich",
        "pygments",
        "h2",
        "socksio",
        "brotli",
        "zstandard",
    ),
    *("numpy", "yaml", "tomli_w", "attrs", "attr", "regex", "iregexp_check", "gi", "dbus", "pycparser"),
)


def plain_name(file: str) -> str:
    """The name of a library or plugin wherever it runs: libqxcb.so and qxcb.dll are both xcb."""
    stem = PurePosixPath(file).name.split(".")[0]
    return stem.removeprefix("lib").removeprefix("q")


def is_wanted(destination: str, source: str, prefixes: Iterable[Path]) -> bool:
    """Whether the binary at `source`, meant for `destination` in the bundle, goes into it.

    `prefixes` are the folders of the environment and of its Python; what lies elsewhere is this computer's.
    Which of PySide6's modules and of Qt's libraries are wanted is the same wherever they lie.
    """
    parts = PurePosixPath(destination.replace("\\", "/")).parts
    if "plugins" in parts:
        return _is_wanted_plugin(parts)
    if (library := framework(destination) or qt_library(parts[-1])) is not None:
        return library in LIBRARIES
    if parts[0] == "PySide6" and parts[-1].startswith("Qt"):
        return parts[-1].split(".")[0] in MODULES
    if parts[0] == "PySide6" and parts[-1].split(".")[0].lower() in UNUSED_LIBRARIES:
        return False
    known = is_python(parts[-1]) or parts[-1].split(".")[0] in SYSTEM_LIBRARIES
    return known or is_inside(source, prefixes)


def is_python(file: str) -> bool:
    """Whether `file` is Python's own library, wherever it lies."""
    return PurePosixPath(file.replace("\\", "/")).name.startswith("libpython")


def _is_wanted_plugin(parts: tuple[str, ...]) -> bool:
    kind = parts[parts.index("plugins") + 1]
    return plain_name(parts[-1]) in PLUGINS.get(kind, frozenset())


def qt_library(file: str) -> str | None:
    """The part of Qt that a library is, as LIBRARIES names it; None for what is no library of Qt."""
    stem = file.split(".")[0].removeprefix("lib")
    return stem.removeprefix("Qt6") if stem.startswith("Qt6") else None


def framework(destination: str) -> str | None:
    """The part of Qt whose framework a file stands in, as LIBRARIES names it; None but on macOS."""
    found = re.search(r"(?:^|/)Qt(\w+)\.framework/", destination)
    return None if found is None else found[1]


def is_wanted_link(destination: str, target: str, kept: Collection[str]) -> bool:
    """Whether a link goes into the bundle: to one of the binaries `kept`, or inside a framework of one, which
    macOS signs only when its own links are whole. Python's is one as well as Qt's."""
    whole = re.match(r".*?\.framework/", destination)
    return target in kept or (whole is not None and any(each.startswith(whole[0]) for each in kept))


def is_inside(source: str, prefixes: Iterable[Path]) -> bool:
    """Whether the file `source` lies under one of `prefixes`, links followed."""
    real = Path(source).resolve()
    return any(real.is_relative_to(prefix.resolve()) for prefix in prefixes)


def python_folders() -> list[Path]:
    """The folders of the Python that runs this, without this computer's where the two are one."""
    standard = [Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
    whole = Path(sys.base_prefix)
    return standard if whole in (Path("/usr"), Path("/usr/local")) else [*standard, whole]


def stripped(destination: str, source: str, folder: Path) -> str:
    """A copy under `folder` of the binary `source` without its symbols; `source` itself where it keeps them.

    Python's own library and modules, and cryptography's, which is then no longer the wheel's file byte by
    byte: with Python's library alone stripped the bundle has 138 MB (7 more of the modules, 3 of
    cryptography), which is over build.CEILING. What is Qt's and PySide6's stays as it was built. Raises
    steps.Failure.
    """
    parts = PurePosixPath(destination).parts
    lean = is_python(destination) or {"lib-dynload", "cryptography"} & set(parts)
    if not lean or sys.platform != "linux":
        return source
    copy = folder / PurePosixPath(destination).name
    folder.mkdir(parents=True, exist_ok=True)
    steps.run("strip", "--strip-unneeded", "-o", copy, source)
    return str(copy)


def is_wanted_data(destination: str) -> bool:
    """Whether a data file goes into the bundle: no texts of Qt's in other languages, and no QML."""
    if (library := framework(destination)) is not None:
        return library in LIBRARIES
    parts = PurePosixPath(destination.replace("\\", "/")).parts
    return not ({"translations", "qml"} & set(parts) and parts[0] == "PySide6")


def windows_version(version: str) -> str:
    """The text of the version resource, as PyInstaller reads it, for a `version` such as 0.1.0."""
    numbers = tuple([*(int(part) for part in version.split(".") if part.isdigit()), 0, 0, 0, 0][:4])
    words = {
        "CompanyName": AUTHORS,
        "FileDescription": TITLE,
        "FileVersion": version,
        "InternalName": NAME,
        "LegalCopyright": f"Copyright {AUTHORS}. Apache License 2.0.",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    told = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{told}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def info_plist(version: str) -> dict[str, Any]:
    """What Info.plist says besides what PyInstaller writes there: among it the link scheme."""
    return {
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSMinimumSystemVersion": LEAST_MACOS,
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "NSHighResolutionCapable": True,
        # PyInstaller takes the console twin for a sign that there is no window.
        "LSBackgroundOnly": False,
        "NSHumanReadableCopyright": f"Copyright {AUTHORS}. Apache License 2.0.",
        "CFBundleURLTypes": [{"CFBundleURLName": MACOS_IDENTIFIER, "CFBundleURLSchemes": [NAME]}],
    }
