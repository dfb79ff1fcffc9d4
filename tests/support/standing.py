"""What an answer says of comments, history and process that is nobody's secret, for tests of what stays."""

from __future__ import annotations

from tallyfy_inspector.task.activity import activities
from tallyfy_inspector.task.process import process
from tallyfy_inspector.task.threads import threads
from tallyfy_inspector.ui.view import View

_WORDS = ("Status", "Open issue", "Progress", "Due", "Late tasks", "Launched", "Completed")


def how_it_stands(view: View) -> list[object]:
    """The kinds, states and times in the answer on screen."""
    answer = view.last_good
    assert answer is not None
    root = None if answer.document is None else answer.document.root
    return [
        [(each.kind, each.state, each.when and each.when.text) for each in threads(root).comments],
        [(each.verb, each.when and each.when.text) for each in activities(root).entries],
        [(line.label, line.text) for line in process(root).lines if line.label in _WORDS],
    ]
