"""Read the protocol of a device family, and its sources, from the program's own files."""

from functools import cache

from infrared_desktop import assets
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol import Protocol, parse_protocol
from infrared_desktop.domain.sources import Citations, parse_sources


@cache
def load_protocol(name: str) -> Protocol:
    """Return a protocol by name; raise KnownError if its file is missing or wrong."""
    path = assets.RESOURCES / "protocols" / f"{name}.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnownError("There is no protocol called {name}.", name=name) from error
    return parse_protocol(text, path.name)


@cache
def load_sources() -> Citations:
    """Return the citation behind each code; raise KnownError if their file is missing or wrong."""
    path = assets.RESOURCES / "protocols" / "sources.toml"
    try:
        return parse_sources(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise KnownError("The file {name} with the sources is missing.", name=path.name) from error
