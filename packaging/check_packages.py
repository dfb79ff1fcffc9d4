"""`make check-package`: packs the finished bundle once, into dist, and does with those files what people do.

What is good is what a release ships: nothing packs it anew. Each check is a function in CHECKS that is handed
the packages and a fresh folder, and raises Failure with what is wrong.
The .deb is installed, started, upgraded over an older version and removed in a root of its own, the archive
below a prefix with a space in it; both must leave nothing. The bundle is built a second time and compared.
`check_packages.py WORD` does those checks alone whose names hold WORD. Root is not needed where fakeroot is
installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import build
import bundle
import compare_builds
import sbom
import steps
import version
from linux import layout, make_deb, make_tar
from steps import Failure, run

_OLDER = "0.0.1~older"


@dataclass(frozen=True, slots=True)
class Packages:
    """What is made of the bundle in `program`, each a file that people download."""

    program: Path
    deb: Path
    archive: Path
    bill: Path


Check = Callable[[Packages, Path], None]


def pack(program: Path, target: Path) -> Packages:
    """Make each package of the bundle in `program` once, into the folder `target`. Raises Failure."""
    return Packages(
        program, make_deb.make(program, target), make_tar.make(program, target), sbom.write(program, target)
    )


def clear(target: Path) -> None:
    """Take packages of other versions out of `target`, so that none of them is taken for this one's."""
    for ending in (".deb", ".tar.gz", ".cdx.json"):
        for old in target.glob(f"{bundle.NAME}*{ending}"):
            old.unlink()


def clean_environment(home: Path) -> dict[str, str]:
    """The variables of somebody who just logged in, with their folders under `home`."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": str(home),
    }


def all_files(folder: Path) -> set[str]:
    """Everything under `folder`, by its path in it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def proves_itself(program: Path, home: Path) -> None:
    """Let the installed `program` prove itself, started from another folder. Raises Failure."""
    wanted = {"--version": f"{bundle.NAME} {version.read()}\n", "--selftest": "Self-test passed\n"}
    for option, words in wanted.items():
        said = run(program, option, environment=clean_environment(home), folder=home)
        if not said.endswith(words):
            raise Failure(f"To {option} the installed program says:\n{said}")


def menu_entries(_packages: Packages, place: Path) -> None:
    """The menu entries and AppStream's description, by the tools that desktops trust."""
    for file in sorted(layout.HERE.glob("*.desktop")):
        run("desktop-file-validate", "--warn-kde", file)
    described = place / layout.METAINFO
    described.write_bytes(layout.metainfo(layout.epoch()))
    run("appstreamcli", "validate", "--no-net", "--strict", described)


def deb_by_the_book(packages: Packages, _place: Path) -> None:
    """lintian finds neither errors nor warnings but those that lintian-overrides explains."""
    said = run("lintian", "--no-cfg", "--allow-root", "--fail-on", "error,warning", packages.deb)
    complaints = [line for line in said.splitlines() if line.startswith(("E:", "W:"))]
    if complaints:
        raise Failure("lintian says:\n" + "\n".join(complaints))


def closure(wanted: Iterable[str], ask: Callable[[str], str]) -> set[str]:
    """`wanted` and every package that these need; `ask` tells what one needs, as dpkg writes it."""
    found: set[str] = set()
    left = [name for field in wanted for name in _names(field)]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _names(ask(name))
    return found


def _names(field: str) -> list[str]:
    """The packages that a Depends field names, alternatives too."""
    return re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9.+-]+)", field)


def deb_names_what_it_needs(packages: Packages, _place: Path) -> None:
    """Each library that is not in the bundle is in a package that the .deb depends on or recommends."""
    folder = packages.program
    here = {path.name for path in build.files_of(folder)}
    needed: set[str] = set()
    for path in build.files_of(folder):
        if not path.is_symlink() and (".so" in path.name or path.parent == folder):
            needed |= build.needs(run("objdump", "-p", path))
    named = [run("dpkg-deb", "--field", packages.deb, field) for field in ("Depends", "Recommends")]
    known = closure(named, lambda name: _asked("--show", "--showformat=${Depends}, ${Pre-Depends}", name))
    for library in sorted(needed - here):
        owners = {line.partition(":")[0] for line in _asked("--search", f"*/{library}").splitlines()}
        if not owners & known:
            raise Failure(
                f"{library} is in {', '.join(sorted(owners)) or 'no package here'}, which is not named."
            )


