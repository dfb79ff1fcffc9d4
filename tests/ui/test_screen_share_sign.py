from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.screen_share_sign import KEYS, ScreenShareSign
from tests.support.ui import ink_of, picture, wearing


def test_it_says_in_words_what_is_hidden_and_how_to_end_it(qtbot: QtBot) -> None:
    sign = ScreenShareSign()
    qtbot.addWidget(sign)
    assert sign.isHidden()
    words = " ".join(label.text() for label in sign.findChildren(QLabel))
    assert words.startswith("Screen-share mode")
    for hidden in ("People", "addresses", "form values", "comments", "titles"):
        assert hidden in words
    assert QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText) in words
    assert sign.accessibleName().startswith("Screen-share mode. People")


@pytest.mark.parametrize("dark", [False, True])
def test_its_ground_is_another_than_the_windows(qapp: QApplication, qtbot: QtBot, dark: bool) -> None:
    with wearing(qapp, theme.palette(dark)):
        sign = ScreenShareSign()
        qtbot.addWidget(sign)
        sign.resize(900, 40)
        sign.show()
        roles = theme.roles(sign.palette())
        image = picture(sign)
        assert ink_of(image, 1, 20) == roles.warning.lower()
        assert ink_of(image, 895, 2) == roles.warning_wash.lower()
