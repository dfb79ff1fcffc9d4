from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api.taskref import Reference
from tallyfy_inspector.demo import catalogue
from tallyfy_inspector.ports import ConnectionRecord
from tallyfy_inspector.ui.hand_over import Request
from tallyfy_inspector.ui.second_start import come_forward, open_url, request_of
from tallyfy_inspector.ui.view import Opened
from tests.support.stage import Stage, focused, play

TASK, RUN, ORG = catalogue.TASKS[0].id, "2" * 32, catalogue.ORGANIZATION
ADDRESS = f"tallyfy-inspector:task/{ORG}/{TASK}"
LINK = f"https://go.tallyfy.com/{ORG}/tasks/{TASK}"


def asked(
    text: str | None, *, link: bool = False, organization: str | None = None, usual: str | None = None
) -> Request | None:
    return request_of(text, link=link, organization=organization, usual=usual, kept="")


def test_without_an_argument_the_window_comes_forward() -> None:
    assert asked(None) == Request("raise")


def test_an_organization_alone_is_handed_over_when_it_was_meant_for_this_start() -> None:
    assert asked(None, organization="o") == Request("raise", Reference(None, organization="o"))
    assert asked(None, usual="u") == Request("raise")


def test_a_task_is_handed_over_by_its_ids() -> None:
    assert asked(TASK) == Request("task", Reference(TASK))
    assert asked(TASK, organization="o") == Request("task", Reference(TASK, organization="o"))
    assert asked(TASK, organization="o", usual="u") == asked(TASK, organization="o")
    assert asked(TASK, usual="u") == Request("task", Reference(TASK, organization="u"))
    assert asked(LINK, organization="o", usual="u") == Request("task", Reference(TASK, None, ORG))


@pytest.mark.parametrize("link", [True, False])
def test_an_address_is_handed_over_as_a_link(link: bool) -> None:
    assert asked(ADDRESS, link=link) == Request("link", Reference(TASK, organization=ORG))


@pytest.mark.parametrize(
    "text",
    [
        "", "no task here", f"{TASK} or {RUN}", "saved.json", __file__, "file:///x.json", f"{ADDRESS}?x",
        f"https://elsewhere.example/{ORG}/tasks/{TASK}", f"https://eu.tallyfy.com/{ORG}/tasks/{TASK}",
    ],
)  # fmt: skip
def test_what_ids_cannot_say_gets_a_window_of_its_own(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize("text", [TASK, LINK, __file__])
def test_what_comes_as_a_link_is_nothing_else(text: str) -> None:
    assert asked(text, link=True) is None


def test_the_window_comes_forward(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        stage.window.showMinimized()
        come_forward(stage.window, Request("raise"))
        assert not stage.window.isMinimized()
        assert stage.window.isVisible()
        assert stage.spy.asked == []

    play(qapp, scene)


def test_an_organization_alone_comes_into_its_field(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        come_forward(stage.window, Request("raise", Reference(None, organization="other")))
        assert (stage.organization, stage.box) == ("other", "")
        assert focused() is stage.window.request_bar.task
        come_forward(stage.window, Request("raise"))
        assert stage.organization == "other"
        assert stage.notice == ""
        assert stage.spy.asked == []

    play(qapp, scene, is_demo=False)


def test_an_organization_alone_leads_to_the_connection_that_has_it(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        base_url = stage.access.base_url
        first = stage.book.add(ConnectionRecord("", "Northwind", base_url, ORG))
        other = stage.book.add(ConnectionRecord("", "Eastwind", base_url, "b" * 32))
        stage.vaults[other.id] = stage.vault
        stage.window.use(stage.connect(first))
        stage.window.links.start(ADDRESS, link=True)
        come_forward(stage.window, Request("raise", Reference(None, organization="b" * 32)))
        assert not stage.window.messages.link.isVisible()  # something else is meant
        assert stage.notice == "Switched to the connection “Eastwind”."
        assert (stage.organization, stage.box) == ("b" * 32, "")
        stage.window.open_task(TASK)
        await stage.answered()
        assert stage.spies[first.id].asked == []
        assert [each.organization for each in stage.spies[other.id].asked] == ["b" * 32]

    play(qapp, scene, is_demo=False)


def test_the_demo_keeps_its_own_organization(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        come_forward(stage.window, Request("raise", Reference(None, organization="b" * 32)))
        assert stage.organization == ORG
        assert stage.notice.startswith("This window shows the demo")
        assert focused() is stage.window.request_bar.task

    play(qapp, scene)


def test_it_fetches_a_task_and_only_asks_about_a_link(qapp: QApplication) -> None:
    async def scene(stage: Stage) -> None:
        come_forward(stage.window, Request("link", Reference(TASK, organization=ORG)))
        assert stage.window.messages.link.isVisible()
        assert focused() is stage.widget("link_dismiss")
        assert stage.spy.asked == []
        come_forward(stage.window, Request("task", Reference(TASK, organization=ORG)))
        await stage.answered()
        assert [each.task for each in stage.spy.asked] == [TASK]
        assert not stage.window.messages.link.isVisible()

    play(qapp, scene)


def test_what_was_opened_elsewhere_is_asked_about_opened_or_refused(
    qapp: QApplication, tmp_path: Path
) -> None:
    file = tmp_path / "answer.json"
    file.write_text('{"data": {"id": "x"}}', encoding="utf-8")

    async def scene(stage: Stage) -> None:
        stage.window.showMinimized()
        open_url(stage.window, QUrl(f"{ADDRESS}?canary"))
        assert not stage.window.isMinimized()
        assert stage.notice.startswith("A link was to be opened")
        open_url(stage.window, QUrl("https://go.tallyfy.com/canary"))
        assert stage.notice
        assert "canary" not in stage.notice
        open_url(stage.window, QUrl(ADDRESS))
        assert stage.window.messages.link.isVisible()
        open_url(stage.window, QUrl.fromLocalFile(str(file)))
        await stage.answered()
        assert isinstance(stage.answer.source, Opened)
        assert stage.spy.asked == []

    play(qapp, scene)


def test_a_file_is_looked_for_by_its_name_alone(tmp_path: Path) -> None:
    file = tmp_path / TASK
    file.touch()
    assert asked(str(file)) is None


def test_a_path_of_another_computer_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    touched: list[Path] = []

    def touch(path: Path) -> bool:
        touched.append(path)
        return False

    for name in ("is_file", "exists"):
        monkeypatch.setattr(Path, name, touch)
    assert asked(TASK) is not None
    assert touched  # what may be a file here is looked for
    touched.clear()
    for text in ("\\\\evil.example\\share\\x", f"\\\\evil.example\\{TASK}", "\\\\?\\UNC\\evil.example\\x"):
        assert asked(text) is None
    assert touched == []
