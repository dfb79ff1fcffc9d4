from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from tallyfy_inspector.api.includes import INCLUDES, PRESETS, Include
from tallyfy_inspector.task.got import Got
from tallyfy_inspector.ui.include_list import IncludeList
from tests.support.ui import in_font
from tests.support.views import MemorySettings

Make = Callable[..., IncludeList]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Makes a list on these settings, or on empty ones."""

    def made(settings: MemorySettings | None = None) -> IncludeList:
        includes = IncludeList(settings or MemorySettings())
        qtbot.addWidget(includes)
        return includes

    return made


def choose(includes: IncludeList, name: str) -> None:
    """Pick a preset as a person does."""
    index = includes.preset.findText(name)
    assert index >= 0
    includes.preset.setCurrentIndex(index)
    includes.preset.activated.emit(index)


def ticked(includes: IncludeList) -> set[str]:
    return {key for key, box in includes.boxes.items() if box.isChecked()}


@pytest.mark.parametrize("include", INCLUDES, ids=lambda include: include.key)
def test_each_include_is_a_box_that_says_what_it_answers(include: Include, make: Make) -> None:
    key, answers = include.key, include.answers
    includes = make()
    box = includes.boxes[key]
    assert box.accessibleName() == box.text() == key
    assert box.accessibleDescription() == answers
    assert box.objectName() == f"include_{key}"
    assert box.toolTip()
    assert box.minimumHeight() >= 24


def test_the_boxes_stand_in_the_tables_order(make: Make) -> None:
    includes = make()
    includes.resize(200, 900)
    includes.show()
    tops = [includes.boxes[include.key].mapTo(includes, QPoint()).y() for include in INCLUDES]
    assert tops == sorted(tops)
    assert list(includes.boxes) == [include.key for include in INCLUDES]


def test_support_is_what_one_begins_with(make: Make) -> None:
    includes = make()
    assert ticked(includes) == set(PRESETS["support"])
    assert includes.preset.currentText() == "Preset: Support"
    assert includes.count() == len(PRESETS["support"])


@pytest.mark.parametrize(
    ("name", "key"),
    [("Preset: Minimal", "minimal"), ("Preset: Support", "support"), ("Preset: Everything", "everything")],
)
def test_a_preset_ticks_its_boxes(name: str, key: str, make: Make, qtbot: QtBot) -> None:
    includes = make()
    with qtbot.waitSignal(includes.changed):
        choose(includes, name)
    assert ticked(includes) == set(PRESETS[key])
    assert includes.keys() == PRESETS[key]
    assert includes.preset.currentText() == name


def test_another_box_makes_it_ones_own_choice(make: Make) -> None:
    includes = make()
    includes.boxes["tags"].click()
    assert includes.preset.currentText() == "Own choice"
    asked = includes.keys()
    assert "tags" in asked
    includes.boxes["tags"].click()
    assert includes.preset.currentText() == "Preset: Support"


def test_picking_own_choice_changes_no_box(make: Make) -> None:
    includes = make()
    includes.boxes["tags"].click()
    before = ticked(includes)
    choose(includes, "Own choice")
    assert ticked(includes) == before


def test_the_choice_is_remembered(make: Make) -> None:
    settings = MemorySettings()
    first = make(settings)
    choose(first, "Preset: Minimal")
    first.boxes["tags"].click()
    first.other.setText("run.checklist, step.stage")
    again = make(settings)
    assert ticked(again) == {*PRESETS["minimal"], "tags"}
    assert again.preset.currentText() == "Own choice"
    assert again.other.text() == "run.checklist, step.stage"
    assert again.keys() == ("run", "form_fields", "tags", "run.checklist", "step.stage")


def test_nothing_ticked_is_remembered_too(make: Make) -> None:
    settings = MemorySettings()
    make(settings).tick(frozenset())
    again = make(settings)
    assert again.count() == 0
    assert again.keys() == ()


def test_a_settings_file_that_was_edited_does_no_harm(make: Make) -> None:
    settings = MemorySettings({"includes.keys": ["run", 7, None, "no_such_include"], "includes.other": 5})
    includes = make(settings)
    assert ticked(includes) == {"run"}
    assert includes.other.text() == ""


def test_what_came_with_the_command_line_is_for_this_run(make: Make) -> None:
    settings = MemorySettings()
    choose(make(settings), "Preset: Minimal")
    kept = dict(settings.kept)
    includes = make(settings)
    includes.use_for_this_run(("tags", "run.checklist", "threads"))
    assert includes.keys() == ("tags", "threads", "run.checklist")
    includes.boxes["issues"].click()
    includes.other.setText("stage")
    assert settings.kept == kept
    assert ticked(make(settings)) == set(PRESETS["minimal"])


def test_others_are_sent_once_and_after_the_boxes(make: Make) -> None:
    includes = make()
    includes.tick(frozenset({"run"}))
    includes.other.setText("stage, run  stage,checklist")
    assert includes.keys() == ("run", "stage", "checklist")


def test_what_cannot_be_sent_is_refused_in_words_and_not_kept(make: Make) -> None:
    settings = MemorySettings()
    includes = make(settings)
    includes.other.setText("https://go.tallyfy.com/guest/secret")
    with pytest.raises(ValueError, match="cannot hold") as refused:
        includes.keys()
    assert "secret" not in str(refused.value)
    assert "secret" not in str(settings.kept)
    includes.other.setText("stage")
    assert settings.kept["includes.other"] == "stage"


def test_what_looks_like_a_token_is_not_written_to_a_file(make: Make) -> None:
    settings = MemorySettings()
    includes = make(settings)
    includes.other.setText("eyJhbGciOiJSUzI1NiJ9." + "CANARY" * 20)
    assert "CANARY" not in str(settings.kept)


def test_a_change_is_told_once(make: Make) -> None:
    includes = make()
    changes: list[bool] = []
    includes.changed.connect(lambda: changes.append(True))
    choose(includes, "Preset: Everything")
    assert len(changes) == 1
    includes.boxes["run"].click()
    assert len(changes) == 2
    includes.other.setText("s")
    assert len(changes) == 3


def test_labels_lead_to_their_fields_and_each_field_has_its_name(make: Make) -> None:
    includes = make()
    buddies = {
        label.text(): label.buddy() for label in includes.findChildren(QLabel) if label.buddy() is not None
    }
    assert buddies == {"&Include": includes.preset, "Othe&r": includes.other}
    assert includes.preset.accessibleName() == "Preset"
    assert includes.other.accessibleName() == "Other includes"
    assert (includes.preset.objectName(), includes.other.objectName()) == ("preset", "other_includes")


def test_the_keyboard_reaches_every_box_in_order(make: Make, qtbot: QtBot) -> None:
    includes = make()
    with qtbot.waitActive(includes):
        includes.show()
        includes.activateWindow()
    includes.preset.setFocus()
    qtbot.waitUntil(includes.preset.hasFocus)
    for widget in (*includes.boxes.values(), includes.other):
        QTest.keyClick(includes.focusWidget(), Qt.Key.Key_Tab)
        assert widget.hasFocus(), widget.objectName()
    for widget in reversed((includes.preset, *includes.boxes.values())):
        QTest.keyClick(includes.focusWidget(), Qt.Key.Key_Backtab)
        assert widget.hasFocus(), widget.objectName()


@pytest.mark.parametrize("times", [1, 2])
def test_in_a_low_window_the_boxes_scroll_and_none_is_cut_off(
    times: int, qapp: QApplication, make: Make, qtbot: QtBot
) -> None:
    with in_font(qapp, times):
        includes = make()
        includes.resize(includes.minimumSizeHint().width(), 320 * times)
        includes.show()
        area = includes.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        assert area.verticalScrollBar().maximum() > 0
        for box in includes.boxes.values():
            assert box.height() >= box.fontMetrics().height()
            assert box.width() >= box.sizeHint().width()
            assert box.mapTo(area.viewport(), box.rect().topRight()).x() < area.viewport().width()
        last = list(includes.boxes.values())[-1]
        last.setFocus()
        area.ensureWidgetVisible(last)
        assert area.viewport().rect().contains(last.mapTo(area.viewport(), last.rect().center()))


def test_what_came_stands_beside_the_boxes_and_widens_them(make: Make) -> None:
    includes = make()
    includes.show()
    width = includes.minimumSizeHint().width()
    includes.show_got({"run": Got("returned", "yes"), "member_watchers": Got("not_returned", "not returned")})
    assert {key: box.note for key, box in includes.boxes.items() if box.note} == {
        "run": "yes",
        "member_watchers": "not returned",
    }
    assert includes.minimumSizeHint().width() > width
    includes.show_got({})
    assert not any(box.note for box in includes.boxes.values())
    assert includes.minimumSizeHint().width() == width


def test_more_is_ticked_and_what_has_no_box_is_written(make: Make) -> None:
    includes = make()
    includes.tick(frozenset({"run"}))
    includes.other.setText("comments")
    includes.add(("issues", "run.checklist", "comments"))
    assert ticked(includes) == {"run", "issues"}
    assert includes.keys() == ("run", "issues", "comments", "run.checklist")
