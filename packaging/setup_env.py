"""Makes a fresh checkout able to run: the system's libraries, then `.venv` from the lock file.

`setup_env.py run` prepares for the program, `setup_env.py test` for the tests too, and `setup_env.py bench`
makes an environment beside `.venv` that holds what the program needs and nothing else; `setup_env.py package`
makes one with PyInstaller in it, and `setup_env.py check` adds what examines finished packages. It runs
before anything is installed, so it knows the standard library alone and imports nothing of the project. The
second time it finds its stamp in the environment and is done at once; without the right stamp that is made
anew, so that a half-made one never lasts.

To need one more system library: a line in RUN_PACKAGES or one of PURPOSE_PACKAGES, by Debian's name for it.
What is in RUN_PACKAGES the .deb depends on too (linux/make_deb.py reads it).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OS_RELEASE = Path("/etc/os-release")
PYTHON_RANGE = ((3, 11), (3, 14))
# The environment and the lock file for each purpose.
ENVIRONMENTS = {
    "run": (".venv", "requirements.lock"),
    "test": (".venv", "requirements.lock"),
    "bench": ("build/bench-venv", "requirements-run.lock"),
    "package": ("build/package-venv", "requirements-package.lock"),
    "check": ("build/package-venv", "requirements-package.lock"),
}
# What PySide6's wheels expect from the system: the first line for any window, the second for X11's.
RUN_PACKAGES = (
    *(
        "libglib2.0-0",
        "libgl1",
        "libegl1",
        "libxkbcommon0",
        "libfontconfig1",
        "libdbus-1-3",
        "libgssapi-krb5-2",
        "fonts-dejavu-core",
    ),
    *("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"),
)
# A display, a session bus, a real keyring, and what reads and presses the window as a screen reader does.
TEST_PACKAGES = ("xvfb", "dbus", "gnome-keyring", "at-spi2-core", "python3-pyatspi", "xdotool")
# Reads and strips what is bundled; and those that judge a package, a menu entry and a description.
PACKAGE_PACKAGES = ("binutils",)
CHECK_PACKAGES = (*PACKAGE_PACKAGES, "lintian", "desktop-file-utils", "appstream", "xvfb", "debootstrap")
PURPOSE_PACKAGES = {"test": TEST_PACKAGES, "package": PACKAGE_PACKAGES, "check": CHECK_PACKAGES}
# The tables of pyproject.toml that decide what is installed; the settings of the linters do not.
INSTALLING_TABLES = ("build-system", "project", "dependency-groups")
# Settings of this shell that would send pip's work somewhere else than into .venv.
MISLEADING = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_REQUIRE_HASHES",
)
NOT_ROOT = "Tallyfy Inspector needs a few system packages. Run this, then the same make command again:"


class SetupError(Exception):
    """It cannot go on; `str(error)` tells the person why and what to do."""


def packages_needed(purpose: str, *, has_ensurepip: bool, version: tuple[int, int]) -> tuple[str, ...]:
    """Debian's names of the packages for `purpose`, one of ENVIRONMENTS, under a Python of `version`."""
    venv = () if has_ensurepip else (f"python{version[0]}.{version[1]}-venv",)
    return venv + RUN_PACKAGES + PURPOSE_PACKAGES.get(purpose, ())


def installed(listing: str) -> frozenset[str]:
    """The names that an installed package has or stands in for.

    `listing` holds a line a package: name, status and what it provides, with tabs between, as
    `dpkg-query --show` prints them in `dpkg_listing`.
    """
    names: set[str] = set()
    for line in listing.splitlines():
        name, status, provides = [*line.split("\t"), "", ""][:3]
        if status == "installed":
            names.update((name, name.removesuffix("t64")))
            names.update(part.split()[0] for part in provides.split(",") if part.strip())
    return frozenset(names)


def missing(needed: Iterable[str], listing: str) -> tuple[str, ...]:
    """Those of `needed` that are not installed. A name that ends in t64 counts as its older name."""
    present = installed(listing)
    return tuple(name for name in needed if name not in present)


def is_debian_like(os_release: str) -> bool:
    """Whether the text of /etc/os-release is that of Debian, Ubuntu or a system made from them."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    family = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return bool({"debian", "ubuntu"} & set(family))


def fingerprint(lock: bytes, pyproject: str, python: str, root: Path) -> str:
    """What an environment was made from; another value means that it has to be made anew.

    `root` counts because a virtual environment does not survive being moved.
    """
    tables = tomllib.loads(pyproject)
    parts = {name: tables.get(name) for name in INSTALLING_TABLES}
    parts["hatch"] = tables.get("tool", {}).get("hatch")
    told = json.dumps([parts, python, str(root)], sort_keys=True)
    return hashlib.sha256(lock + b"\0" + told.encode()).hexdigest()


def is_ready(venv: Path, wanted: str) -> bool:
    """Whether `venv` is whole, has a Python that is still there, and carries the stamp `wanted`."""
    try:
        return python_of(venv).exists() and stamp_of(venv).read_text(encoding="utf-8").strip() == wanted
    except OSError:
        return False


def stamp_of(venv: Path) -> Path:
    """The file that says what `venv` was made from; written last."""
    return venv / "made-from"


def python_of(venv: Path) -> Path:
    """The interpreter inside `venv`."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` for pip and venv, without what would lead them astray or make them chatter."""
    kept = {name: value for name, value in environment.items() if name not in MISLEADING}
    return kept | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_NO_INPUT": "1",
    }


