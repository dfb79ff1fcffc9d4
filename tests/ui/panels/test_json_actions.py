from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tallyfy_inspector.document.path import Path
from tallyfy_inspector.redact import mask_value
from tallyfy_inspector.ui.panels import json_words
from tallyfy_inspector.ui.panels.json_actions import JsonActions
from tallyfy_inspector.ui.panels.json_decoded import Decoder
from tallyfy_inspector.ui.panels.json_model import JsonModel
from tallyfy_inspector.ui.panels.json_view import JsonView
from tests.support.task_samples import CODE, GUEST_LINK, TASK
from tests.support.views import FixedClock

LINK: Path = ("data", "owners", "taskUrls", 0)
RUN = "a" * 32


class Tree:
    """A view with its actions, and what they say."""

    def __init__(self, qtbot: QtBot) -> None:
        model = JsonModel(mask_value)
        model.decoder = Decoder(FixedClock(), mask_value, model)
        self.view = JsonView(model)
        model.setParent(self.view)
        qtbot.addWidget(self.view)
        self.actions = JsonActions(self.view, mask_value)
        self.said: list[str] = []
        self.noted: list[str] = []
        self.jumps: list[Path] = []
        self.actions.did.connect(self.said.append)
        self.actions.noted.connect(self.noted.append)
        self.actions.jump_wanted.connect(self.jumps.append)

    def show(self, root: object, path: Path | None = None) -> None:
        self.view.tree.show(root)
        self.actions.show_body(json.dumps(root).encode())
        self.view.select(path)
        self.actions.enable()

    def do(self, name: str) -> str:
        QGuiApplication.clipboard().clear()
        self.actions.by_id[name].trigger()
        return QGuiApplication.clipboard().text()

    def able(self) -> set[str]:
        return {name for name, action in self.actions.by_id.items() if action.isEnabled()}


LEVELS = {f"level_{level}" for level in range(1, 7)}


@pytest.fixture
def tree(qtbot: QtBot) -> Tree:
    return Tree(qtbot)


def test_actions_are_there_when_they_can_do_something(tree: Tree) -> None:
    assert tree.able() == set()
    tree.show(TASK)
    assert tree.able() == {"expand_all", "collapse_all"} | LEVELS
    tree.show(TASK, ("data", "owners"))
    assert set(tree.actions.by_id) - tree.able() == {
        "reveal",
        "collapse",
        "collapse_children",
        "go_to_definition",
    }
    tree.do("expand")
    assert "collapse" in tree.able()
    assert "expand" not in tree.able()
    tree.show(TASK, ())
    assert "copy_key" not in tree.able()


def test_every_action_has_a_key_of_its_own_and_is_in_the_menu(tree: Tree) -> None:
    keys = [action.shortcut().toString() for action in tree.actions.by_id.values()]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    tree.show(TASK)
    tree.actions.show_menu(QPoint(10, 10))
    menu = tree.view.findChild(QMenu, "json_menu")
    assert isinstance(menu, QMenu)
    listed = [action for action in menu.actions() if not action.isSeparator()]
    to_level = listed.pop().menu()
    assert isinstance(to_level, QMenu)
    listed += to_level.actions()
    assert listed == list(tree.actions.by_id.values())
    menu.close()


def test_copies(tree: Tree) -> None:
    tree.show(TASK, ("data", "owners", "users", 1))
    assert tree.do("copy_value") == "20417"
    assert tree.do("copy_key") == "1"
    assert tree.do("copy_row") == "[1]: 20417"
    assert tree.do("copy_json") == "20417"
    assert tree.do("copy_jsonpath") == "$.data.owners.users[1]"
    assert tree.do("copy_pointer") == "/data/owners/users/1"
    assert tree.do("copy_python") == '["data"]["owners"]["users"][1]'
    assert tree.do("copy_jq") == ".data.owners.users[1]"
    assert tree.said[:4] == ["Value copied", "Key copied", "Key and value copied", "JSON copied, as received"]
    assert tree.said[4:] == ["Path copied"] * 4
    assert tree.noted == []


