"""Keep the garbage collector from looking through what stays while a clinic is open."""

import gc

# A long timeline makes tens of thousands of small things at once, none of them garbage: looked
# through every few hundred, they took twice as long to make.
_MADE_BETWEEN_LOOKS = 50_000
_USUAL = gc.get_threshold()


def leave_alone() -> None:
    """Leave what is made by now alone until `look_again`, and look at the rest less often."""
    gc.freeze()
    gc.set_threshold(_MADE_BETWEEN_LOOKS, *_USUAL[1:])


def throw_away() -> None:
    """Throw away at once what nobody holds any more, and is left alone otherwise."""
    is_left_alone = gc.get_threshold()[0] == _MADE_BETWEEN_LOOKS
    gc.unfreeze()
    gc.collect()
    if is_left_alone:
        gc.freeze()


def look_again() -> None:
    """Look through everything again, as often as is usual: the clinic is closed."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