def _asked(*arguments: str) -> str:
    told = steps.done("dpkg-query", *arguments)
    return "" if told.returncode else told.stdout


def deb_comes_and_goes(packages: Packages, place: Path) -> None:
    """Installed, started, upgraded over a version with a file more, started, and removed without a trace."""
    home, root = place / "home", place / "root"
    home.mkdir()
    older = place / "older"
    shutil.copytree(packages.program, older, symlinks=True)
    (older / "_internal" / "of-the-older-version.txt").write_text("x", encoding="utf-8")
    first = make_deb.make(older, place, _OLDER, squeezed=("-Znone",))
    for name in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/log", "etc"):
        (root / name).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    before = all_files(root)
    program = root / "usr/bin" / f"{bundle.NAME}-console"
    for package in (first, packages.deb):
        # What it depends on is this computer's; deb_names_what_it_needs looks after that.
        dpkg(root, "--force-depends", "--install", package)
        proves_itself(program, home)
    if any("of-the-older-version" in name for name in all_files(root)):
        raise Failure("A file of the older version is still there after the upgrade.")
    dpkg(root, "--purge", bundle.NAME)
    left = {name for name in all_files(root) - before if not name.startswith(("var/lib/dpkg", "var/log"))}
    if left:
        raise Failure(f"Left behind: {', '.join(sorted(left)[:10])}")


def dpkg(root: Path, *arguments: str | Path) -> None:
    """Let dpkg work on the system under `root`."""
    before = [] if os.geteuid() == 0 else ["fakeroot"]
    run(*before, "dpkg", f"--root={root}", "--force-not-root", "--force-bad-path", *arguments)


def archive_comes_and_goes(packages: Packages, place: Path) -> None:
    """Started where it is unpacked; installed below a prefix, started, installed again, taken away."""
    home, prefix = place / "home", place / "my programs"
    home.mkdir()
    prefix.mkdir()
    with tarfile.open(packages.archive) as packed:
        packed.extractall(place / "unpacked", filter="data")
    (unpacked,) = (place / "unpacked").iterdir()
    proves_itself(unpacked / "files/bin" / f"{bundle.NAME}-console", home)
    environment = clean_environment(home)
    for _twice in range(2):
        run(unpacked / "install.sh", "--prefix", prefix, environment=environment, folder=home)
        shutil.move(unpacked, away := place / "moved away")
        proves_itself(prefix / "bin" / f"{bundle.NAME}-console", home)
        shutil.move(away, unpacked)
    for entry in (prefix / "share/applications").glob("*.desktop"):
        run("desktop-file-validate", entry)
    run(prefix / "lib" / bundle.NAME / "uninstall.sh", environment=environment, folder=home)
    if left := all_files(prefix):
        raise Failure(f"Left behind: {', '.join(sorted(left)[:10])}")


