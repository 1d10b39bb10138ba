"""What is asked of the process that opens pictures, and its answers, as they go through pipes."""

import json
import struct
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import IO, Any

VERB = "open-pictures"  # what the program is started with to be that process
_LENGTHS = struct.Struct(">IQ")
_MOST_HEAD, _MOST = 1 << 20, 1 << 30  # bytes; a picture of 120 megapixels has 480 MB


class Form(StrEnum):
    """In which form a picture comes back: to be kept or handed over, or to be shown at once."""

    JPEG = "jpeg"
    PIXELS = "pixels"


class Refusal(StrEnum):
    """Why a picture does not come back."""

    NO_PICTURE = "no_picture"
    NO_DECODER = "no_decoder"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Wish:
    """How a picture is wanted: its longer edge (0 is as large as it is), turned, stamped."""

    form: Form
    box_px: int = 0
    quarter_turns: int = 0
    quality: int = 92
    stamp: str = ""


@dataclass(frozen=True)
class Opened:
    """A picture as it comes back, without any metadata; `whole_*` is the upright original.

    Pixels are 32 bits each, as QImage.Format_RGB32 has them.
    """

    content: bytes
    width_px: int
    height_px: int
    whole_width_px: int
    whole_height_px: int


def send_wish(stream: IO[bytes], wish: Wish, content: bytes) -> None:
    """Ask for a picture."""
    _send(stream, asdict(wish), content)


def receive_wish(stream: IO[bytes]) -> tuple[Wish, bytes] | None:
    """Return what is asked for next; None when nobody asks any more."""
    message = _receive(stream)
    if message is None:
        return None
    told, content = message
    return Wish(**{**told, "form": Form(told["form"])}), content


def send_answer(stream: IO[bytes], answer: Opened | Refusal) -> None:
    """Give a picture back, or why it is refused."""
    if isinstance(answer, Refusal):
        _send(stream, {"refused": answer}, b"")
        return
    told = {name: value for name, value in vars(answer).items() if name != "content"}
    _send(stream, told, answer.content)


def receive_answer(stream: IO[bytes]) -> Opened | Refusal | None:
    """Return what came back; None if the process ended instead.

    A hostile picture may have taken that process over: raise ValueError for what is no answer.
    """
    message = _receive(stream)
    if message is None:
        return None
    told, content = message
    try:
        answer = Refusal(told["refused"]) if "refused" in told else Opened(content, **told)
    except TypeError as error:
        raise ValueError("this is no answer") from error
    if isinstance(answer, Opened) and not all(type(px) is int and px > 0 for px in told.values()):
        raise ValueError("this is no size of a picture")
    return answer


def _send(stream: IO[bytes], told: dict[str, Any], content: bytes) -> None:
    head = json.dumps(told).encode()
    stream.write(_LENGTHS.pack(len(head), len(content)) + head)
    stream.write(content)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, length = _LENGTHS.unpack(lengths)
    if head_length > _MOST_HEAD or length > _MOST:
        raise ValueError("this is longer than anything that is sent")
    head, content = stream.read(head_length), stream.read(length)
    if len(head) < head_length or len(content) < length:
        return None
    try:
        return json.loads(head), content
    except RecursionError as error:
        raise ValueError("this is nothing that is sent") from error
