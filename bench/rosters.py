"""The week's rosters, beside bare canvas calls and beside LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from amane_desktop.school_support.roster import PaperLang, RosterSheet, draw_rosters
from bench import centre
from bench.pairs import Pair, paired, timed
from bench.roster_document import as_document, same_words

ROOT = Path(__file__).resolve().parent.parent
LANG: PaperLang = "fr+ar"
MM = 72 / 25.4
_MORE = 4


def beside_canvas(folder: Path) -> tuple[Pair, int]:
    """Six rosters in the running program, query and shaping included; and the paper's size."""
    from amane_desktop.printing import fonts
    from amane_desktop.school_support.queries import rosters

    office = centre.open_(folder)
    try:
        fonts.register()
        at = office.clock.local()

        def ours() -> bytes:
            forget_shapes()
            sheets = office.ask(rosters, centre.MONDAY, "", LANG)
            return draw_rosters(sheets, LANG, centre.STAFF, at)

        sheets = office.ask(rosters, centre.MONDAY, "", LANG)
        assert [len(sheet.children) for sheet in sheets] == [centre.CHILDREN] * centre.GROUPS
        assert all(len(sheet.slots) == centre.SESSIONS for sheet in sheets)
        return paired(timed(ours), timed(bare_canvas(sheets)), 15), len(ours())
    finally:
        office.close()


def forget_shapes() -> None:
    """Let every text be shaped and measured anew, as in a week that was never printed."""
    from amane_desktop.printing import arabic, fonts, text

    for cached in (arabic.shape, arabic.starts_rtl, fonts.width, text.fit, text.fit_lines):
        cached.cache_clear()


def bare_canvas(sheets: tuple[RosterSheet, ...]) -> Callable[[], bytes]:
    """The least that draws the same: a rectangle per box, a string per text, shaped before."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from amane_desktop.i18n import format_date
    from amane_desktop.printing import arabic
    from amane_desktop.school_support.roster_layout import pages

    font = ROOT / "resources" / "fonts" / "IBMPlexSansArabic-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Bare", str(font), asciiReadable=False, shapable=False))
    shaped = [
        [
            (
                str(place + 1),
                child.name if child else "",
                arabic.shape(child.name_ar, True) if child else "",
                child.level if child else "",
            )
            for place, child in enumerate(page.rows)
        ]
        for sheet in sheets
        for page in pages(sheet, tuple(LANG.split("+")))
    ]
    heads = [
        (
            format_date(slot.day, "weekday_short", "fr"),
            arabic.shape(format_date(slot.day, "weekday_short", "ar"), True),
            f"{slot.start.hour}–{slot.end.hour}",
        )
        for slot in sheets[0].slots
    ]
    edges = [10 * MM, 18 * MM, 88 * MM, 102 * MM]
    edges += [102 * MM + (90 * MM) * n / centre.SESSIONS for n in range(1, centre.SESSIONS + 1)]
    tall = 7.5 * MM

    def draw() -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for rows in shaped:
            y = A4[1] - 45 * MM
            for n, texts in enumerate(heads):
                for up, words in zip((13, 9, 3), texts, strict=True):
                    canvas.setFont("Bare", 7)
                    canvas.drawString(edges[3 + n] + 1, y + up, words)
            for number, name, name_ar, level in rows:
                y -= tall
                for left, right in pairwise(edges):
                    canvas.rect(left, y, right - left, tall)
                canvas.setFont("Bare", 10)
                canvas.drawString(edges[0] + 2, y + 7, number)
                if name:
                    canvas.drawString(edges[1] + 2, y + 7, name)
                    canvas.drawRightString(edges[2] - 2, y + 7, name_ar)
                    canvas.drawString(edges[2] + 2, y + 7, level)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw


def beside_one_more_document(folder: Path, place: Path, kind: str) -> Pair | None:
    """Rosters drawn in the running program, beside what LibreOffice needs for one more document.

    `kind` is how the document is kept: docx, as offices keep their sheets, or fodt, which is
    LibreOffice's own. Its start is left out: of one process that converts several documents, less
    one that converts one, a document's share counts.
    """
    from amane_desktop.printing import fonts
    from amane_desktop.school_support.queries import rosters

    office_suite = shutil.which("soffice")
    if office_suite is None:
        return None
    office = centre.open_(folder)
    try:
        fonts.register()
        at = office.clock.local()
        sheets = office.ask(rosters, centre.MONDAY, "", LANG)
        documents = [place / f"more-{n}.fodt" for n in range(_MORE + 1)]
        for document in documents:
            document.write_text(as_document(sheets, centre.STAFF, at), "utf-8")
        if kind != "fodt":
            _convert(office_suite, place, documents, kind)
            documents = [document.with_suffix(f".{kind}") for document in documents]

        def ours() -> bytes:
            forget_shapes()
            sheets = office.ask(rosters, centre.MONDAY, "", LANG)
            return draw_rosters(sheets, LANG, centre.STAFF, at)

        def theirs() -> float:
            convert = timed(lambda: _convert(office_suite, place, documents))
            one = timed(lambda: _convert(office_suite, place, documents[:1]))
            return (convert() - one()) / _MORE

        pair = paired(timed(ours), theirs, 5)
        assert same_words(ours(), documents[0].with_suffix(".pdf").read_bytes())
        return pair
    finally:
        office.close()


def _convert(office_suite: str, place: Path, documents: list[Path], kind: str = "pdf") -> None:
    """Write documents as files of a kind, with the papers' typeface among the suite's own."""
    fonts = place / "share" / "fonts"
    if not fonts.exists():
        shutil.copytree(ROOT / "resources" / "fonts", fonts)
    environment = {**os.environ, "XDG_DATA_HOME": str(fonts.parent)}
    command = [office_suite, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(place), *map(str, documents)]
    subprocess.run(command, env=environment, capture_output=True, check=True)


def beside_libreoffice(folder: Path, place: Path) -> Pair | None:
    """The rosters by a whole process, beside LibreOffice's for the same; None without it."""
    from amane_desktop.school_support.queries import rosters

    office_suite = shutil.which("soffice")
    if office_suite is None:
        return None
    office = centre.open_(folder)
    try:
        sheets, at = office.ask(rosters, centre.MONDAY, "", LANG), office.clock.local()
    finally:
        office.close()
    document = place / "rosters.fodt"
    document.write_text(as_document(sheets, centre.STAFF, at), "utf-8")
    environment = {**os.environ, "AMANE_USER": centre.STAFF, "AMANE_PASSWORD": centre.PASSWORD}
    amane = [sys.executable, "-m", "amane_desktop", "--data", str(folder), "roster"]
    amane += ["--week", centre.WEEK, "--paper-lang", LANG, "--out", str(place / "ours.pdf")]

    def ours() -> None:
        subprocess.run(amane, cwd=ROOT, env=environment, check=True)

    def theirs() -> None:
        _convert(office_suite, place, [document])

    pair = paired(timed(ours), timed(theirs))
    drawn = draw_rosters(sheets, LANG, centre.STAFF, at)
    assert same_words(drawn, document.with_suffix(".pdf").read_bytes())
    return pair