@contextmanager
def screen() -> Iterator[str]:
    """An X11 screen that nobody sees; its name for DISPLAY. Raises Failure when it does not come up."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            number = server.stdout.readline().strip() if server.stdout else ""
            if not number:
                raise Failure("Xvfb does not start.")
            yield f":{number}"
        finally:
            server.terminate()


def starts_on_a_screen(packages: Packages, place: Path) -> None:
    """The windowed program opens its window on X11, fetches a task of the demo, and ends when it is told."""
    program = packages.program / bundle.NAME
    command = [str(program), "--demo", "--profile-dir", str(place)]
    with screen() as display:
        environment = clean_environment(place) | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        process = subprocess.Popen(command, env=environment, cwd=place)
        try:
            _await_a_task(process, place / "logs" / f"{bundle.NAME}.log")
            process.terminate()
            code = process.wait(timeout=30)
        finally:
            process.kill()
            process.wait()
    if code:
        raise Failure(f"The program ended with {code}.")


def _await_a_task(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while not (log.exists() and "Answered 200" in log.read_text(encoding="utf-8")):
        if process.poll() is not None or time.monotonic() > until:
            raise Failure("No task came into the window.")
        time.sleep(0.1)


def builds_again_the_same(packages: Packages, place: Path) -> None:
    """A second build is the same file by file, and so is each package made of it."""
    again = pack(build.build(place / "dist"), place)
    both = zip(
        (packages.program, packages.deb, packages.archive, packages.bill),
        (again.program, again.deb, again.archive, again.bill),
        strict=True,
    )
    for one, other in both:
        found = list(compare_builds.differences(one, other))
        if found:
            raise Failure(f"A second {one.name} differs:\n" + "\n".join(found[:20]))


def clean_root(packages: Packages, place: Path) -> None:
    """The .deb is installed with what it depends on, started and purged in a Debian that holds nothing else.

    Takes minutes, a network and root, so it is done when it is named alone.
    """
    root, codename = place / "root", _codename((Path("/etc/os-release")).read_text(encoding="utf-8"))
    run("debootstrap", "--variant=minbase", codename, root)
    shutil.copy(packages.deb, root / "package.deb")
    script = (
        "set -e; export DEBIAN_FRONTEND=noninteractive; mount -t proc proc /proc; "
        "apt-get install --yes --no-install-recommends /package.deb; cd /tmp; "
        f"{bundle.NAME}-console --selftest; apt-get purge --yes {bundle.NAME}; "
        f'left=$(find / -xdev -path /var/log -prune -o -name "*{bundle.NAME}*" -print); test -z "$left"'
    )
    # The mounts are gone with the command.
    said = run(
        "unshare",
        "--mount",
        "chroot",
        root,
        "/bin/sh",
        "-c",
        script,
        environment=clean_environment(Path("/")),
    )
    if "Self-test passed" not in said:
        raise Failure(f"In a clean root the program says:\n{said}")


def _codename(os_release: str) -> str:
    found = re.search(r"^VERSION_CODENAME=(\w+)$", os_release, re.MULTILINE)
    if found is None:
        raise Failure("This system has no name that debootstrap knows.")
    return found[1]


ON_REQUEST: tuple[Check, ...] = (clean_root,)
CHECKS: tuple[Check, ...] = (
    menu_entries,
    deb_names_what_it_needs,
    deb_by_the_book,
    deb_comes_and_goes,
    archive_comes_and_goes,
    starts_on_a_screen,
    builds_again_the_same,
)


def finished() -> Packages:
    """The packages of the finished bundle, made anew beside it. Raises Failure."""
    program = layout.finished()
    clear(program.parent)
    return pack(program, program.parent)


def main(
    arguments: Sequence[str], checks: Sequence[Check] = CHECKS, made: Callable[[], Packages] = finished
) -> int:
    """Do those of `checks` that `arguments` name, or all, with what is `made`; 0 when every one holds."""
    wanted = list(checks)
    if arguments:
        known = (*checks, *ON_REQUEST)
        wanted = [check for check in known if any(word in check.__name__ for word in arguments)]
    try:
        if not wanted:
            raise Failure(f"there is no check for {' '.join(arguments)}")
        packages = made()
    except (Failure, OSError) as error:
        print(f"FAILED: nothing is checked: {error}")
        return 1
    for file in (packages.deb, packages.archive, packages.bill):
        print(steps.made(file), flush=True)
    failures = 0
    for check in wanted:
        started, name = time.monotonic(), check.__name__.replace("_", " ")
        try:
            with tempfile.TemporaryDirectory(prefix="check-package-") as place:
                check(packages, Path(place))
        except (Failure, OSError) as error:
            failures += 1
            print(f"FAILED: {name}: {error}", flush=True)
        else:
            print(f"ok: {name} ({time.monotonic() - started:.0f} s)", flush=True)
    print("The packages are good" if not failures else "The packages are not good")
    return 1 if failures else 0


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main(sys.argv[1:]))
