"""The story that is proved: a newcomer's first hour with the program, one function a step, as STEPS has them.

A step does what a person does, says what has to come of it, and leaves the program so that the next one can
go on. Words of the screen stand in `names`; `around` has the steps that go by another way than the window's
fields. To add a step: a function, here or there, and its place in STEPS; its name is the picture's, the first
line of its docstring is printed.
"""

from __future__ import annotations

from collections.abc import Callable

from e2e import demo, names, traces
from e2e.around import (
    diagnostics_are_told,
    licences_are_read,
    link_is_asked_about,
    second_start_hands_over,
)
from e2e.scene import Scene
from e2e.waiting import PATIENCE, StoryError, came_true, expect, until
from e2e.window import Window

SERVICE = "Tallyfy Inspector/default"
WRONG_TOKEN = "wrong-0123456789abcdef0123456789abcdef"  # noqa: S105 - it opens nothing
_AT_ONCE = 4.5  # seconds; a slow answer takes six


def first_run(scene: Scene) -> None:
    """First run: it says what to do, and that it only reads"""
    scene.start()
    for thing in (names.WELCOME, names.PROMISE, names.SIGN_IN, names.NOT_SIGNED_IN, names.READY):
        scene.window.await_thing(thing)
    expect(scene.secrets.count(SERVICE) == 0, "there is a token in the keyring before anyone signed in")


def sign_in_is_opened(scene: Scene) -> None:
    """Sign in: the dialog opens at the token and says where it will be kept"""
    scene.window.activate(names.SIGN_IN)
    scene.window.take(names.SIGN_IN_WINDOW)
    scene.window.await_focus(names.TOKEN)
    scene.window.await_thing(names.KEPT)


def wrong_token_is_refused(scene: Scene) -> None:
    """Sign in: a wrong token is tried and refused"""
    window = scene.window
    window.go_to(names.ADDRESS, "shift+Tab")
    window.write(names.ADDRESS, scene.demo.address)
    window.go_to(names.TOKEN)
    window.write(names.TOKEN, WRONG_TOKEN)
    window.activate(names.TEST)
    window.await_thing(names.REFUSED)


def right_token_is_saved(scene: Scene) -> None:
    """Sign in: the right token works, and is saved in the keyring"""
    window = scene.window
    window.go_to(names.TOKEN, "shift+Tab")
    window.write(names.TOKEN, scene.demo.token)
    window.activate(names.TEST)
    window.await_thing(names.WORKS)
    window.activate(names.SAVE)
    window.await_thing(names.SAVED)
    window.await_focus(names.CLOSE)
    until(lambda: scene.secrets.count(SERVICE) == 1, "the token is not in the keyring")


def dialog_is_left(scene: Scene) -> None:
    """Sign in: closed, the keyboard is in the task box, ready for the paste"""
    scene.window.press("space")
    scene.window.await_gone(names.CLOSE)
    scene.window.await_thing(names.SIGNED_IN)
    scene.window.await_focus(names.TASK)


def task_is_fetched(scene: Scene) -> None:
    """Fetch: a task of the demo server, by its ID and Enter"""
    window = scene.window
    window.go_to(names.ORGANIZATION, "shift+Tab")
    window.write(names.ORGANIZATION, scene.demo.organization)
    scene.ask_for("healthy")
    window.await_thing(names.OK)
    title = scene.demo.answer(scene.demo.task("healthy"), ())["title"]
    window.await_thing(names.says(title, begins=False))
    window.await_heard(names.HEARD_LOADING)
    window.await_focus(names.TASK)


