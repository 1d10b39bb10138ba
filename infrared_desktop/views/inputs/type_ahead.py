"""Letters typed without a pause are one word, so that "bli" is another answer than "bla"."""

from PySide6.QtCore import QElapsedTimer

PAUSE_MS = 1000


class TypeAhead:
    """Gathers letters as long as they follow each other."""

    def __init__(self) -> None:
        self._since, self._letters = QElapsedTimer(), ""

    def add(self, letter: str) -> str:
        """Return the word so far; after a pause it is the letter alone."""
        amid = self._since.isValid() and self._since.elapsed() < PAUSE_MS
        return self._keep((self._letters if amid else "") + letter.lower())

    def begin(self, letter: str) -> str:
        """Begin a new word with a letter."""
        return self._keep(letter.lower())

    def forget(self) -> None:
        """Let the next letter begin a new word."""
        self._letters = ""

    def _keep(self, letters: str) -> str:
        self._letters = letters
        self._since.start()
        return letters
