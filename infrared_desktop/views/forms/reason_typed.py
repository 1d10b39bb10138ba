"""A reason that is typed and not stored: ask before it is given up, as every form does."""

from collections.abc import Callable

from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import words


def may_leave(reason: TextField, banner: Banner, go_back: Callable[[], object]) -> bool:
    """Say whether no reason is typed; otherwise ask, and go back once it is given up."""
    if not reason.get_value():
        return True

    def give_up() -> None:
        reason.clear()
        go_back()

    text = words("ReasonTyped", "Nothing is decided yet. Esc goes back to the reason you typed.")
    banner.tell(Meaning.CAUTION, text, words("ReasonTyped", "Gi&ve it up"), give_up)
    return False
