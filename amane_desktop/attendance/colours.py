"""The colours that tell groups apart; what they look like on the screen is the theme's."""

from __future__ import annotations

from amane_desktop.i18n import N_

COLOURS: dict[str, str] = {
    "blue": N_("blue"),
    "orange": N_("orange"),
    "green": N_("green"),
    "violet": N_("purple"),
    "sky": N_("light blue"),
    "olive": N_("olive green"),
    "pink": N_("pink"),
    "grey": N_("dark grey"),
}
