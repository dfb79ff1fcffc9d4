from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget

from tallyfy_inspector.ui.panels import PANELS
from tallyfy_inspector.ui.panels.form_fields import FormFields
from tallyfy_inspector.ui.panels.json_tree import JsonTree
from tallyfy_inspector.ui.panes import Panes
from tallyfy_inspector.ui.tab_order import holds
from tests.support.stage import Stage, focused, play
from tests.support.ui import in_font, until

WIDE, NARROW = (1360, 820), (1000, 820)


async def resize(stage: Stage, size: tuple[int, int]) -> None:
    stage.window.resize(*size)
    await asyncio.sleep(0.01)


def panes(stage: Stage) -> Panes:
    return stage.window.panes


def tabs(widget: QTabWidget) -> list[str]:
    return [widget.tabText(index) for index in range(widget.count())]


def named(widget: QTabWidget) -> list[str]:
    """The tabs without what they count."""
    return [text.split(" (")[0] for text in tabs(widget)]


RIGHT = [spec.title for spec in PANELS if spec.side == "right"]


def front(widget: QTabWidget) -> str:
    return widget.tabText(widget.currentIndex())


def test_a_wide_window_has_includes_and_two_groups(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        assert tabs(panes(stage).left) == ["Task JSON", "Raw", "Headers", "Timing"]
        assert named(panes(stage).right) == RIGHT
        assert stage.window.includes.isVisible()
        assert not panes(stage).include_button.isVisible()
        include, left, right = panes(stage).splitter.sizes()
        assert include < left < right

    play(qapp, scene)


@pytest.mark.parametrize(("font", "width", "narrow"), [(1, 1100, False), (1, 1000, True), (2, 1360, True)])
def test_it_folds_under_1100_pixels_of_an_ordinary_font(
    font: float, width: int, narrow: bool, qapp: QApplication
) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        assert panes(stage).include_button.isVisible() is narrow
        assert panes(stage).right.isVisible() is not narrow

    with in_font(qapp, font):
        play(qapp, scene, size=(width, 820))


def test_a_narrow_window_has_one_group_and_a_button(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        assert named(panes(stage).left) == ["Task JSON", "Raw", "Headers", "Timing", *RIGHT]
        button = panes(stage).include_button
        assert not stage.window.includes.isVisible()
        assert button.text() == button.accessibleName() == "Include (9)"
        stage.window.includes.boxes["run"].toggle()
        assert button.text() == "Include (8)"
        right = button.mapTo(stage.window, QPoint(button.width(), 0)).x()
        assert right <= stage.window.width() - 8  # not glued to the edge
        assert button.height() >= button.fontMetrics().height() + 4

    play(qapp, scene, size=NARROW)


def test_what_was_in_front_stays_in_front(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        left, right = panes(stage).left, panes(stage).right
        await resize(stage, NARROW)
        assert front(left) == "Task JSON"
        left.setCurrentIndex(4)
        await resize(stage, WIDE)
        assert (front(left), front(right)) == ("Task JSON", "Form fields")
        left.setCurrentIndex(1)
        await resize(stage, NARROW)
        assert front(left) == "Raw"
        left.setCurrentIndex(4)
        await resize(stage, WIDE)
        assert (front(left), front(right)) == ("Raw", "Form fields")
        assert tabs(left) == ["Task JSON", "Raw", "Headers", "Timing"]
        assert named(right) == RIGHT

    play(qapp, scene)


def test_a_panel_is_made_when_it_is_first_seen(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        def loaded() -> list[str]:
            return [slot.spec.id for slot in panes(stage).slots if slot.panel is not None]

        assert loaded() == []
        await stage.fetch(stage.access.first_task)
        # Nobody sees the diagnosis yet, but its tab counts what it found.
        await until(lambda: loaded() == ["json", "fields", "diagnosis"])
        for size in (NARROW, WIDE, NARROW, WIDE):
            await resize(stage, size)
        assert loaded() == ["json", "fields", "diagnosis"]
        panes(stage).left.setCurrentIndex(1)
        assert loaded() == ["json", "raw", "fields", "diagnosis"]

    play(qapp, scene)


def test_the_keyboard_stays_where_it_was(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        fields, tree = stage.table("Form fields"), stage.table("Task JSON")
        fields.setFocus()
        await resize(stage, NARROW)
        assert front(panes(stage).left) == "Form fields"  # where the person was
        assert focused() is fields
        await resize(stage, WIDE)
        assert focused() is fields
        tree.setFocus()
        await resize(stage, NARROW)
        assert focused() is tree
        await resize(stage, WIDE)
        stage.window.includes.boxes["step"].setFocus()
        await resize(stage, NARROW)
        assert focused() is panes(stage).include_button
        stage.window.request_bar.focus_task()
        await resize(stage, WIDE)
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)


@pytest.mark.parametrize("close", ["key", "click"])
def test_the_includes_open_by_keyboard_and_give_the_focus_back(close: str, qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        button = panes(stage).include_button
        button.setFocus()
        stage.press(Qt.Key.Key_Space)
        includes = stage.window.includes
        assert includes.isVisible()
        assert focused() is includes.preset
        walked = [focused()]
        for _step in range(len(includes.boxes) + 1):
            stage.press(Qt.Key.Key_Tab)
            walked.append(focused())
        assert walked == [includes.preset, *includes.boxes.values(), includes.other]
        popup = includes.window()
        if close == "key":
            stage.press(Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(-50, -50))
        assert not popup.isVisible()
        assert focused() is button
        assert stage.window.isVisible()

    play(qapp, scene, size=NARROW)


def test_the_focus_comes_to_the_button_wherever_it_was_before(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        panes(stage).include_button.click()  # as a screen reader does: without the focus
        stage.press(Qt.Key.Key_Escape)
        assert focused() is panes(stage).include_button

    play(qapp, scene, size=NARROW)


@pytest.mark.parametrize(("font", "size"), [(1, NARROW), (2, (900, 820)), (2, (700, 500))])
def test_the_open_includes_stay_on_the_window(font: float, size: tuple[int, int], qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        panes(stage).include_button.click()
        popup, window = stage.window.includes.window().geometry(), stage.window.geometry()
        assert popup.left() >= window.left()
        assert popup.right() <= window.right()
        assert popup.bottom() <= window.bottom()
        assert popup.top() >= window.top()
        boxes = stage.window.includes.boxes.values()
        assert any(box.isVisible() and not box.visibleRegion().isEmpty() for box in boxes)

    with in_font(qapp, font):
        play(qapp, scene, size=size)


def test_sizes_that_were_dragged_are_kept_for_the_next_window(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        panes(stage).splitter.moveSplitter(420, 1)
        panes(stage).splitter.moveSplitter(800, 2)
        dragged = panes(stage).splitter.sizes()
        assert dragged[0] > 380
        await resize(stage, NARROW)
        await resize(stage, WIDE)
        assert panes(stage).splitter.sizes() == dragged
        other = stage.another_window()
        other.resize(*WIDE)
        other.show()
        other.open_task(stage.access.first_task)
        await until(other.panes.isVisible)
        await asyncio.sleep(0.01)
        assert other.panes.splitter.sizes() == dragged
        other.close()
        other.deleteLater()

    play(qapp, scene)


@pytest.mark.parametrize("kept", [[], [1, 2], ["a", 2, 3], [0, 0, 0], [-4, 5, 6], [True, 400, 400]])
def test_nonsense_in_the_settings_is_not_used(kept: list[object], qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.settings.set("panes.sizes", kept)
        other = stage.another_window()
        other.resize(*WIDE)
        other.show()
        other.open_task(stage.access.first_task)
        await until(other.panes.isVisible)
        await asyncio.sleep(0.01)
        assert all(size > 150 for size in other.panes.splitter.sizes())
        other.close()
        other.deleteLater()
        await stage.jobs.aclose()

    play(qapp, scene)


def test_a_row_of_the_fields_selects_its_node_and_the_other_way_round(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        fields, tree = stage.table("Form fields"), stage.table("Task JSON")
        fields.setFocus()
        fields.selectRow(2)
        assert focused() is fields
        key = tree.currentIndex().siblingAtColumn(0)
        assert tree.currentIndex().isValid()
        assert stage.path.endswith(f"[{key.data()}]") or stage.path.endswith(str(key.data()))
        assert "form_fields" in stage.path
        first = stage.path
        fields.selectRow(3)
        assert stage.path != first
        tree.setFocus()
        stage.press(Qt.Key.Key_Up)
        assert focused() is tree
        assert fields.currentIndex().row() == 2 or stage.path != first
        assert stage.path.startswith("data › ")

    play(qapp, scene)


def test_a_panel_is_opened_by_name_with_the_keyboard_in_it(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        panes(stage).open("raw")
        assert front(panes(stage).left) == "Raw"
        assert holds(panes(stage).left.currentWidget(), focused())
        panes(stage).open("fields")
        assert focused() is stage.table("Form fields")

    play(qapp, scene)


def test_panes_and_tabs_have_names(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        assert panes(stage).left.accessibleName() == "Answer"
        assert panes(stage).right.accessibleName() == "Reading"
        assert panes(stage).include_button.accessibleName() == "Include (9)"

    play(qapp, scene)


def test_find_is_reached_from_any_tab(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        await stage.fetch(stage.access.first_task)
        panes(stage).open("raw")
        QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        tree = stage.window.findChild(JsonTree)
        assert tree is not None
        assert tree.isVisible()
        assert QApplication.focusWidget() is tree.find_bar.field
        QTest.keyClick(stage.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is tree.find_bar.field

    play(qapp, scene)


@pytest.mark.parametrize("width", [1360, 900])
def test_the_filter_of_fields_is_reached_from_any_pane(qapp: QApplication, width: int) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    async def scene(stage: Stage) -> None:
        stage.window.resize(width, 820)
        await stage.fetch(stage.access.first_task)
        panes(stage).open("people")
        stage.window.request_bar.focus_task()
        QTest.keyClick(stage.window, Qt.Key.Key_F, keys)
        fields = stage.window.findChild(FormFields)
        assert fields is not None
        assert QApplication.focusWidget() is fields.list.bar.field
        fields.view.setFocus()
        QTest.keyClick(stage.window, Qt.Key.Key_F, keys)
        assert QApplication.focusWidget() is fields.list.bar.field

    play(qapp, scene)
