"""The peer: vanilla-jsoneditor in Debian's Chromium, where both are found; nothing is installed for it.

The script comes with npm into build/peers, once, and is served on loopback to a Chromium without a window,
which tells the same server what it measured: no driver stands between. `found` says in words what is not
there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bare import Values
from benchmarks.jobs import JobError
from benchmarks.serving import Server

EDITOR = "vanilla-jsoneditor"
VERSION = "3.13.0"
_NPM_PATIENCE = 60  # seconds
PATIENCE = 30.0  # seconds for one page
# Without the background's flags it tries to reach its maker at each start.
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1360,820",
)  # fmt: skip
TASKS = (
    *({"do": "paint", "name": f"editor paint {size}", "document": size.replace(" ", "-"), "at_least": "2"}
      for size in ("1 MB", "10 MB", "100 MB")),
    {"do": "expand", "name": "editor expand 10 KB", "document": "10-KB", "at_least": "400"},
)  # fmt: skip
"""What the page does, and how many rows stand on it then."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A browser and the editor's script."""

    chromium: str
    script: Path
    version: str

    @property
    def name(self) -> str:
        """For the table's foot."""
        return f"{EDITOR} {VERSION} in {self.version}"


def found(folder: Path) -> Peer | str:
    """The peer, its script kept under `folder`; or what was not found, in words."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return "not found: chromium (on Debian: apt-get install chromium)"
    script = folder / f"{EDITOR}-{VERSION}.js"
    if not script.exists() and not _bring(script):
        return f"not found: {EDITOR} {VERSION} (npm brings it, where there is npm and its registry)"
    return Peer(chromium, script, _version(chromium))


def _bring(script: Path) -> bool:
    """Have npm pack the editor, and keep its one script; whether that went well."""
    npm = shutil.which("npm")
    if npm is None:
        return False
    script.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{EDITOR}@{VERSION}", "--ignore-scripts", "--silent"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=_NPM_PATIENCE, check=True)
        except (subprocess.SubprocessError, OSError):
            return False
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
            member = packed.extractfile("package/standalone.js")
            if member is None:
                return False
            script.write_bytes(member.read())
    return True


def _version(chromium: str) -> str:
    """Name and number, such as "Chromium 156.0.8078.79"."""
    done = subprocess.run([chromium, "--version"], capture_output=True, text=True, timeout=20, check=False)
    return " ".join(done.stdout.split()[:2])


@contextmanager
def _browsing(peer: Peer, url: str) -> Iterator[None]:
    """A Chromium of its own, with a profile of its own, on `url`; ended with all it started."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [peer.chromium, *_FLAGS, *root, f"--user-data-dir={profile}", url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()


def play(peer: Peer, server: Server) -> Values:
    """One run of all that the peer is measured at. Raises JobError when it does not answer in time."""
    server.script = peer.script
    server.give_out(TASKS)
    values: Values = {}
    with _browsing(peer, f"{server.url}/peer/page"):
        for task in TASKS:
            result = server.wait(PATIENCE)
            if result is None:
                raise JobError(f"{EDITOR}: no answer to {task['name']} after {PATIENCE:g} seconds")
            if result.get("shown", 0) < int(task["at_least"]):
                raise JobError(f"{EDITOR}: {task['name']}: {result.get('error', 'too little was shown')}")
            values[result["name"]] = float(result["ms"])
    return values
