"""The page on which photographs are handed out: the list, the picture, and what for to whom."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.domain.photographs.exports import Handing
from infrared_desktop.domain.records.photographs import ExportKind, Purpose
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import EmptyState, Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

_SIDE_PX = 420


class Sample(QLabel):
    """The current photograph as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(140)

    def show_image(self, image: QImage | None, words: str) -> None:
        """Show a picture; without one, say why."""
        self._image = image or QImage()
        self.setAccessibleName(words)
        if image is None:
            self.setPixmap(QPixmap())
            self.setText(words)
        else:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._image.isNull():
            self._fit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted = self._image.scaled(room, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(fitted))


class ExportPage(QWidget):
    """Header, list, picture and form; the screen fills them."""

    def __init__(self) -> None:
        super().__init__()
        self.header, self.banner = RecordHeader(), Banner()
        self.list, self.sample = RowList(card=True), Sample()
        self.list.setAccessibleName(self.tr("Photographs"))
        self.form = QWidget()
        load_form(self.form, "photo_export")
        self.binder: Binder[Handing] = Binder(self.form, Handing)
        self.hand_out = QPushButton(self.tr("Hand out  Ctrl+↵"))
        self.hand_out.setProperty("kind", "primary")
        self.register = QPushButton(self.tr("What left  Ctrl+R"))
        self.header.add_buttons((self.register, self.hand_out))
        self.stamp = words_label("caption")
        self.empty = EmptyState(
            "document",
            self.tr("There is no photograph of this patient."),
            self.tr("Take some in first; then copies of them can be handed out."),
        )
        self._lay_out()

    def show_whether(self, there_are: bool) -> None:
        """Show the list, or that it is empty."""
        self.list.setVisible(there_are)
        self.empty.setVisible(not there_are)

    def tell_stamp(self, handing: Handing) -> None:
        """Say what stands on the copies, and whether that names the patient."""
        if handing.kind is ExportKind.ORIGINAL:
            words = self.tr(
                "Each file is as the camera made it, with its place and its camera and without a "
                "stamp. Each is entered in the register."
            )
            self.stamp.setText(words)
            return
        is_named = handing.purpose in (None, Purpose.RECORD)
        named = self.tr("The stamp under each copy names the patient, the clinic and the day.")
        nameless = self.tr("Neither the stamp nor the file's name says whose photograph it is.")
        left = self.tr("Each is a JPEG, without place and camera, and is entered in the register.")
        self.stamp.setText(f"{named if is_named else nameless} {left}")

    def _lay_out(self) -> None:
        keys = self.tr("Space chooses · Ctrl+A all · P: what each photograph is meant for")
        self.panel = Panel(self.tr("Photographs"), footer=keys)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(self.empty, 1)
        side = Panel(self.tr("The copies"))
        side.setFixedWidth(_SIDE_PX)
        inside = QVBoxLayout()
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(12)
        inside.addWidget(self.sample, 1)
        inside.addWidget(self.form)
        inside.addWidget(self.stamp)
        side.body.addLayout(inside)
        halves = QHBoxLayout()
        halves.setSpacing(2 * GRID)
        halves.addWidget(self.panel, 1)
        halves.addWidget(side)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addLayout(halves, 1)
