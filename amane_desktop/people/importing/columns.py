"""What the columns of a spreadsheet hold: proposed by their headings, set right by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amane_desktop.i18n import N_
from amane_desktop.people.names import find_words

# Whichever script a cell is written in, it goes to the name in that script.
FIELDS: dict[str, str] = {
    "given_name": N_("First name"),
    "family_name": N_("Family name"),
    "full_name": N_("Family name, then first name"),
    "given_first": N_("First name, then family name"),
    "sex": N_("Sex"),
    "birth_date": N_("Birth date"),
    "age": N_("Age"),
    "written_on": N_("Date of the entry"),
    "birth_place": N_("Place of birth"),
    "kinship": N_("Kinship"),
    "school": N_("School"),
    "level": N_("Level"),
    "school_class": N_("Class"),
    "massar": N_("Massar code"),
    "cin": N_("CIN"),
    "mother": N_("Mother's name"),
    "telephone": N_("Telephone"),
    "address": N_("Address"),
    "neighbourhood": N_("Neighbourhood"),
    "file": N_("Number of the family in the spreadsheet"),
    "notes": N_("Notes"),
    "child": N_("A child's first name (one row a family)"),
}
# Of these a sheet may have several columns.
SEVERAL = frozenset({"given_name", "family_name", "telephone", "notes", "child"})
# Folded words of headings; the longest that is found in a heading decides.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "given_name": ("prenom", "prenoms", "first name", "الاسم الشخصي", "الاسم", "اسم الطفل", "اسم"),
    "family_name": (
        "nom",
        "nom de famille",
        "family name",
        "surname",
        "النسب",
        "الاسم العائلي",
        "اللقب",
        "famille",
        "الاسرة",
        "العائلة",
    ),
    "full_name": ("nom et prenom", "nom prenom", "nom complet", "النسب والاسم", "nom de l enfant"),
    "given_first": (
        "prenom et nom",
        "prenom nom",
        "full name",
        "name",
        "الاسم والنسب",
        "الاسم الكامل",
        "الاسم الشخصي والعائلي",
    ),
    "sex": ("sexe", "genre", "sex", "gender", "الجنس", "النوع"),
    "birth_date": (
        "date de naissance",
        "ne le",
        "nee le",
        "naissance",
        "annee de naissance",
        "birth date",
        "date of birth",
        "تاريخ الازدياد",
        "تاريخ الولادة",
        "تاريخ الميلاد",
        "سنة الازدياد",
    ),
    "age": ("age", "السن", "العمر"),
    "written_on": (
        "date d inscription",
        "date d entree",
        "date d accueil",
        "date",
        "تاريخ التسجيل",
        "تاريخ الالتحاق",
        "التاريخ",
    ),
    "birth_place": ("lieu de naissance", "place of birth", "مكان الازدياد", "مكان الولادة"),
    "kinship": ("lien de parente", "lien", "parente", "kinship", "صلة القرابة", "القرابة"),
    "school": ("ecole", "etablissement", "school", "المدرسة", "المؤسسة", "الموسسة"),
    "level": ("niveau", "niveau scolaire", "level", "المستوى", "المستوى الدراسي"),
    "school_class": ("classe", "class", "القسم", "الفصل"),
    "massar": ("massar", "code massar", "مسار", "رمز مسار", "رقم مسار"),
    "cin": ("cin", "cnie", "carte nationale", "البطاقة الوطنية", "رقم البطاقة الوطنية"),
    "mother": ("mere", "nom de la mere", "mother", "الام", "اسم الام"),
    "telephone": ("telephone", "tel", "gsm", "portable", "phone", "الهاتف", "رقم الهاتف", "هاتف"),
    "address": ("adresse", "address", "domicile", "العنوان", "السكن"),
    "neighbourhood": ("quartier", "neighbourhood", "douar", "الحي", "الدوار"),
    "file": (
        "dossier",
        "n dossier",
        "numero de dossier",
        "code famille",
        "file",
        "رقم الملف",
        "الملف",
        "رقم الاسرة",
    ),
    "notes": ("remarque", "remarques", "observation", "observations", "notes", "ملاحظات", "ملاحظة"),
    "child": ("enfant", "enfants", "child", "الطفل", "الابن", "الابناء"),
}
_FOLDED = {
    field: tuple(tuple(find_words(heading)) for heading in headings)
    for field, headings in _HEADINGS.items()
}
_FEWEST_HEADINGS, _HEADINGS_BY, _COVERED = 2, 20, 0.5
_PARENTS = {"mere", "pere", "mother", "father", *find_words("الام الاب")}
_NAMES = {"mother", "given_name", "family_name", "full_name", "given_first"}


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """The row with most known headings among the first ones; -1 when no row has two."""
    known = [len(set(propose(row).values())) for row in rows[:_HEADINGS_BY]]
    best = max(known, default=0)
    return known.index(best) if best >= _FEWEST_HEADINGS else -1


def propose(headings: Sequence[str]) -> Mapping[int, str]:
    """What each column most likely holds; columns that tell nothing are left out."""
    proposed: dict[int, str] = {}
    taken: dict[str, tuple[float, int]] = {}
    for column, heading in enumerate(headings):
        sure, field = _field_of(find_words(heading))
        if not field:
            continue
        if field not in SEVERAL and field in taken:
            if taken[field][0] >= sure:
                continue
            del proposed[taken[field][1]]
        taken[field] = (sure, column)
        proposed[column] = field
    return proposed


def _field_of(words: list[str]) -> tuple[float, str]:
    """The field whose heading covers most of these words, and how much of them."""
    covering = [
        (len(heading) / len(words), field)
        for field, headings in _FOLDED.items()
        for heading in headings
        if words and _holds(words, heading)
    ]
    # A part of a long heading says little.
    sure = [(covered, field) for covered, field in covering if covered >= _COVERED]
    if _PARENTS.intersection(words):
        sure = _of_a_parent(sure)
    return max(sure, key=lambda pair: pair[0], default=(0.0, ""))


def _of_a_parent(sure: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """What a heading that speaks of a parent may hold: never the child's own name or papers."""
    fields = {field for _covered, field in sure}
    for ours in ("telephone", "address"):
        if ours in fields:
            return [(covered, field) for covered, field in sure if field == ours]
    if not fields <= _NAMES:
        return []
    return [(covered, field) for covered, field in sure if field == "mother"]


def _holds(words: list[str], heading: tuple[str, ...]) -> bool:
    size = len(heading)
    return any(tuple(words[at : at + size]) == heading for at in range(len(words) - size + 1))
