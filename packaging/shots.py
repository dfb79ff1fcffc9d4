"""Pictures of every state of the real window, for people to look at: `make shots`.

Each scene is one function below, listed in `SCENES` with how many variants it wants; to add one, write the function
and its line. Clock and palette are injected and the answers come from the demo server, so two runs differ only by
fonts. Writes PNG files and contact sheets into a folder (default: shots/).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QTableView, QWidget

from tallyfy_inspector import redact
from tallyfy_inspector.api.client import Client
from tallyfy_inspector.api.exchange import FetchRequest
from tallyfy_inspector.api.routes import origin
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.ports import DemoAccess, StoredToken
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.connection import Connection
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.main_window import MainWindow, Parts
from tallyfy_inspector.ui.panels.panel import Panel
from tallyfy_inspector.ui.view import Loading

NOON = datetime(2026, 11, 23, 11, 1, 3, tzinfo=UTC)
ORGANIZATION = "3d53f2fd6326517fb1b431b539292029"


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a scene."""

    dark: bool = False
    width: int = 1360
    percent: int = 100

    @property
    def name(self) -> str:
        """As it stands in the file's name."""
        return f"{'dark' if self.dark else 'light'}-{self.width}-{self.percent}"


ONCE = (Look(), Look(dark=True))
MATRIX = tuple(Look(dark, width, percent) for percent in (100, 200) for width in (1360, 900) for dark in (False, True))


