"""Qt's enumerations by name, for what is made before the first paint.

Whoever touches `QtCore.Qt` waits until PySide has made each of its 130 enumerations (17 ms, a thirteenth of a
start), and `QtWidgets.QStyle` takes a third of that. So what stands in the first picture of the window says
`set_by_name(label, textFormat="PlainText")`, and its methods that run later `QtCore.Qt.…`; `test_front` holds
it to that. To use another property: its name as Qt's documentation writes it, and the enumerator's.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


def set_by_name(target: QObject, **properties: str) -> None:
    """Set properties that are enumerations or flags ("TabFocus", "AlignTop|AlignHCenter"). Raises
    AttributeError for a property that `target` has not, or a name that is none of its values."""
    for name, value in properties.items():
        if target.metaObject().indexOfProperty(name) < 0 or not target.setProperty(name, value):
            raise AttributeError(f"{name}={value!r}")
