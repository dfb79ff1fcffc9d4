from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tallyfy_inspector.api import system_proxy
from tallyfy_inspector.api.system_proxy import SystemProxy
from tallyfy_inspector.ports import StoredToken, VaultError
from tallyfy_inspector.ports_help import NetworkChoice
from tallyfy_inspector.store.memory import MemoryVault
from tallyfy_inspector.store.network import NetworkSettings
from tallyfy_inspector.store.settings import Settings
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.jobs import Jobs
from tallyfy_inspector.ui.network_dialog import NetworkDialog
from tests.support.certificates import authority
from tests.support.file_dialog import answer
from tests.support.ui import drive, in_font, pseudo_language, until, untranslated, wearing

REAL = "https://go.tallyfy.com/api"
PROXY = "http://proxy.example:3128"


class Room:
    """The dialog, open, on real settings and a vault in memory."""

    def __init__(self, folder: Path, vault: MemoryVault) -> None:
        self.folder = folder
        self.vault = vault
        self.jobs = Jobs()
        self.book = NetworkSettings(Settings(folder), vault, lambda _password: None)
        self.dialog = NetworkDialog(self.book, REAL, self.jobs)
        self.dialog.start()

    def write(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text) if text else field.clear()

    async def save(self) -> str:
        """Press Enter; what is said then."""
        QTest.keyClick(self.dialog.proxy, Qt.Key.Key_Return)
        await until(self.dialog.save.isEnabled)
        return self.dialog.said.text()

    def role(self, name: str) -> bool:
        ink = self.dialog.said.palette().windowText().color().name()
        return bool(ink == str(getattr(theme.roles(self.dialog.palette()), name)).lower())


def play(
    app: QApplication,
    folder: Path,
    scene: Callable[[Room], Awaitable[None]],
    vault: MemoryVault | None = None,
) -> None:
    async def body() -> None:
        room = Room(folder, vault or MemoryVault())
        try:
            await until(room.dialog.isVisible)
            await asyncio.sleep(0.02)
            await scene(room)
        finally:
            room.dialog.reject()
            await room.jobs.aclose()
            room.dialog.deleteLater()
            await asyncio.sleep(0)

    drive(app, body)


def test_a_proxy_is_typed_and_kept_by_keyboard_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        assert room.dialog.focusWidget() is room.dialog.proxy
        assert "name no proxy" in room.dialog.in_use.text()
        room.write(room.dialog.proxy, "proxy.example:3128")
        room.write(room.dialog.user, "me")
        room.write(room.dialog.password, "SECRETPW")
        assert room.dialog.password.echoMode() is QLineEdit.EchoMode.Password
        assert (await room.save()).startswith("Saved. It is used from the next fetch on.")
        assert room.role("good")
        assert room.dialog.proxy.text() == PROXY
        assert room.dialog.password.text() == ""
        assert room.dialog.password.placeholderText() == "Kept in the keyring"
        assert "proxy proxy.example:3128, set here" in room.dialog.in_use.text()
        proxy = (await room.book.read()).proxy
        assert proxy is not None
        assert (proxy.address, proxy.user, proxy.password) == (PROXY, "me", "SECRETPW")
        told = " ".join(label.text() for label in room.dialog.findChildren(QLabel))
        assert "SECRETPW" not in told + str(room.dialog._speech.said)

    play(qapp, tmp_path, scene)


def test_what_is_in_place_is_shown_and_emptied_again(qapp: QApplication, tmp_path: Path) -> None:
    Settings(tmp_path).set("network.proxy", PROXY)
    Settings(tmp_path).set("network.proxy_user", "me")

    async def scene(room: Room) -> None:
        assert (room.dialog.proxy.text(), room.dialog.user.text()) == (PROXY, "me")
        await until(room.dialog.password.placeholderText)
        room.write(room.dialog.proxy, "")
        room.write(room.dialog.user, "")
        assert "own settings" in await room.save()
        assert room.book.chosen() == NetworkChoice()
        assert await room.vault.get() is None

    play(qapp, tmp_path, scene, MemoryVault(StoredToken(PROXY, "SECRETPW", "memory")))


@pytest.mark.parametrize(
    ("address", "said"),
    [("socks5://x:1", "SOCKS"), ("me:SECRETPW@x:1", "they have fields"), ("a b", "blanks")],
)
def test_what_cannot_be_used_is_said_and_left_to_be_mended(
    address: str, said: str, qapp: QApplication, tmp_path: Path
) -> None:
    async def scene(room: Room) -> None:
        room.write(room.dialog.proxy, address)
        told = await room.save()
        assert said in told
        assert "SECRETPW" not in told
        assert room.role("bad")
        assert room.dialog._speech.said[-1] == (told, True)
        assert room.dialog.proxy.text() == address
        assert room.book.chosen() == NetworkChoice()

    play(qapp, tmp_path, scene)


