"""What the clinic's own files are when they are not what was written: damaged, empty or gone.

A file that is busy, locked, full or can't be reached is none of it: nothing is known of it then.
"""

from infrared_desktop.domain.errors import KnownError


class DamageError(KnownError):
    """The database or the key file is damaged or gone; what restores and reads is offered."""
