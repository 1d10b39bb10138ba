"""Pages filled with strips: what belongs together stays together, a table's head comes again."""

from collections.abc import Iterator, Sequence

from infrared_desktop.documents.strips import Strip

Page = list[tuple[float, Strip]]  # each strip with the height that it stands at


def fill_pages(strips: Sequence[Strip], room: float) -> list[Page]:
    """Fill pages of a height; a paper has one page at least."""
    filler = _Filler(room)
    for group in _groups(strips):
        filler.add(group)
    return filler.pages


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keeps:
            yield group
            group = []
    if group:
        yield group


class _Filler:
    def __init__(self, room: float) -> None:
        self._room, self._y = room, 0.0
        self.pages: list[Page] = [[]]

    def add(self, group: Sequence[Strip]) -> None:
        """Set a group down, on the next page where it does not fit here but would there."""
        if group[0].turns:
            self._turn(group[0])
            return
        height = sum(strip.above + strip.height for strip in group)
        if not self._fits(height) and height <= self._room - self._head_height(group[0]):
            self._turn(group[0])
        for strip in group:
            if not self._fits(strip.above + strip.height):
                self._turn(strip)
            self._set(strip)

    def _fits(self, height: float) -> bool:
        above = 0.0 if self.pages[-1] else height
        return self._y + height <= self._room or above > self._room

    def _head_height(self, strip: Strip) -> float:
        return sum(each.above + each.height for each in strip.head)

    def _turn(self, strip: Strip) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self._y = 0.0
        for each in strip.head:
            self._set(each)

    def _set(self, strip: Strip) -> None:
        self._y += strip.above if self.pages[-1] else 0.0
        self.pages[-1].append((self._y, strip))
        self._y += strip.height
