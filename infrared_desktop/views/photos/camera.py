"""This computer's camera, where the optional part of Qt that knows cameras is installed."""

from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage


class Camera(QObject):
    """Sends pictures between start and stop; what Qt calls a video frame stays in here."""

    seen = Signal(object)  # QImage
    lost = Signal()  # it was pulled out, or another program took it

    def __init__(self, multimedia: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera = multimedia.QCamera(self)
        self._session = multimedia.QMediaCaptureSession(self)
        self._sink = multimedia.QVideoSink(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera.errorOccurred.connect(lambda *_: self.lost.emit())
        self._device = self._camera.cameraDevice()
        self._devices = multimedia.QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._on_devices)

    def start(self) -> None:
        """Switch the camera on."""
        self._camera.start()

    def stop(self) -> None:
        """Switch the camera off."""
        self._camera.stop()

    def _on_devices(self) -> None:
        if self._device not in self._devices.videoInputs():
            self.lost.emit()

    def _on_frame(self, frame: Any) -> None:
        image: QImage = frame.toImage()
        if not image.isNull():
            self.seen.emit(image)


def find_camera(parent: QObject) -> Camera | None:
    """Return this computer's camera; None where there is none, or nothing that knows cameras."""
    try:
        multimedia: Any = import_module("PySide6.QtMultimedia")
    except ImportError:
        return None
    if not multimedia.QMediaDevices.videoInputs():
        return None
    return Camera(multimedia, parent)
