"""The steps of the story that go by another way than the window's own fields: what the program prints, the
texts that came with it, a second start, and a link.

Like those in `story`, which puts them into STEPS.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from e2e import names
from e2e.scene import Scene
from e2e.waiting import expect, until

# The menu entry for links, which both packages install.
LINK_ENTRY = Path(__file__).resolve().parents[1] / "linux" / "tallyfy-inspector-link.desktop"
_HELD = (
    "Qt: 6",
    "PySide6-Essentials: ",
    "httpx: ",
    "keyring: ",
    "Keyring: ",
    "TALLYFY_ACCESS_TOKEN: not set",
)


def diagnostics_are_told(scene: Scene) -> None:
    """Help: --diagnostics says what it is made of and where its files are, and nothing of the account"""
    told = scene.program.ask("--diagnostics")
    lines = told.splitlines()
    lacking = [each for each in _HELD if not any(line.startswith(each) for line in lines)]
    expect(not lacking and "not installed" not in told, f"{lacking} is not told, or as not there: {told}")
    settings = next((line for line in lines if line.startswith("Settings folder: ")), "")
    expect(
        settings.startswith(f"Settings folder: {scene.home}"), f"“{settings}” is not in this person's home"
    )
    expect(scene.demo.token not in told, "the token is told")


def licences_are_read(scene: Scene) -> None:
    """Help: About has the version that --version prints, and opens the licences that came along"""
    window = scene.window
    window.activate(names.SIGNED_IN)
    window.choose(names.ABOUT_ENTRY)
    window.take(names.ABOUT_WINDOW)
    printed = scene.program.ask("--version").strip()
    version = printed.rpartition(" ")[2]
    expect(version[:1].isdigit(), f"“{printed}” is no version")
    window.await_thing(names.says(f"Tallyfy Inspector {version}", begins=False))
    window.activate(names.LICENCES)
    window.take(names.LICENCES_WINDOW)
    window.await_thing(names.NOTICE_CHOSEN)
    reader = window.reader
    until(
        lambda: reader.text(names.LICENCE_TEXT).startswith("Tallyfy Inspector is licensed under"),
        lambda: f"the notice is not there, but “{reader.text(names.LICENCE_TEXT)[:80]}”",
    )
    expect("pyside6-essentials 6" in reader.text(names.LICENCE_TEXT), "the notice does not name PySide6")
    window.go_to(names.NOTICE_CHOSEN)
    window.press("Down")
    window.await_thing(names.LICENCE_CHOSEN)
    until(
        lambda: "Apache License" in reader.text(names.LICENCE_TEXT)[:200],
        lambda: f"Down does not lead to the licence, but to “{reader.text(names.LICENCE_TEXT)[:80]}”",
    )
    window.press("Escape")
    window.await_gone(names.LICENCE_TEXT)
    window.take(names.ABOUT_WINDOW)
    window.press("Escape")
    window.await_gone(names.LICENCES)
    window.take(names.MAIN_WINDOW)


def second_start_hands_over(scene: Scene) -> None:
    """Second start: the window that runs takes the task, and the second one ends at once"""
    scene.window.reader.forget()
    scene.program.ask(scene.demo.task("not_found"))
    scene.window.await_heard(names.HEARD_NOT_FOUND, urgent=True)
    expect(scene.program.is_running(), "the first one ended")


def link_is_asked_about(scene: Scene) -> None:
    """Link: by the menu entry for links it asks, and only Open fetches"""
    scene.quit()
    link = f"tallyfy-inspector:task/{scene.demo.organization}/{scene.demo.task('healthy')}"
    window = scene.window
    window.reader.watch(scene.program.start(*words_for(link, LINK_ENTRY.read_text(encoding="utf-8"))))
    window.take(names.MAIN_WINDOW)
    window.await_thing(names.LINK_QUESTION)
    window.await_focus(names.LINK_DISMISS)
    for thing in (names.LINK_UNASKED, names.READY, names.TOKEN_READY):
        window.await_thing(thing)
    expect(not window.reader.is_there(names.OK), "the task is there before anybody pressed Open")
    window.reader.forget()
    window.activate(names.LINK_OPEN)
    window.await_heard(names.HEARD_OK)
    window.await_gone(names.LINK_QUESTION)


def words_for(link: str, entry: str) -> list[str]:
    """What the program gets on its command line where a desktop opens `link` by the menu entry `entry`."""
    (line,) = (line for line in entry.splitlines() if line.startswith("Exec="))
    return [link if word == "%u" else word for word in shlex.split(line.removeprefix("Exec="))[1:]]
