"""Pictures of every state of the real window, for people to look at: `make shots`.

What is on them stands in `shot_scenes`. Two runs differ only by fonts, ports and how long things took. Writes
PNG files and contact sheets into a folder (default: shots/); one sheet holds every fault of the network.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shot_scenes import Scene, scenes
from shot_stage import NOON, Look, Stage
from tallyfy_inspector.demo.server import Demo
from tallyfy_inspector.ui import theme


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


async def _shoot(app: QApplication, target: Path, wanted: str) -> list[Path]:
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only scenes with this in their name")
    parser.add_argument("--to", type=Path, default=Path("shots"), help="the folder for the pictures")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        made = runner.run(_shoot(app, options.to, options.only))
    for ground in ("light", "dark"):
        files = [file for file in made if f"-{ground}-" in file.name]
        faults = [file for file in files if file.name.startswith("fault_")]
        for name, listed in ((f"contact-{ground}.png", files), (f"contact-faults-{ground}.png", faults)):
            if listed:
                contact_sheet(listed, options.to / name)
    print(f"{len(made)} pictures in {options.to}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
