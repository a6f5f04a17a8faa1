"""Which words that could harm stand in a text."""

import re
from pathlib import Path

_LINES = (Path(__file__).parent / "words_that_harm.txt").read_text("utf-8").splitlines()
WORDS = [line for line in _LINES if line and not line.startswith("#")]


def harmful_words(text: str) -> list[str]:
    """Those of the list that the text says; Arabic ones also with their article."""
    return [word for word in WORDS if re.search(_pattern(word), text, re.IGNORECASE)]


def _pattern(word: str) -> str:
    article = "(?:[وفبل]?ال|[وفبلك])?" if word[0] > "\u0600" else ""
    return rf"(?<!\w){article}{re.escape(word)}(?!\w)"
