"""Fields, boxes and buttons with an edge that can be seen in light and dark.

The style draws them; these draw the edge (3:1 against its ground) and the focus ring over it, and the primary
button whole. They know nothing of what they are for.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tallyfy_inspector.ui import theme
from tallyfy_inspector.ui.by_name import set_by_name
from tallyfy_inspector.ui.ink import outline, pen, solid

_RADIUS = 3.0
_LEAST_HEIGHT = 30
_CENTRED_WITH_MNEMONIC = 0x0884  # AlignCenter | TextShowMnemonic, which Qt takes as a number here


def draw_wash(widget: QWidget, area: QRect, *, bad: bool = False) -> None:
    """The ground of a row that warns, and the bar at its edge; beside the words, never in their place."""
    set_ = theme.roles(widget.palette())
    painter = QPainter(widget)
    painter.fillRect(area, QColor(set_.bad_wash if bad else set_.warning_wash))
    painter.fillRect(0, 0, theme.GRID, widget.height(), QColor(set_.bad if bad else set_.warning))
    painter.end()


def draw_edge(widget: QWidget, rect: QRect) -> None:
    """Draw `rect`'s edge on `widget`, or the focus ring when it has the keyboard."""
    set_ = theme.roles(widget.palette())
    focused = widget.hasFocus() and widget.isEnabled()
    colour = set_.focus if focused else set_.edge if widget.isEnabled() else set_.hairline
    width = 2.0 if focused else 1.0
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(outline(rect, inset=width / 2, radius=_RADIUS), pen(colour, width))
    painter.end()


def _tall(hint: QSize) -> QSize:
    return QSize(hint.width(), max(hint.height(), _LEAST_HEIGHT))


class LineEdit(QLineEdit):
    """A field for one line."""

    def sizeHint(self) -> QSize:
        """As the style wishes, and high enough to be hit."""
        return _tall(super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's field, with our edge."""
        super().paintEvent(event)
        draw_edge(self, self.rect())


class ComboBox(QComboBox):
    """A choice of one."""

    def sizeHint(self) -> QSize:
        """As the style wishes, and high enough to be hit."""
        return _tall(super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box, with our edge."""
        super().paintEvent(event)
        draw_edge(self, self.rect())


class CheckBox(QCheckBox):
    """A tick, whose box keeps its edge on a dark ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's tick and words, with our edge round the box."""
        # Here, since Qt takes long to make what a style has, and the first page has no tick.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton

        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        draw_edge(self, box)


class ListBox(QListWidget):
    """A list to choose from; its edge is `EDGE` pixels wide on each side."""

    EDGE = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Panel)
        self.setLineWidth(self.EDGE)

    def event(self, event: QEvent) -> bool:
        """Our edge in place of the frame, which Qt paints here: paintEvent is for the rows."""
        if event.type() != QEvent.Type.Paint:
            return super().event(event)
        draw_edge(self, self.rect())
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring, which stands outside of what Qt draws anew."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()


def scrolled(page: QWidget, area: QScrollArea | None = None) -> QScrollArea:
    """`page` in an area that scrolls, a new one or `area`: its wrapped words never make a window taller than
    the screen. Without a frame, on the ground of what is around it; Tab goes to what is inside."""
    area = area or QScrollArea()
    # One of ours: to hand out its own, PySide would first make every class of widget there is.
    viewport = QWidget()
    area.setViewport(viewport)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    set_by_name(area, focusPolicy="NoFocus")
    viewport.setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area


class _PushButton(QPushButton):
    """Pressed by Enter as by Space, outside of dialogs too."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(True)


class Button(_PushButton):
    """A button beside the primary one."""

    def sizeHint(self) -> QSize:
        """As the style wishes with a little air, and high enough to be hit."""
        hint = _tall(super().sizeHint())
        return QSize(hint.width() + theme.GAP, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, with our edge."""
        super().paintEvent(event)
        draw_edge(self, self.rect())


class PrimaryButton(_PushButton):
    """The one thing most people came for: flat, white on blue."""

    def sizeHint(self) -> QSize:
        """Room for its words on both sides."""
        hint = _tall(super().sizeHint())
        return QSize(max(hint.width() + 2 * theme.GAP, 88), hint.height())

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._ink()

    def changeEvent(self, event: QEvent) -> None:
        """A new palette may want another ink."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._ink()

    def _ink(self) -> None:
        ink, role = QColor(theme.roles(self.palette()).on_primary), QPalette.ColorRole.ButtonText
        palette = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            if palette.color(group, role) != ink:
                palette.setColor(group, role, ink)
                self.setPalette(palette)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A flat face, its words, and a ring when it has the keyboard."""
        set_ = theme.roles(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outline(self.rect(), radius=_RADIUS), solid(_face(self, set_)))
        painter.drawText(self.rect(), _CENTRED_WITH_MNEMONIC, self.text())
        if self.hasFocus():
            painter.strokePath(outline(self.rect(), inset=3, radius=_RADIUS - 1), pen(set_.on_primary, 1.5))
        painter.end()


def _face(button: QAbstractButton, set_: theme.Roles) -> QColor:
    if not button.isEnabled():
        return button.palette().color(QPalette.ColorRole.Mid)
    colour = QColor(set_.primary)
    if button.isDown():
        return colour.darker(120)
    return colour.lighter(112) if button.underMouse() else colour