def test_a_ca_file_is_chosen_and_counted(qapp: QApplication, tmp_path: Path) -> None:
    file = authority(tmp_path).file

    async def scene(room: Room) -> None:
        room.dialog.choose.click()
        await answer(room.dialog, "ca_file_dialog", file)
        assert room.dialog.ca_file.text() == str(file)
        assert "Saved" in await room.save()
        assert "1 from authority.pem" in room.dialog.in_use.text()
        assert room.book.chosen().ca_file == str(file)

    play(qapp, tmp_path, scene)


def test_a_ca_file_that_is_none_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no certificate")

    async def scene(room: Room) -> None:
        room.dialog.ca_file.setText(str(tmp_path / "notes.txt"))
        assert "no certificate in PEM form" in await room.save()
        assert room.book.chosen() == NetworkChoice()

    play(qapp, tmp_path, scene)


class Locked(MemoryVault):
    """A keyring that does nothing."""

    async def get(self) -> StoredToken | None:
        raise VaultError("The keyring is locked.")

    async def set(self, token: str, origin: str) -> StoredToken:
        raise VaultError("The keyring is locked.")


def test_a_keyring_that_does_not_take_the_password_is_said_so(qapp: QApplication, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        room.write(room.dialog.proxy, "proxy.example:3128")
        room.write(room.dialog.user, "me")
        room.write(room.dialog.password, "SECRETPW")
        assert await room.save() == "Saved, all but the password. The keyring is locked."
        assert room.role("warning")
        assert room.book.chosen().proxy == PROXY
        assert room.dialog.password.text() == "SECRETPW"  # to be saved once the keyring is unlocked

    play(qapp, tmp_path, scene, Locked())


def test_a_locked_keyring_loses_nothing_that_was_typed(qapp: QApplication, tmp_path: Path) -> None:
    file = str(authority(tmp_path).file)

    async def scene(room: Room) -> None:
        room.write(room.dialog.proxy, "proxy.example:3128")
        room.write(room.dialog.user, "me")
        room.dialog.ca_file.setText(file)
        told = await room.save()
        assert told == "Saved. Whether a password is in place is not known. The keyring is locked."
        assert room.role("warning")
        fields = (room.dialog.proxy.text(), room.dialog.user.text(), room.dialog.ca_file.text())
        assert fields == (PROXY, "me", file)
        assert room.book.chosen() == NetworkChoice(*fields)

    play(qapp, tmp_path, scene, Locked())


def test_a_user_name_that_cannot_be_kept_stays_to_be_mended(qapp: QApplication, tmp_path: Path) -> None:
    user = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIxIn0.c2lnbmF0dXJl"

    async def scene(room: Room) -> None:
        room.write(room.dialog.proxy, "proxy.example:3128")
        room.dialog.user.setText(user)
        assert "looks like a token" in await room.save()
        assert room.role("bad")
        assert room.dialog.user.text() == user
        assert room.book.chosen() == NetworkChoice()

    play(qapp, tmp_path, scene)


def test_what_the_desktop_is_set_to_is_said_once_it_is_known(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def now() -> SystemProxy:
        return SystemProxy(proxies=(("https", "http://desktop.example:3128"),))

    async def scene(room: Room) -> None:
        await until(lambda: "desktop.example:3128" in room.dialog.in_use.text())
        room.write(room.dialog.proxy, "proxy.example:3128")
        await room.save()
        assert "desktop.example" not in room.dialog.in_use.text()

    monkeypatch.setattr(system_proxy, "now", now)
    play(qapp, tmp_path, scene)


def test_closing_forgets_the_password_and_stops_the_work(qapp: QApplication, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        room.write(room.dialog.password, "SECRETPW")
        QTest.keyClick(room.dialog.password, Qt.Key.Key_Escape)
        assert not room.dialog.isVisible()
        assert room.dialog.password.text() == ""
        assert not room.jobs.running("network")

    play(qapp, tmp_path, scene)


def test_every_control_has_a_name_and_tab_comes_to_each(qapp: QApplication, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        await until(room.dialog.isActiveWindow)
        met = []
        for _step in range(9):
            focused = QApplication.focusWidget()
            assert focused is not None
            met.append(focused.accessibleName())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        fields = ["Proxy address", "Proxy user name", "Proxy password", "CA file", "Choose a CA file"]
        assert [name for name in met if name in fields][:5] == fields
        assert {"Save", "Close"} <= set(met)

    play(qapp, tmp_path, scene)


def test_in_a_large_font_in_the_dark_and_in_another_language(qapp: QApplication, tmp_path: Path) -> None:
    async def scene(room: Room) -> None:
        for label in room.dialog.findChildren(QLabel):
            if label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width())
        assert untranslated(room.dialog) == []

    with in_font(qapp, 2), wearing(qapp, theme.palette(dark=True)), pseudo_language():
        play(qapp, tmp_path, scene)