def run_quietly(command: Sequence[str], environment: Mapping[str, str], *, loud: bool = True) -> None:
    """Run `command`; raises SetupError when it fails, and shows its output then if `loud`."""
    done = subprocess.run(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        if loud:
            print(done.stdout.rstrip(), file=sys.stderr)
        raise SetupError(f"This command failed, with the messages above:\n  {shlex.join(command)}")


def dpkg_listing() -> str:
    """Every package that dpkg knows of: name, status and what it provides, with tabs between."""
    shape = "${Package}\t${db:Status-Status}\t${Provides}\n"
    asked = ["dpkg-query", "--show", f"--showformat={shape}"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def install_line(names: Sequence[str]) -> list[str]:
    """The command that installs `names`, as root types it."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *names]


def privilege() -> list[str] | None:
    """What to put before a command that needs root: nothing, a sudo that asks for no password, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return None if asked.returncode else ["sudo", "-n"]
    return None


def install_system_packages(names: Sequence[str], before: Sequence[str]) -> None:
    """Install `names`; fresh lists of packages are fetched only when it fails without. Raises SetupError."""
    print(f"Installing {len(names)} system packages: {', '.join(names)}…", flush=True)
    # sudo drops the caller's variables, so `env` sets this one; a machine just started may still be
    # updating itself, and its lock is waited for.
    setting = [*before, "env", "DEBIAN_FRONTEND=noninteractive"]
    install = [*setting, *install_line(names), "--option=DPkg::Lock::Timeout=300"]
    try:
        run_quietly(install, os.environ, loud=False)
    except SetupError:
        run_quietly([*setting, "apt-get", "update"], os.environ)
        run_quietly(install, os.environ)


def prepare_system(purpose: str) -> None:
    """On Debian and Ubuntu, see that the system's packages are there. Raises SetupError when they are not."""
    if not (OS_RELEASE.exists() and is_debian_like(OS_RELEASE.read_text(encoding="utf-8"))):
        return
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    needed = packages_needed(purpose, has_ensurepip=has_ensurepip, version=sys.version_info[:2])
    absent = missing(needed, dpkg_listing())
    if not absent:
        return
    before = privilege()
    if before is None:
        raise SetupError(f"{NOT_ROOT}\n  sudo apt-get update && sudo {shlex.join(install_line(absent))}")
    install_system_packages(absent, before)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep a second set-up of the same checkout waiting, so that two never write into one `.venv`."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove(venv: Path) -> None:
    """Take away what stands at `venv`, be it a folder, a link to one, or nothing."""
    if venv.is_symlink():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)


def base_python() -> str:
    """The interpreter outside any virtual environment: the one in use may be in the `.venv` to be removed."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def make_environment(root: Path, venv: Path, lock: Path, wanted: str) -> None:
    """Make `venv` from `lock`; `.venv` gets the project too. Raises SetupError."""
    environment = clean_environment(os.environ)
    pip = [str(python_of(venv)), "-m", "pip", "install"]
    remove(venv)
    run_quietly([base_python(), "-m", "venv", str(venv)], environment)
    run_quietly([*pip, "--require-hashes", "-r", str(lock)], environment)
    if venv == root / ".venv":  # a lean one lacks what builds the project, and is used inside the checkout
        run_quietly([*pip, "--no-deps", "--no-build-isolation", "-e", str(root)], environment)
    stamp_of(venv).write_text(wanted + "\n", encoding="utf-8")


def prepare_environment(root: Path, purpose: str) -> None:
    """See that the environment for `purpose` is there and is the one that its lock file describes."""
    venv, lock = (root / name for name in ENVIRONMENTS[purpose])
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    wanted = fingerprint(lock.read_bytes(), pyproject, f"{sys.version} at {sys.base_prefix}", root)
    if not is_ready(venv, wanted):
        print("Setting up (once, about a minute)…", flush=True)
        make_environment(root, venv, lock, wanted)
        print("Set up.", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Prepare for the purpose named in `arguments`; 0 when all is there."""
    if len(arguments) != 1 or arguments[0] not in ENVIRONMENTS:
        print(f"usage: setup_env.py {'|'.join(ENVIRONMENTS)}", file=sys.stderr)
        return 2
    try:
        lowest, above = PYTHON_RANGE
        if not lowest <= sys.version_info[:2] < above:
            raise SetupError(f"Python {lowest[0]}.{lowest[1]} to {above[0]}.{above[1] - 1} is needed.")
        with one_at_a_time(ROOT / "packaging"):
            prepare_system(arguments[0])
            prepare_environment(ROOT, arguments[0])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start begins again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
