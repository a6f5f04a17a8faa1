"""The bulletin beside a term's result: a picture or a PDF, kept encrypted, opened here alone."""

from __future__ import annotations

from io import BytesIO

from amane_desktop.access.permissions import Permission
from amane_desktop.i18n import N_, _
from amane_desktop.office.attachments import Attachment, attach, content_of, detach
from amane_desktop.office.errors import Refusal
from amane_desktop.office.pdf import PDF, PDFIUM
from amane_desktop.office.pictures import EXAMPLE, JPEG, LARGEST_FILE, small_picture
from amane_desktop.office.registry import action, query
from amane_desktop.office.work import Reading, Work
from amane_desktop.school_support.followed import followed_child
from amane_desktop.school_support.models import TermResult

# A page of A4 that is still read easily.
_LONGEST_SIDE = 2000


@action(
    N_("Put the bulletin of a term"),
    Permission.EDIT_SCHOOL,
    {"result_id": 1, "version": 2, "content": EXAMPLE},
)
def put_bulletin(work: Work, result_id: int, version: int, content: bytes) -> None:
    """Keep a term's bulletin in the place of the one before; refuses what is no picture or PDF."""
    result = _result(work, result_id, version)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        kept, media_type = content, PDF
    else:
        kept, media_type = small_picture(content, "bulletin", longest=_LONGEST_SIDE), JPEG
    before, result.attachment_id = result.attachment_id, attach(work, BytesIO(kept), media_type)
    _let_go(work, before)


@action(
    N_("Removed the bulletin of a term"),
    Permission.EDIT_SCHOOL,
    {"result_id": 1, "version": 3},
)
def remove_bulletin(work: Work, result_id: int, version: int) -> None:
    """Take the bulletin off a term's line; undo brings it back."""
    result = _result(work, result_id, version)
    before, result.attachment_id = result.attachment_id, None
    _let_go(work, before)


@query(Permission.SEE_SCHOOL, {"result_id": 1})
def bulletin(reading: Reading, result_id: int) -> bytes:
    """The bulletin as a PDF to look at; nothing where there is none."""
    result = reading.session.get(TermResult, result_id)
    if result is None:
        return b""
    followed_child(reading, result.person_id)
    if result.attachment_id is None:
        return b""
    content = b"".join(content_of(reading, result.attachment_id))
    kept = reading.session.get_one(Attachment, result.attachment_id)
    return content if kept.media_type == PDF else _as_pdf(content)


def _result(work: Work, result_id: int, version: int) -> TermResult:
    result = work.session.get(TermResult, result_id)
    if result is not None:
        followed_child(work, result.person_id)
    return work.editable(TermResult, result_id, version)


def _let_go(work: Work, attachment_id: int | None) -> None:
    work.session.flush()
    if attachment_id is not None:
        detach(work, attachment_id)


def _check_pdf(content: bytes) -> None:
    from pypdfium2 import PdfDocument, PdfiumError

    if len(content) > LARGEST_FILE:
        raise Refusal(_("This file is too large: 30 MB at most."), "bulletin")
    try:
        with PDFIUM:
            document = PdfDocument(content)
            pages = len(document)
            document.close()
    except PdfiumError:
        pages = 0
    if not pages:
        raise Refusal(_("This PDF cannot be opened: it is damaged or locked."), "bulletin")


def _as_pdf(picture: bytes) -> bytes:
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(picture)) as image:
        # So that its longer side is that of a sheet of A4.
        image.save(out, "PDF", resolution=max(image.size) / 11.7)
    return out.getvalue()
