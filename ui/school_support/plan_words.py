"""What is said of a week's plan: its blocks and its days."""

from __future__ import annotations

from amane_desktop.attendance.week_plan import PlanBlock, PlanDay, WeekPlan
from amane_desktop.i18n import _, format_date, in_its_own_direction, is_rtl, labelled
from amane_desktop.people.names import in_reader_script
from ui.school_support.hours_layout import Place
from ui.school_support.week_model import hours


def _comma() -> str:
    return "، " if is_rtl() else ", "


def place_words(place: Place) -> str:
    """A day and its hours."""
    return f"{format_date(place.day, 'weekday')} {hours(place.start, place.end)}"


def block_name(block: PlanBlock) -> str:
    """What a session is called: by its group, or by its own title."""
    group = in_reader_script(block.group.name, block.group.name_ar)
    title = in_reader_script(block.slot.title, block.slot.title_ar)
    return " · ".join(filter(None, (title, group)))


def beneath(block: PlanBlock) -> str:
    """The room and who teaches."""
    group = block.group
    room = in_reader_script(group.room, group.room_ar)
    told = (room, in_reader_script(group.teacher, group.teacher_ar))
    return " · ".join(map(in_its_own_direction, filter(None, told)))


def clash_words(block: PlanBlock, plan: WeekPlan) -> str:
    """Which groups want the same room or the same teacher at this time."""
    names = {b.group.id: in_reader_script(b.group.name, b.group.name_ar) for b in plan.blocks}
    told = []
    for words, others in (
        (_("Same room as {groups}"), block.same_room),
        (_("Same teacher as {groups}"), block.same_teacher),
    ):
        if others:
            listed = _comma().join(in_its_own_direction(names[n]) for n in others)
            told.append(words.format(groups=listed))
    return " · ".join(told)


def block_words(block: PlanBlock, plan: WeekPlan) -> str:
    """All that is to be said of a block, a line each."""
    slot = block.slot
    why = slot.note if slot.closure is None else slot.closure.told()
    at = place_words(Place(slot.day, slot.start, slot.end))
    told = (block_name(block), at, beneath(block), why, clash_words(block, plan))
    return "\n".join(filter(None, told))


def week_words(days: tuple[PlanDay, ...]) -> str:
    """The holidays and closed days of a week, days of the same kind together."""
    told: dict[str, list[str]] = {}
    for day in days:
        if words := day_words(day):
            told.setdefault(words, []).append(format_date(day.day, "weekday"))
    return " · ".join(
        labelled(_comma().join(names), in_its_own_direction(words)) for words, names in told.items()
    )


def day_words(day: PlanDay) -> str:
    """Why the centre is closed on the day, or what holidays it lies in."""
    if day.morning is not None and day.afternoon is not None:
        return day.morning.told()
    if day.morning is not None:
        return _("{reason} (morning)").format(reason=day.morning.told())
    if day.afternoon is not None:
        return _("{reason} (afternoon)").format(reason=day.afternoon.told())
    if day.vacation is not None:
        return in_reader_script(day.vacation.name, day.vacation.name_ar)
    return ""
