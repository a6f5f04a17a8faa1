"""One window per centre: a second start brings the first one to the front.

Which is first, a lock file says. Qt's network library, one of the larger parts of the program, is
read once the first window stands, or by the second start alone.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QDir,
    QElapsedTimer,
    QLockFile,
    QObject,
    QThread,
    QTimer,
    Signal,
)

from ui.folder_mark import folder_mark

_PATIENCE_MS, _PAUSE_MS = 500, 100
# By then the window is painted.
_LISTEN_AFTER_MS = 200
# A slow PC takes so long, at most, from the lock to a window that listens.
_LONGEST_START_MS = 10_000


def _name(folder: Path) -> str:
    return f"amane-{folder_mark(folder)}"


def raise_first(folder: Path, patience_ms: int = _LONGEST_START_MS) -> bool:
    """Ask the window that is already open to come forward; False when none answers."""
    from PySide6.QtNetwork import QLocalSocket

    waited = QElapsedTimer()
    waited.start()
    while True:
        socket = QLocalSocket()
        socket.connectToServer(_name(folder))
        if socket.waitForConnected(_PATIENCE_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(_PATIENCE_MS)
            socket.disconnectFromServer()
            return True
        if waited.hasExpired(patience_ms):
            return False
        QThread.msleep(_PAUSE_MS)


class OneWindow(QObject):
    """Says whether this is the first window on a folder, and listens for later starts."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._name = _name(folder)
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        # Left behind by a program that was killed, it holds no longer; by age alone it never ends.
        self._lock.setStaleLockTime(0)
        self.is_first = (
            self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError
        )

    def listen(self) -> None:
        """Listen for later starts as soon as the window stands."""
        QTimer.singleShot(_LISTEN_AFTER_MS, self, self._listen)

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        # A socket that a killed program left behind would refuse the name.
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def answer() -> None:
            connection = server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            self.called.emit()

        server.newConnection.connect(answer)
        server.listen(self._name)