class StillClock:
    """It is always noon, in one zone."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment

    @property
    def zone(self) -> tzinfo:
        """Central European winter time."""
        return timezone(timedelta(hours=1), "CET")


class Stage:
    """One window on a demo server, and what scenes do with it."""

    def __init__(self, access: DemoAccess, folder: Path, look: Look) -> None:
        self.access = access
        self.clock = StillClock()
        self.vault = MemoryVault(StoredToken(origin(access.base_url), access.token, "memory"))
        self.jobs = Jobs()
        self.client = Client(self.vault.get, self.clock.now)
        self.settings = Settings(folder)
        parts = Parts(self.clock, self.settings, redact.mask_value, redact.mask_json, self._account, self._demo)
        self.window = MainWindow(parts, self._demo(), self.jobs)
        self.window.resize(QSize(look.width, 820))
        self.window.show()

    def _demo(self) -> Connection:
        return Connection(
            "Demo", self.access.base_url, self.client, self.vault, ORGANIZATION, demo=True, tasks=self.access.tasks
        )

    def _account(self, base_url: str) -> Connection:
        return Connection("Tallyfy", base_url or "https://go.tallyfy.com/api", self.client, MemoryVault())

    async def settle(self) -> None:
        """Let the window paint what it has to. Never processEvents here: it would run the loop inside itself."""
        for _turn in range(6):
            await asyncio.sleep(0.01)

    async def fetch(self, task: str, *, wait: bool = True) -> None:
        """Paste a task and press Enter."""
        self.window.open_task(task)
        while wait and isinstance(self.window.session.view.now, Loading):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await self.settle()

    def panel(self, panel_id: str) -> Panel:
        """One panel of the window."""
        return next(slot.load() for slot in self.window.panes.slots if slot.spec.id == panel_id)

    async def aclose(self) -> None:
        """Close the window and its connections."""
        await self.jobs.aclose()
        await self.client.aclose()
        self.window.close()
        self.window.deleteLater()
        self.settings.flush()


async def first_run(stage: Stage) -> None:
    """What a newcomer sees."""
    stage.window.use(stage.window._parts.account(""))
    stage.window._tell_signed_in(False)
    stage.window.request_bar.organization.clear()


async def task(stage: Stage) -> None:
    """A task, as it opens."""
    await stage.fetch(stage.access.first_task)


async def stuck(stage: Stage) -> None:
    """A task that is stuck: required fields are empty."""
    await stage.fetch(catalogue.TASKS[1].id)


async def banner(stage: Stage) -> None:
    """The token died: the last good answer stays."""
    await stage.fetch(stage.access.first_task)
    stage.clock.moment = NOON + timedelta(minutes=6, seconds=38)
    await stage.fetch(_error("401"))


async def token_dialog(stage: Stage) -> None:
    """Sign in."""
    await first_run(stage)
    stage.window.sign_in()


async def loading(stage: Stage) -> None:
    """On its way for longer than a moment."""
    await stage.fetch(_shows("slow"), wait=False)
    await asyncio.sleep(0.3)


async def stopped(stage: Stage) -> None:
    """Stopped by the person."""
    await stage.fetch(stage.access.first_task)
    await stage.fetch(_shows("slow"), wait=False)
    stage.window.session.stop()


async def selected_field(stage: Stage) -> None:
    """A field is selected; the tree shows its node."""
    await stage.fetch(catalogue.TASKS[1].id)
    panel = stage.panel("fields")
    table = panel.findChild(QTableView, "fields_view")
    assert table is not None
    table.setFocus()
    table.selectRow(5)


async def raw(stage: Stage) -> None:
    """The text as received."""
    await stage.fetch(stage.access.first_task)
    stage.window._open("raw")


async def candidates(stage: Stage) -> None:
    """Several IDs in one paste."""
    first, second = (entry.id for entry in catalogue.TASKS[:2])
    stage.window.request_bar.take(f"Which of these? {first} or {second}")


async def refused(stage: Stage) -> None:
    """A guest link, which is not followed."""
    await stage.fetch(stage.access.first_task)
    stage.window.request_bar.take(
        f"https://go.tallyfy.com/guest-all-task/{ORGANIZATION}/67a466a7d8374750922f9d46349cd3ae"
    )


async def no_connection(stage: Stage) -> None:
    """Nobody answers at all."""
    await stage.fetch(stage.access.first_task)
    gone = Connection("Tallyfy", "http://127.0.0.1:9", stage.client, stage.vault, ORGANIZATION)
    await stage.vault.set("demo-token", "http://127.0.0.1:9")
    stage.window.use(gone)
    stage.window.session.fetch(gone, FetchRequest(gone.base_url, ORGANIZATION, stage.access.first_task))
    while isinstance(stage.window.session.view.now, Loading):  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def includes_folded(stage: Stage) -> None:
    """The includes of a narrow window."""
    stage.window.resize(900, 820)
    await stage.fetch(stage.access.first_task)
    stage.window.panes._open_popup()


async def shortcuts(stage: Stage) -> None:
    """The list of keys."""
    await stage.fetch(stage.access.first_task)
    stage.window._show_help()


def _shows(word: str) -> str:
    return next(entry.id for entry in catalogue.TASKS if word in entry.what.lower() or word in entry.title.lower())


def _error(kind: str) -> str:
    return next(entry.id for entry in catalogue.TASKS if kind in entry.what or kind in entry.title)


Scene = Callable[[Stage], Awaitable[None]]


def _problem(identifier: str) -> Scene:
    async def scene(stage: Stage) -> None:
        await stage.fetch(identifier)

    return scene


def scenes() -> dict[str, tuple[Scene, tuple[Look, ...]]]:
    """Every scene by name, with the looks it is wanted in."""
    full = {scene.__name__: (scene, MATRIX) for scene in (first_run, task, banner, token_dialog)}
    once = {
        scene.__name__: (scene, ONCE)
        for scene in (
            stuck, loading, stopped, selected_field, raw, candidates, refused, no_connection, includes_folded, shortcuts,
        )
    }  # fmt: skip
    errors = [entry for entry in catalogue.TASKS if entry.kind == "error"]
    problems = {
        f"problem_{number:02d}": (_problem(entry.id), ONCE) for number, entry in enumerate(errors, start=1)
    }
    return {**full, **once, **problems}


def _picture(window: QWidget) -> QPixmap:
    """The window with what stands before it."""
    shot = window.grab()
    painter = QPainter(shot)
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible() or not isinstance(other, QWidget):
            continue
        piece = other.grab()
        if isinstance(other, QDialog):
            painter.fillRect(shot.rect(), QColor(0, 0, 0, 90))
            corner = QPoint((shot.width() - piece.width()) // 2, (shot.height() - piece.height()) // 3)
        else:
            corner = other.pos() - window.pos()
        painter.drawPixmap(corner, piece)
    painter.end()
    return shot


def contact_sheet(files: list[Path], target: Path, columns: int = 4) -> None:
    """All `files` small on one picture, each with its name."""
    cell = QSize(480, 330)
    rows = -(-len(files) // columns)
    sheet = QPixmap(cell.width() * columns, cell.height() * rows)
    sheet.fill(QColor("#888888"))
    painter = QPainter(sheet)
    for index, file in enumerate(files):
        corner = QPoint(index % columns * cell.width(), index // columns * cell.height())
        small = QPixmap(str(file)).scaled(
            QSize(cell.width() - 10, cell.height() - 30),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(corner + QPoint(5, 22), small)
        painter.drawText(corner + QPoint(6, 16), file.stem)
    painter.end()
    sheet.save(str(target))


async def _shoot(target: Path, wanted: str) -> list[Path]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    plain_font = QFont(app.font())
    made: list[Path] = []
    for name, (scene, looks) in scenes().items():
        if wanted not in name:
            continue
        for look in looks:
            font = QFont(plain_font)
            font.setPointSizeF(plain_font.pointSizeF() * look.percent / 100)
            app.setFont(font)
            app.setPalette(theme.palette(look.dark))
            made.append(await _one(target / f"{name}-{look.name}.png", scene, look))
    app.setFont(plain_font)
    return made


async def _one(file: Path, scene: Scene, look: Look) -> Path:
    demo = Demo(lambda: NOON)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(demo.start(), Path(folder), look)
        await stage.settle()
        await scene(stage)
        await stage.settle()
        _picture(stage.window).save(str(file))
        await stage.aclose()
        await asyncio.sleep(0)
    demo.stop()
    return file


def main() -> int:
    """Make the pictures that were asked for."""
    import qasync  # type: ignore[import-untyped]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only scenes with this in their name")
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder for the pictures")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        made = runner.run(_shoot(options.to, options.only))
    for ground in ("light", "dark"):
        files = [file for file in made if f"-{ground}-" in file.name]
        if files:
            contact_sheet(files, options.to / f"contact-{ground}.png")
    print(f"{len(made)} pictures in {options.to}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
