from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tallyfy_inspector.task.participants import Participant
from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.panels.people_view import PeopleModel, PeopleView
from tallyfy_inspector.ui.panels.people_words import ID, KIND, NAME, ROLE
from tests.support import views
from tests.support.ui import in_font, ink_of, picture, wearing

ROWS = (
    Participant("owner", "member", "20391", "", (("owners", "users", 0),)),
    Participant("owner", "guest", "a.very.long.address@customer.example", "", (("owners", "guests", 0),)),
    Participant("watcher", "member", "", "", (("watchers", 0), ("watchers", 2))),
    Participant("watcher", "member", "20417", "Mira", (("watchers", 1), ("watchers", 1, "watcher"))),
)


@pytest.fixture
def view(qtbot: QtBot) -> PeopleView:
    model = PeopleModel()
    made = PeopleView(model, views.Surroundings().context())
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show()
    model.show(ROWS)
    return made


def model_of(view: PeopleView) -> PeopleModel:
    model = view.model()
    assert isinstance(model, PeopleModel)
    return model


def test_the_model_keeps_qts_rules() -> None:
    model = PeopleModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(ROWS)
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)] == [
        "Name",
        "Role",
        "Kind",
        "ID",
    ]
    heard = model.data(model.index(3, NAME), Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Mira, Watches, Member, ID 20417"
    assert model.data(model.index(3, ROLE), Qt.ItemDataRole.AccessibleTextRole) == "Watches"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (("owners", "users", 0), 0),
        (("owners", "users", 0, "id"), 0),
        (("watchers", 2), 2),
        (("watchers", 1, "watcher", "email"), 3),
        (("owners",), None),
        ((), None),
        (("owners", "users", 1), None),
    ],
)
def test_a_place_leads_to_its_row(view: PeopleView, path: tuple[str | int, ...], row: int | None) -> None:
    assert model_of(view).row_at(path) == row


def test_a_row_is_known_again_by_role_and_id_whatever_the_name() -> None:
    model = PeopleModel()
    model.show(ROWS)
    assert model.row_like(Participant("owner", "member", "20391", "Sam", (("x",),))) == 0
    assert model.row_like(Participant("starter", "member", "20391", "Sam", (("x",),))) is None
    assert model.row_like(ROWS[2]) == 2


def test_only_a_choice_of_the_person_is_told(view: PeopleView) -> None:
    chosen: list[int] = []
    view.row_chosen.connect(chosen.append)
    view.select(2)
    assert view.current() is ROWS[2]
    assert chosen == []
    view.selectRow(3)
    assert chosen == [3]


def test_the_columns_fill_the_room_and_the_name_gives_way_first(view: PeopleView) -> None:
    assert sum(view.columnWidth(column) for column in range(4)) == view.viewport().width()
    wide = view.columnWidth(NAME)
    view.resize(330, 200)
    assert view.columnWidth(NAME) < wide
    assert view.columnWidth(NAME) >= view.fontMetrics().averageCharWidth() * 16
    assert view.horizontalScrollBar().maximum() > 0
    for column in (ROLE, KIND, ID):
        assert view.columnWidth(column) > view.fontMetrics().averageCharWidth() * 3


def test_rows_are_as_high_as_a_doubled_font(qtbot: QtBot, qapp: Any) -> None:
    with in_font(qapp, 2.0):
        model = PeopleModel()
        made = PeopleView(model, views.Surroundings().context())
        model.setParent(made)
        qtbot.addWidget(made)
        made.set_fonts(made.font(), made.font())
        model.show(ROWS)
        assert made.rowHeight(0) >= made.fontMetrics().height()


@pytest.mark.parametrize("dark", [False, True])
def test_an_older_answer_is_dim(view: PeopleView, qapp: Any, dark: bool) -> None:
    def inks() -> set[str]:
        image = picture(view.viewport())
        height = view.rowHeight(0)
        top = view.rowViewportPosition(3)
        return {ink_of(image, x, y) for x in range(view.columnWidth(NAME)) for y in range(top, top + height)}

    with wearing(qapp, theme.palette(dark)):
        strong = view.palette().text().color().name()
        view.delegate.older = False
        fresh = inks()
        view.delegate.older = True
        view.viewport().update()
        old = inks()
    assert fresh != old
    assert strong not in old or strong not in fresh
