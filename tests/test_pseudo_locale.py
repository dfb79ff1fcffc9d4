"""Every word goes through the translation, and longer ones still fit: all windows in a made-up language.

Project-wide: it mirrors no source. The pseudo-language accents each text and makes it half as long again, so
that one that was forgotten shows, and one that is cut off too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

from tallyfy_inspector.api.includes import INCLUDES
from tallyfy_inspector.demo.catalogue import TASKS
from tallyfy_inspector.options import Options
from tallyfy_inspector.ui.main_window import MainWindow
from tests.support import seen
from tests.support.running import fetched, in_window, settled, signing_in
from tests.support.ui import pseudo_language, untranslated

WIDTH = 1360
ERRORS = [task.id for task in TASKS if task.kind == "error"]
# What stands in every language as it is: API keys, keys of the keyboard, names of the program's own.
AS_THEY_ARE = {include.key for include in INCLUDES} | {"data"}
QTS_OWN = {"Scroll Left", "Scroll Right"}  # translated by Qt's catalogue
KEYS = {"F1", "F3", "F5", "F6", "Esc", "*", "+", "-", "Right", "Left", "Down", "Enter", "Return", "Tab"} | {
    *("Ctrl", "Shift", "Alt")
}

State = Callable[[MainWindow], Awaitable[QWidget]]


async def first_run(window: MainWindow) -> QWidget:
    await settled()
    return window


async def a_task(window: MainWindow) -> QWidget:
    await fetched(window, TASKS[1].id)
    return window


async def the_raw_text(window: MainWindow) -> QWidget:
    await fetched(window, next(task.id for task in TASKS if "1 MB" in task.what))
    window._open("raw")
    await settled()
    return window


async def a_problem(window: MainWindow) -> QWidget:
    await fetched(window, TASKS[0].id)
    await fetched(window, ERRORS[0])
    return window


async def candidates(window: MainWindow) -> QWidget:
    window.request_bar.take(f"{TASKS[0].id} {TASKS[1].id}")
    await settled()
    return window


async def the_token_dialog(window: MainWindow) -> QWidget:
    dialog = await signing_in(window)
    dialog.remove.show()
    dialog.save.click()
    await settled()
    return dialog


async def the_keys(window: MainWindow) -> QWidget:
    window.account_button.help_wanted.emit()
    await settled()
    return window.findChildren(QDialog)[-1]


async def about(window: MainWindow) -> QWidget:
    window.account_button.about_wanted.emit()
    await settled()
    return window.findChildren(QDialog)[-1]


WITHOUT_DEMO = (first_run, the_token_dialog)
STATES = (*WITHOUT_DEMO, a_task, the_raw_text, a_problem, candidates, the_keys, about)


@pytest.fixture(params=STATES, ids=lambda state: state.__name__)
def state(request: pytest.FixtureRequest) -> State:
    made: State = request.param
    return made


def in_pseudo(qapp: QApplication, folder: Path, state: State, look: Callable[[QWidget], object]) -> None:
    """`look` at what `state` shows, in a window 1,360 wide that was made in the pseudo-language."""

    async def body(window: MainWindow) -> None:
        window.resize(WIDTH, 820)
        await settled()
        look(await state(window))

    with pseudo_language():
        assert in_window(qapp, folder, body, Options(demo=state not in WITHOUT_DEMO)) == 0


def is_data(text: str) -> bool:
    """Whether `text` is not the program's own words: an answer, an ID, an address, a key."""
    words = text.replace("+", " ").split()
    return (
        text in AS_THEY_ARE | QTS_OWN
        or all(word in KEYS or len(word) == 1 for word in words)
        or any(text == task.id or task.title in text for task in TASKS)
        or text.startswith(("http://127.0.0.1", "https://go.tallyfy.com", "data ›"))
    )


def test_every_text_goes_through_the_translation(qapp: QApplication, tmp_path: Path, state: State) -> None:
    in_pseudo(qapp, tmp_path, state, lambda root: nothing_in(untranslated(root, is_data)))


def test_so_do_the_words_over_the_columns_and_the_kinds_of_fields(qapp: QApplication, tmp_path: Path) -> None:
    def look(window: QWidget) -> None:
        tables = window.findChildren(QTableView)
        headings = [text for table in tables for _where, text in seen.headings(table) if text]
        assert len(headings) >= 6
        fields = next(
            table
            for table in tables
            if "form" in table.accessibleName().lower() or table.model().columnCount() > 3
        )
        kinds = [fields.model().index(row, 1).data() for row in range(fields.model().rowCount())]
        assert len(kinds) > 3
        nothing_in(text for text in (*headings, *kinds) if text and "⟦" not in text)

    in_pseudo(qapp, tmp_path, a_task, look)


@pytest.mark.parametrize("error", ERRORS)
def test_every_problem_is_told_in_the_persons_language(
    qapp: QApplication, tmp_path: Path, error: str
) -> None:
    async def shown(window: MainWindow) -> QWidget:
        await fetched(window, error)
        problem = window.session.view.problem
        assert problem is not None
        nothing_in(text for text in (problem.title, problem.hint) if not text.startswith("⟦"))
        return window

    in_pseudo(qapp, tmp_path, shown, lambda root: nothing_in(elided(root)))


def test_no_button_and_no_tab_is_cut_off(qapp: QApplication, tmp_path: Path, state: State) -> None:
    in_pseudo(qapp, tmp_path, state, lambda root: nothing_in(elided(root)))


def elided(root: QWidget) -> list[str]:
    """A line for each button whose words do not fit, and for each bar of tabs that is too narrow."""
    buttons = [each for each in root.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    bars = [each for each in root.findChildren(QTabBar) if each.isVisible()]
    small: list[QWidget] = [each for each in buttons if not fits(each.sizeHint(), each.size())]
    small += [bar for bar in bars if not (fits(bar.sizeHint(), bar.size()) or scrolls(bar))]
    return [f"{each.objectName()}: {each.size()} < {each.sizeHint()}" for each in small]


def scrolls(bar: QTabBar) -> bool:
    """Whether every tab of a bar that is too narrow can be reached by its arrows, with all of its words."""
    whole = all(
        bar.tabRect(tab).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab))
        for tab in range(bar.count())
    )
    return whole and bar.usesScrollButtons() and bar.elideMode() is Qt.TextElideMode.ElideNone


def fits(wanted: QSize, given: QSize) -> bool:
    """Whether `wanted` is not larger than `given`."""
    return wanted.width() <= given.width() and wanted.height() <= given.height()


def nothing_in(found: object) -> None:
    """Fail with every line of `found`, one below the other."""
    lines = list(found)  # type: ignore[call-overload]
    assert not lines, "\n".join(lines)


def test_a_button_that_is_too_narrow_would_be_found(qapp: QApplication) -> None:
    root = QWidget()
    button = QPushButton("Longer than its place", root)
    button.resize(20, 30)
    root.show()
    assert elided(root)
    button.resize(button.sizeHint())
    assert not elided(root)
    root.close()