def test_a_copy_by_its_key(tree: Tree, qtbot: QtBot) -> None:
    tree.show(TASK, ("data", "title"))
    with qtbot.waitExposed(tree.view):
        tree.view.show()
    tree.view.activateWindow()
    tree.view.setFocus()
    qtbot.waitUntil(tree.view.hasFocus)
    QGuiApplication.clipboard().clear()
    QTest.keyClick(
        tree.view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert QGuiApplication.clipboard().text() == "title: Collect sign-off"


@pytest.mark.parametrize("name", ["copy_value", "copy_row", "copy_json"])
@pytest.mark.parametrize("path", [(), ("data",), LINK[:-1], LINK])
def test_no_copy_holds_a_secret(tree: Tree, name: str, path: Path) -> None:
    tree.show(TASK, path)
    copied = tree.do(name)
    assert copied
    assert CODE not in copied
    assert bool(tree.noted) is (name == "copy_json")


def test_a_secret_in_a_name_is_masked_in_copied_paths(tree: Tree) -> None:
    tree.show({"data": {GUEST_LINK: 1}}, ("data", GUEST_LINK))
    for name in ("copy_key", "copy_row", "copy_jsonpath", "copy_pointer", "copy_python", "copy_jq"):
        assert CODE not in tree.do(name)


def test_a_revealed_value_is_copied_as_it_is(tree: Tree) -> None:
    tree.show(TASK, LINK)
    assert "reveal" in tree.able()
    tree.do("reveal")
    assert tree.said == ["Shown until the next fetch"]
    assert "reveal" not in tree.able()
    assert tree.do("copy_value") == GUEST_LINK
    assert tree.do("copy_json") == f'"{GUEST_LINK}"'


def test_a_string_too_long_to_be_searched_at_once_can_always_be_revealed(tree: Tree) -> None:
    tree.show({"data": "x " * json_words.LONG}, ("data",))
    assert "reveal" in tree.able()


def test_json_whose_bytes_are_not_at_hand_says_so(tree: Tree) -> None:
    tree.show({"data": {"a": 1}}, ("data",))
    tree.actions.show_body(b"")
    assert json.loads(tree.do("copy_json")) == {"a": 1}
    assert "written anew" in tree.noted[0]


def test_an_id_leads_to_what_it_names(tree: Tree, qtbot: QtBot) -> None:
    tree.show({"data": {"run_id": RUN, "run": {"id": RUN}}}, ("data", "run_id"))
    assert tree.view.tree.decoder is not None
    with qtbot.waitSignal(tree.view.tree.decoder.learned):
        tree.actions.enable()
    tree.actions.enable()
    tree.do("go_to_definition")
    assert tree.jumps == [("data", "run")]


def test_opening_and_closing(tree: Tree) -> None:
    tree.show(TASK, ("data", "owners"))
    before = tree.view.tree.rowCount()
    tree.do("expand_below")
    assert tree.view.tree.rowCount() > before + 4
    tree.do("collapse")
    assert tree.view.tree.rowCount() == before
    tree.do("expand_all")
    tree.do("collapse_all")
    assert tree.view.tree.rowCount() == before


def test_opening_by_levels_children_and_siblings(tree: Tree) -> None:
    model = tree.view.tree
    tree.show({"data": {"a": [[1], [2]], "b": [[3]], "c": 4}}, ("data", "a"))
    tree.do("level_1")
    assert model.rowCount() == 2
    tree.do("level_2")
    assert model.rowCount() == 5
    tree.view.select(("data", "a"))
    tree.do("expand_children")
    assert model.rowCount() == 9
    tree.do("collapse_below")
    assert model.rowCount() == 5
    tree.do("expand_siblings")
    assert model.rowCount() == 8
    tree.do("level_6")
    assert model.rowCount() == 11


def test_half_a_surrogate_pair_is_copied_as_its_escape(tree: Tree) -> None:
    """No clipboard can hold it: left out, the text would be another, and the path another member's."""
    half = "\ud83d"
    tree.show({"note": f"Hello {half} (cut)", "": 1, half: 2}, ("note",))
    assert tree.do("copy_value") == "Hello \\ud83d (cut)"
    assert tree.do("copy_row") == "note: Hello \\ud83d (cut)"
    assert tree.do("copy_json") == '"Hello \\ud83d (cut)"'
    tree.show({"note": 0, "": 1, half: 2}, (half,))
    assert tree.do("copy_key") == "\\ud83d"
    assert tree.do("copy_row") == "\\ud83d: 2"
    assert tree.do("copy_pointer") == "/\\ud83d"
    assert tree.do("copy_jsonpath") == "$['\\ud83d']"
    assert tree.do("copy_python") == tree.do("copy_jq").removeprefix(".") == '["\\ud83d"]'
    tree.show({"note": f"{half} (cut)", "": 1}, ())
    assert '"\\ud83d (cut)"' in tree.do("copy_value")


def test_closing_children_and_siblings_by_their_keys(tree: Tree, qtbot: QtBot) -> None:
    model, view = tree.view.tree, tree.view
    tree.show({"data": {"a": [[1], [2]], "b": [[3]], "c": 4}}, ("data", "a"))
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    tree.do("expand_all")
    whole = model.rowCount()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(view, Qt.Key.Key_Left, control)
    assert model.rowCount() == whole - 2
    assert view.current_path() == ("data", "a")
    QTest.keyClick(view, Qt.Key.Key_Left, control | shift)
    assert model.rowCount() == 5
    assert view.current_path() == ("data", "a")
    assert "collapse_children" not in tree.able()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert model.rowCount() == 7, "what was open inside a closed row is remembered"
    assert tree.said == []


def test_much_is_copied_a_little_at_a_time(tree: Tree, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree.actions._slicing, "_seconds", 0)
    monkeypatch.setattr(tree.actions._slicing, "_first", 0)
    tree.show({"data": list(range(2_000))}, ("data",))
    assert tree.do("copy_value") == ""
    assert tree.said == ["Copying…"]
    qtbot.waitUntil(lambda: tree.said[-1] == "Value copied")
    assert json.loads(QGuiApplication.clipboard().text()) == list(range(2_000))
    tree.do("copy_json")
    qtbot.waitUntil(lambda: tree.said[-1] == "JSON copied, as received")
    assert json.loads(QGuiApplication.clipboard().text()) == list(range(2_000))


def test_nothing_is_copied_of_an_answer_that_is_gone(
    tree: Tree, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree.actions._slicing, "_seconds", 0)
    monkeypatch.setattr(tree.actions._slicing, "_first", 0)
    tree.show({"data": list(range(2_000))}, ("data",))
    tree.do("copy_value")
    tree.actions.show_body(b"")
    assert not tree.actions._slicing.running
    qtbot.wait(20)
    assert QGuiApplication.clipboard().text() == ""
