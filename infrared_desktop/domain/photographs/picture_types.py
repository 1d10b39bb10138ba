"""Which kind of picture bytes are, told by what they hold and never by a file's name."""

from infrared_desktop.domain.errors import KnownError

JPEG, PNG, HEIC = "image/jpeg", "image/png", "image/heic"
MOST_MEGAPIXELS = 120
MOST_MEGABYTES = 256

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_OTHERS = (b"II*\0", b"MM\0*", b"BM", b"RIFF")


def media_type(content: bytes) -> str:
    """Return the media type of a photograph; raise KnownError for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    raise KnownError(_what_else(content))


def _what_else(content: bytes) -> str:
    if not content:
        return "The file is empty. Copy it from the camera again."
    if content.startswith(b"GIF8"):
        return "This is a GIF, which may move. Save the picture that you mean as JPEG or PNG."
    if content.startswith(_OTHERS) or content[4:8] == b"ftyp":
        return "This is neither JPEG, PNG nor HEIC. Save it as JPEG or PNG first."
    return "This is no photograph, whatever its name says."
