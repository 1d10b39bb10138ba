"""Read the protocol of a device family from the files that come with the program."""

from functools import cache

from infrared_desktop import assets
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.protocol import Protocol, parse_protocol


@cache
def load_protocol(name: str) -> Protocol:
    """Return a protocol by name; raise KnownError if its file is missing or wrong."""
    path = assets.RESOURCES / "protocols" / f"{name}.toml"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnownError("There is no protocol called {name}.", name=name) from error
    return parse_protocol(text, path.name)
