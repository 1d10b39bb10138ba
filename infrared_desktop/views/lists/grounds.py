"""On what ground a rule or an advice stands, in plain words."""

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.protocol.sources import Citations, cited
from infrared_desktop.domain.toml.tables import Tag


def tag_words(tag: str) -> str:
    """Say what a figure rests on: "clinic default, to be confirmed"."""
    return {
        Tag.STUDY: _words("seen in a study or a manual"),
        Tag.PRACTICE: _words("common practice"),
        Tag.DEFAULT: _words("clinic default, to be confirmed"),
    }[Tag(tag)]


def ground_words(source: str, tag: str) -> str:
    """Say what a figure rests on, and where it was found."""
    text = _words("{ground}. Source: {source}")
    return text.format(ground=_capital(tag_words(tag)), source=source)


def source_words(source: str, citations: Citations) -> str:
    """Say where a rule's figures were found: a line for each code with what stands behind it."""
    named = _words("Source: {source}").format(source=source)
    return "\n".join(filter(None, (named, citation_words(source, citations))))


def citation_words(source: str, citations: Citations) -> str:
    """Say what stands behind the codes of a source, a line for each."""
    return "\n".join(f"{code}: {text}" for code, text in cited(source, citations))


def basis_words(basis: str, tag: str) -> str:
    """Say a rule's basis after what it rests on."""
    text = _words("{ground}: {basis}")
    return text.format(ground=_capital(tag_words(tag)), basis=basis) if basis else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(text: str) -> str:
    return QCoreApplication.translate("Grounds", text)
