"""What people call the parts of a protocol and the figures in them."""

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.protocol.figures import Figure
from infrared_desktop.domain.records.answers import Reaction
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.consents import Alternative

# The parts of the clinic's own copy, in their order, each with the sections that it shows.
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Days between sessions", ("windows",)),
    ("Follow-ups", ("follow_ups",)),
    ("Limits", ("area_limit_cm2", "fluence_j_cm2", "fluence_rise_percent")),
    ("Device and settings", ("spots", "setting_ranges", "presets")),
    ("Test spot", ("test_spot",)),
    ("Areas and scales", ("areas", "scales", "laxity")),
    ("History", ("history",)),
    ("Procedure and results", ("procedure", "expected_results", "alternatives")),
    ("Side effects", ("side_effects",)),
    ("Consent", ("consent",)),
    ("Instructions", ("instructions",)),
    ("Same-day check", ("day_questions",)),
    ("Rules", ("rules",)),
)

# A section whose figures are not told apart by their own names alone.
_SECTIONS = {
    "fluence_j_cm2": "Fluence",
    "setting_ranges": "Range",
    "presets": "Preset",
    "test_spot": "Test spot",
    "scales": "Scale",
    "laxity": "Grade",
}
# Names that say little with their underscores taken out.
_FIELDS = {
    "block_days": "refused before, days",
    "earliest_days": "earliest, days after the session before",
    "best_days": "best, days after the session before",
    "latest_days": "latest, days after the session before",
    "lapse_days": "new consultation after, days",
    "area_limit_cm2": "all areas of one session, cm²",
    "fluence_rise_percent": "more than last time, %",
    "dark_from_type": "dark skin from type",
    "adult_from_years": "adult from, years",
    "first_treatment_only": "only before the first treatment of a plan",
    "valid_months": "runs out after, months (0: never)",
    "under_age_hours": "under age, hours",
    "hours": "hours",
    "when": "holds for",
    "follows": "another answer means",
    "wanted": "wanted answer",
    "looked_at": "the clinician looks",
    "clears": "what clears it",
    "basis": "basis",
    "ask_each_visit": "asked at each visit",
    "stale_days": "asked anew after, days",
    "width_mm": "width, mm",
    "height_mm": "height, mm",
    "light_hours": "light skin, hours",
    "dark_hours": "dark or tanned skin, hours",
}
_CODES = (Area, Reaction, Alternative)


def entry_words(figure: Figure) -> tuple[str, ...]:
    """Return what an entry is called, as parts that are translated one by one; none is a part."""
    section = _SECTIONS.get(figure.section)
    inner = [_code_words(name) for name in figure.names[1:-1] if name not in ("when", "wordings")]
    return tuple(filter(None, (section, *inner)))


def field_words(figure: Figure) -> str:
    """Return what the figure itself is called within its entry."""
    name = figure.names[-1]
    if name in _FIELDS:
        return _FIELDS[name]
    if name.endswith("_days"):
        return f"{_plain(name.removesuffix('_days'))}, days"
    if name.endswith("_percent"):
        return f"{_plain(name.removesuffix('_percent'))}, %"
    return _plain(name)


def _code_words(name: str) -> str:
    for kind in _CODES:
        found = next((each for each in kind if each.value == name), None)
        if found is not None:
            label = plain_label(found)
            return f"{name} {label}" if kind is Reaction else label
    return _plain(name) if name.islower() else name


def _plain(name: str) -> str:
    return name.replace("_j_cm2", " J/cm²").replace("_", " ").strip()
