"""Start the window, or run one of the verbs that need none."""

import os
import sys
from collections.abc import Sequence

VERBS = (
    "practice",
    "import",
    "photos",
    "timeline",
    "review-copy",
    "export",
    "backup",
    "restore",
    "verify",
    "audit",
    "protocol",
    "print",
    "assess",
    "diary",
    "slots",
    "due",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        from infrared_desktop.faults import tell_plainly

        sys.excepthook = tell_plainly
    if words and words[0] in VERBS:
        from infrared_desktop.commands import run_verb

        return run_verb(words)
    if words == ["back-up-beside"]:
        from infrared_desktop.storage.backup.beside import serve as serve_backup

        return serve_backup()
    if words == ["print-paper"]:
        from infrared_desktop.documents.printing_child import serve

        return serve()
    if words == ["open-pictures"]:
        from infrared_desktop.documents.picture_child import serve as serve_pictures

        return serve_pictures()
    # The window comes up fast because nothing else is imported on the way to it.
    from infrared_desktop.start import read_options, what_is_missing

    options = read_options(words)
    missing = what_is_missing(os.environ)
    if missing:
        print(missing, file=sys.stderr)
        return 1
    from infrared_desktop.views.application import run_window

    return run_window(options)


if __name__ == "__main__":
    sys.exit(main())
