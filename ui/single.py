"""One window per centre: a second start brings the first one to the front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


def _name(folder: Path) -> str:
    # Qt is loaded anyway; Python's own hashes would be loaded for this alone.
    algorithm = QCryptographicHash.Algorithm.Sha256
    hashed = QCryptographicHash.hash(str(folder.resolve()).encode(), algorithm)
    return "amane-" + bytes(hashed.toHex().data()).decode()[:16]


def raise_first(folder: Path) -> bool:
    """Ask the window that is already open to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(b"raise")
    socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for second starts."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A socket that a killed program left behind would refuse the name.
        QLocalServer.removeServer(_name(folder))
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(_name(folder))

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        self.called.emit()
