"""The sites that a visit is for, as chips to tick."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.choice_field import MultiChoiceField
from infrared_desktop.views.inputs.promoted import register


class SitesField(MultiChoiceField):
    """Ticks sites; none ticked is an empty list, and a site that is not offered is never lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sites: dict[str, Site] = {}

    def offer(self, sites: Iterable[Site]) -> None:
        """Offer these sites, and those that are ticked."""
        kept = self.get_value()
        self._sites = {str(site): site for site in (*sites, *kept)}
        self.set_options([(code, choices.site_label(site)) for code, site in self._sites.items()])

    def offered(self) -> list[Site]:
        """Return the sites that can be ticked."""
        return list(self._sites.values())

    def get_value(self) -> list[Any]:
        """Return the sites that are ticked."""
        return [self._sites[code] for code in super().get_value() or ()]

    def set_value(self, value: Any) -> None:
        """Tick these sites and no others."""
        sites = list(value or ())
        super().set_value(None)
        if any(site not in self.offered() for site in sites):
            self.offer((*self.offered(), *sites))
        super().set_value([str(site) for site in sites] or None)

    def _extra(self) -> list[tuple[str, str]]:
        return []


register(SitesField)
