"""How an attendance letter is drawn: the centre, the day, what it is about, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from amane_desktop.attendance.models import Mark
from amane_desktop.i18n import _, format_date, is_rtl, ngettext, writing_in
from amane_desktop.people.levels import level_name
from amane_desktop.printing import fonts
from amane_desktop.printing.arabic import embed
from amane_desktop.printing.frame import MM, SOFT, Page, Paper
from amane_desktop.printing.wording import in_script
from amane_desktop.school_support.letter import AttendanceLetter, Reader

_EDGE = 10 * MM


def draw(letter: AttendanceLetter, reader: Reader, languages: tuple[str, ...], day: date) -> bytes:
    """The letter as a PDF file, a page for each language."""
    with writing_in(languages[0]):
        paper = Paper(_("Attendance letter"), rtl=is_rtl(), printed="", pages=0)
    for lang in languages:
        with writing_in(lang):
            page = paper.page()
            page.rtl = is_rtl()
            _write(page, letter, reader, day)
    return paper.finish()


def _write(page: Page, letter: AttendanceLetter, reader: Reader, day: date) -> None:
    rtl = is_rtl()
    room = page.inner - 2 * _EDGE
    centre = in_script(rtl, letter.centre, letter.centre_ar)
    page.write(centre, _EDGE, 28 * MM, room, font=fonts.BOLD, size=15.0)
    address = in_script(rtl, letter.address, letter.address_ar)
    page.write(address, _EDGE, 34 * MM, room, size=9.5, grey=SOFT)
    dated = _("On {day}").format(day=format_date(day))
    page.write(dated, _EDGE, 50 * MM, room, size=11.0, align="trailing", rtl=rtl)
    to = _("To the head of the school") if reader == "school" else _("To the child's family")
    page.write(to, _EDGE, 62 * MM, room, size=11.0, rtl=rtl)
    subject = _("Subject: attendance at school support")
    page.write(subject, _EDGE, 76 * MM, room, font=fonts.SEMIBOLD, size=11.0, rtl=rtl)
    down = 92 * MM
    for paragraph in _paragraphs(letter):
        down = page.paragraph(paragraph, _EDGE, down, room, size=11.0, rtl=rtl, leading=1.7)
        down += 5 * MM
    signed = _("For the centre")
    page.write(signed, _EDGE, down + 14 * MM, room, size=11.0, align="trailing", rtl=rtl)


def _paragraphs(letter: AttendanceLetter) -> Iterator[str]:
    rtl = is_rtl()
    yield _("Dear Sir or Madam,")
    name = embed(in_script(rtl, letter.name, letter.name_ar))
    level = level_name(letter.level, "ar" if rtl else "fr")
    who = _("{name} ({level})").format(name=name, level=level) if level else name
    groups = ("، " if rtl else ", ").join(embed(in_script(rtl, *names)) for names in letter.groups)
    if groups:
        yield _(
            "We confirm that the child {who} attends our school support, in the group {groups}."
        ).format(who=who, groups=groups)
    else:
        yield _("We confirm that the child {who} attends our school support.").format(who=who)
    marked = letter.counted.total()
    came = letter.counted[Mark.PRESENT] + letter.counted[Mark.LATE]
    yield ngettext(
        "From {first} to {last}, of {n} session, the child came to {came}.",
        "From {first} to {last}, of {n} sessions, the child came to {came}.",
        marked,
    ).format(first=format_date(letter.first), last=format_date(letter.last), n=marked, came=came)
    yield _("Late: {late}. Excused absences: {excused}. Other absences: {absent}.").format(
        late=letter.counted[Mark.LATE],
        excused=letter.counted[Mark.EXCUSED],
        absent=letter.counted[Mark.ABSENT],
    )
    yield _("This letter is given to be used where it is needed.")