def table_is_read(scene: Scene) -> None:
    """Read: the form fields, each by its label and with its value, as many as announced"""
    answer = scene.demo.answer(scene.demo.task("healthy"), ("form_fields",))["form_fields"]
    fields = answer["data"] if isinstance(answer, dict) else answer
    said = scene.window.await_heard(names.HEARD_OK)
    expect(f", {len(fields)} form fields" in said, f"“{said}” does not count the {len(fields)} form fields")
    scene.window.open_tab(names.FIELDS_TAB)
    reader = scene.window.reader
    rows = reader.rows(names.FIELDS)
    absent = [field["label"] for field in fields if not any(row.startswith(field["label"]) for row in rows)]
    expect(not absent, f"{absent} are not among {rows}")
    field = next(each for each in fields if each["field_type"] == "text")
    cells = reader.cells(
        names.FIELDS, next(n for n, row in enumerate(rows) if row.startswith(field["label"]))
    )
    value = demo.value(field)
    expect(any(value in cell for cell in cells), f"“{value}” is not in {cells}")
    scene.window.go_to(names.FIELDS, "F6")


def tree_is_read(scene: Scene) -> None:
    """Read: the tree, walked and unfolded with the arrow keys"""
    window = scene.window
    window.open_tab(names.TREE_TAB)
    window.await_row(names.TREE, "data, object, ")
    folded = window.await_row(names.TREE, "owners, ")
    expect(folded.endswith("collapsed"), f"“{folded}” is not collapsed")
    window.go_to(names.TREE, "F6")
    window.press("Home")
    go_down_to(window, "owners, ")
    window.press("Right")
    until(
        lambda: window.await_row(names.TREE, "owners, ").endswith("expanded"), "Right does not unfold a row"
    )
    for key in scene.demo.answer(scene.demo.task("healthy"), ())["owners"]:
        window.await_row(names.TREE, f"{key}, ")


def go_down_to(window: Window, begins: str) -> None:
    """Press Down in the tree until the row that begins so is the selected one; each press moves."""
    for _turn in window.reader.rows(names.TREE):
        before = window.reader.selected_row(names.TREE)
        if before.startswith(begins):
            return
        window.press("Down")
        moved = came_true(lambda: window.reader.selected_row(names.TREE) != before, PATIENCE)  # noqa: B023
        expect(moved, f"Down does not lead on from “{before}”")
    raise StoryError(f"Down does not lead to “{begins}”")


def raw_is_read(scene: Scene) -> None:
    """Read: the answer as received, in another tab, and back to the tree"""
    window = scene.window
    window.open_tab(names.RAW_TAB)
    received = f'{{"data":{{"id":"{scene.demo.task("healthy")}"'
    until(
        lambda: window.reader.text(names.RAW).startswith(received),
        lambda: f"Raw does not begin with {received}, but with {window.reader.text(names.RAW)[:80]}",
    )
    window.open_tab(names.TREE_TAB)
    window.await_row(names.TREE, "data, object, ")


def includes_are_changed(scene: Scene) -> None:
    """Includes: one more is ticked, said to need a fetch, and fetched"""
    window = scene.window
    tags = [row for row in window.reader.rows(names.TREE) if row.startswith("tags, ")]
    expect(not tags, f"tags are there before they were asked for: {tags}")
    expect(not window.reader.is_checked(names.TAGS), "tags are ticked from the beginning")
    window.activate(names.TAGS)
    until(lambda: window.reader.is_checked(names.TAGS), "the space bar does not tick a box")
    window.await_thing(names.CHANGED)
    window.reader.forget()
    window.press("F5")
    window.await_heard(names.HEARD_OK)
    window.await_row(names.TREE, "tags, ")
    window.await_gone(names.CHANGED)


def slow_one_is_cancelled(scene: Scene) -> None:
    """Cancel: a slow answer is stopped with Esc; the one before stays"""
    window = scene.window
    scene.ask_for("slow")
    window.await_thing(names.LOADING)
    expect(window.reader.is_enabled(names.STOP), "Stop cannot be pressed while it loads")
    window.press("Escape")
    until(lambda: window.reader.is_there(names.STOPPED), "Esc does not stop a fetch", _AT_ONCE)
    window.await_heard(names.HEARD_STOPPED)
    expect(not window.reader.is_enabled(names.STOP), "Stop can be pressed though nothing loads")
    window.await_row(names.TREE, "data, object, ")


