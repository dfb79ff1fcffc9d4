"""What a second start asks of the window that runs, and what that window then does.

Only what can be said in IDs is handed over: `request_of` answers None for a file, for several IDs and for
what has to be refused in words, and the second start then opens a window of its own. `--org` is handed over
with or without a task. TALLYFY_ORG_ID stands there for each start, perhaps unknown to who clicks an icon: it
goes only with a task that does not say its own.

Some starts keep to themselves (`front.is_alone`): with a token in the environment, which goes over no socket,
and whose window is not for starts without it; with `--with`; with another address than that of the connection
looked at last; the demo. One with `--screen-share` never asks another window, which may show everything; but
it answers where it is the first, since what is clicked while others look on has to open hidden.

To let it ask for more: a kind of `hand_over.Request`, and what `come_forward` does about it. Knows no socket.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from tallyfy_inspector.api import elsewhere, open_link, taskref
from tallyfy_inspector.api.exchange import DEFAULT_BASE_URL
from tallyfy_inspector.api.hosts import host_of, same_service
from tallyfy_inspector.texts import _
from tallyfy_inspector.ui.hand_over import Request
from tallyfy_inspector.ui.main_window import MainWindow
from tallyfy_inspector.ui.opening import names_file


def request_of(
    text: str | None, *, link: bool, organization: str | None, kept: str, usual: str | None = None
) -> Request | None:
    """What to hand over for the argument `text`, None for what cannot be. `link`: it is an address whatever
    it looks like. `organization` is that of the command line, `usual` that of the environment, `kept` the
    address of the connection that was looked at last, or ""."""
    if text is None:
        meant = None if organization is None else taskref.Reference(None, organization=organization)
        return Request("raise", meant)
    if not text:
        return None
    if link or open_link.is_address(text):
        asked = open_link.read(text).references
        return Request("link", asked[0]) if asked else None
    # The path is judged first: touching one of another computer signs in there.
    if elsewhere.is_network_path(text) or names_file(text):
        return None
    base_url = kept or DEFAULT_BASE_URL
    found = taskref.read(text, (host_of(base_url),)).references
    if len(found) != 1 or found[0].task is None:
        return None
    one = found[0]
    if one.host and not same_service(one.host, base_url):
        return None
    return Request("task", taskref.Reference(one.task, one.run, one.organization or organization or usual))


def come_forward(window: MainWindow, request: Request) -> None:
    """Bring `window` before the others, and do there what was asked for."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)
    if request.reference is None:
        return
    if request.kind == "link":
        window.links.ask(request.reference)
    elif request.kind == "raise":
        _look_at(window, request.reference.organization or "")
        window.request_bar.focus_task()
    else:
        window.request_bar.focus_task()
        window.request_bar.ask(request.reference)


def _look_at(window: MainWindow, organization: str) -> None:
    """Over the connection that has `organization`, as with a link; else the field names it for the one in
    use. The demo has its own."""
    if window.account.connection.demo:
        window.messages.tell(
            _("This window shows the demo. To look at the organization that you named, leave the demo first.")
        )
        return
    window.request_bar.make_way()
    told = window.guide.deciding.look_at_organization(organization)
    window.request_bar.organization.show_id(organization)
    window.messages.tell(told)


def open_url(window: MainWindow, url: QUrl) -> None:
    """Bring `window` before the others, and open there what the system was asked to open: a link of this
    program's own is asked about, a file is opened, and anything else refused in words."""
    come_forward(window, Request("raise"))
    if not window.links.start(url.toString(QUrl.ComponentFormattingOption.FullyEncoded), link=False):
        window.opening.open_urls([url])
