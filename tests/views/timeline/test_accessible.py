"""A screen reader finds every event of the painted timeline, in order, in the list beside it."""

from PySide6.QtGui import QAccessible

from infrared_desktop.domain.timeline.build import as_lines
from infrared_desktop.views.wording import say
from tests.scenes import full_day
from tests.views.desk import Desk


def test_the_accessible_tree_holds_every_event_in_order(desk: Desk) -> None:
    screen = desk.go("patient", full_day(desk.clinic))
    tree = QAccessible.queryAccessibleInterface(screen.lines)
    assert tree is not None and tree.role() == QAccessible.Role.List
    names = [tree.child(row).text(QAccessible.Text.Name) for row in range(tree.childCount())]
    lines = as_lines(screen.timeline.timeline())
    assert len(names) == len(lines) > 10
    for name, line in zip(names, lines, strict=True):
        assert all(say(words) in name for words in line.words), (name, line)