def unauthorized_is_met(scene: Scene) -> None:
    """401: said in words, with the way to sign in again"""
    scene.ask_for("unauthorized")
    for thing in (names.UNAUTHORIZED, names.NOT_ACCEPTED_PROBLEM, names.SIGN_IN_AGAIN):
        scene.window.await_thing(thing)
    scene.window.await_heard(names.HEARD_NOT_ACCEPTED, urgent=True)


def not_found_is_met(scene: Scene) -> None:
    """404: said in words"""
    scene.ask_for("not_found")
    for thing in (names.NOT_FOUND, names.NOT_FOUND_PROBLEM):
        scene.window.await_thing(thing)
    scene.window.await_heard(names.HEARD_NOT_FOUND, urgent=True)


def closed_in_mid_fetch(scene: Scene) -> None:
    """Close: in the middle of a slow fetch it ends at once, and well"""
    scene.ask_for("slow")
    scene.window.await_thing(names.LOADING)
    took = scene.quit()
    expect(took < _AT_ONCE, f"it took {took:.1f} s to end")


def token_is_still_there(scene: Scene) -> None:
    """Start again: signed in, the organization is remembered, and a fetch works"""
    scene.start()
    for thing in (names.SIGNED_IN, names.TOKEN_READY):
        scene.window.await_thing(thing)
    expect(
        scene.window.reader.text(names.ORGANIZATION) == scene.demo.organization, "the organization is gone"
    )
    scene.ask_for("healthy")
    scene.window.await_heard(names.HEARD_OK)


def token_is_removed(scene: Scene) -> None:
    """Remove: the token goes by the account's menu and its dialog"""
    window = scene.window
    window.activate(names.SIGNED_IN)
    window.choose(names.TOKEN_ENTRY)
    window.take(names.SIGN_IN_WINDOW)
    window.await_thing(names.IN_PLACE)
    window.activate(names.REMOVE)
    window.await_thing(names.REMOVED)
    until(lambda: scene.secrets.count(SERVICE) == 0, "the token is still in the keyring")
    window.press("Escape")
    window.await_gone(names.CLOSE)
    window.await_focus(names.NOT_SIGNED_IN)


def token_is_gone(scene: Scene) -> None:
    """Start again: not signed in, and a fetch says so"""
    scene.quit()
    scene.start()
    scene.window.await_thing(names.NOT_SIGNED_IN)
    scene.ask_for("healthy")
    scene.window.await_thing(names.SIGN_IN_PROBLEM)
    scene.window.await_heard(names.HEARD_SIGN_IN, urgent=True)
    expect(scene.secrets.count(SERVICE) == 0, "there is a token in the keyring again")


def nothing_is_left_behind(scene: Scene) -> None:
    """Afterwards: no token in any file, and nothing bad in the log"""
    scene.quit()
    found = traces.files_with(scene.home, (scene.demo.token, WRONG_TOKEN))
    expect(not found, f"a token stands in {found}")
    logs = traces.logs(scene.home)
    expect(logs, "the program wrote no log")
    bad = [line for log in logs for line in traces.bad_lines(log.read_text(encoding="utf-8"))]
    expect(not bad, f"in the log: {bad}")
    complaints = traces.complaints(scene.program.said())
    expect(not complaints, f"on the terminal: {complaints}")


STEPS: tuple[Callable[[Scene], None], ...] = (
    first_run,
    sign_in_is_opened,
    wrong_token_is_refused,
    right_token_is_saved,
    dialog_is_left,
    task_is_fetched,
    table_is_read,
    tree_is_read,
    raw_is_read,
    includes_are_changed,
    slow_one_is_cancelled,
    unauthorized_is_met,
    not_found_is_met,
    closed_in_mid_fetch,
    token_is_still_there,
    diagnostics_are_told,
    licences_are_read,
    second_start_hands_over,
    link_is_asked_about,
    token_is_removed,
    token_is_gone,
    nothing_is_left_behind,
)
