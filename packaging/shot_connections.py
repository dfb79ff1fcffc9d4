"""The scenes of `make shots` about connections: signing in, switching, and the window over all of them.

Each is one function, listed in `SCENES`; to add one, write it and its name there. Nobody's connections: the
demo stands in for Tallyfy.
"""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QPoint

from shot_stage import ORGANIZATION, Stage
from tallyfy_inspector.ports import ConnectionRecord


def three(stage: Stage) -> None:
    """Three connections are kept, and the first one is in use."""
    for name, organization, colour, production in (
        ("Northwind", "Northwind Ltd", "purple", True),
        ("Northwind staging", "Northwind Ltd (staging)", "teal", False),
        ("Salt & pepper", "Salt & Pepper Catering", "brown", True),
    ):
        stage.book.add(
            ConnectionRecord(
                "", name, stage.access.base_url, ORGANIZATION, organization, colour, production=production
            )
        )
    stage.window.use(stage.connect(stage.book.records()[0]))
    stage.window.messages.tell("")


async def connection_in_use(stage: Stage) -> None:
    """A customer's production: its colour over the window, its name in words."""
    three(stage)
    await stage.fetch(stage.access.first_task)


async def connection_switched(stage: Stage) -> None:
    """The answer on screen came over the connection before."""
    await connection_in_use(stage)
    stage.window.account.switch(stage.book.records()[1].id)


async def connection_menu(stage: Stage) -> None:
    """The connections to choose from."""
    await connection_in_use(stage)
    button = stage.window.account_button
    button.menu().popup(button.mapToGlobal(QPoint(0, button.height())))


async def connection_sign_in(stage: Stage) -> None:
    """Whose token it is, and the organizations it opens."""
    three(stage)
    stage.window.account.sign_in_to_another(stage.access.base_url)
    dialog = stage.window.account.dialog
    if dialog is not None:
        dialog.token.setText(stage.access.token)
        dialog.test.click()
        await asyncio.sleep(0.5)


async def connections_window(stage: Stage) -> None:
    """All connections."""
    three(stage)
    stage.window.account_button.manage_wanted.emit()


async def connections_import(stage: Stage) -> None:
    """What is asked before another program's token is read."""
    await connections_window(stage)
    dialog = stage.window.switcher.managing.dialog
    if dialog is not None:
        dialog.import_button.menu().actions()[0].trigger()


SCENES = (
    connection_in_use,
    connection_switched,
    connection_menu,
    connection_sign_in,
    connections_window,
    connections_import,
)
