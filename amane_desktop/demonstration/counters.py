"""Invented counters of Taroudant: whose hours and telephones are nobody's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from random import Random

from amane_desktop.checklists.models import Counter
from amane_desktop.office.work import Work

_INVENTED = ("horaires inventés", "أوقات خيالية")
# Authority, names, address, and hours, each in both scripts.
_COUNTERS = (
    (
        "registry_office",
        ("Bureau d'état civil de Taroudant", "مكتب الحالة المدنية بتارودانت"),
        ("Place du centre, Taroudant", "ساحة المركز، تارودانت"),
        ("Du lundi au vendredi, de 9 h à 15 h", "من الاثنين إلى الجمعة، من 9 إلى 15"),
    ),
    (
        "registry_office",
        ("Bureau d'état civil d'Oulad Teïma", "مكتب الحالة المدنية بأولاد تايمة"),
        ("Avenue principale, Oulad Teïma", "الشارع الرئيسي، أولاد تايمة"),
        ("Du lundi au jeudi, de 9 h à 14 h", "من الاثنين إلى الخميس، من 9 إلى 14"),
    ),
    (
        "local_authority",
        ("Première annexe administrative", "الملحقة الإدارية الأولى"),
        ("Bab Targhount, Taroudant", "باب تارغونت، تارودانت"),
        ("Du lundi au jeudi, de 9 h à 12 h", "من الاثنين إلى الخميس، من 9 إلى 12"),
    ),
    (
        "local_authority",
        ("Deuxième annexe administrative", "الملحقة الإدارية الثانية"),
        ("Lamhaita, Taroudant", "لمحايطة، تارودانت"),
        ("Du lundi au vendredi, de 9 h à 14 h", "من الاثنين إلى الجمعة، من 9 إلى 14"),
    ),
    (
        "hospital",
        ("Hôpital provincial, bureau des admissions", "المستشفى الإقليمي، مكتب الدخول"),
        ("Route d'Agadir, Taroudant", "طريق أكادير، تارودانت"),
        ("Tous les matins, de 9 h à 12 h", "كل صباح، من 9 إلى 12"),
    ),
    (
        "health_centre",
        ("Centre de santé Sidi Belkas", "المركز الصحي سيدي بلقاس"),
        ("Sidi Belkas, Taroudant", "سيدي بلقاس، تارودانت"),
        ("Le médecin reçoit le mardi et le jeudi", "يستقبل الطبيب يومي الثلاثاء والخميس"),
    ),
    (
        "court",
        (
            "Tribunal de première instance de Taroudant",
            "المحكمة الابتدائية بتارودانت",
        ),
        ("Avenue du tribunal, Taroudant", "شارع المحكمة، تارودانت"),
        (
            "Greffe : du lundi au vendredi, de 9 h à 15 h",
            "كتابة الضبط: من الاثنين إلى الجمعة، من 9 إلى 15",
        ),
    ),
    (
        "adouls",
        ("Bureau des adouls", "مكتب العدول"),
        ("En face du tribunal, Taroudant", "أمام المحكمة، تارودانت"),
        ("Sur rendez-vous, l'après-midi", "بموعد، بعد الزوال"),
    ),
    (
        "police",
        ("Sûreté nationale, service des attestations", "الأمن الوطني، مصلحة الشواهد"),
        ("Boulevard extérieur, Taroudant", "الشارع الخارجي، تارودانت"),
        ("Du lundi au vendredi, de 8 h 30 à 16 h", "من الاثنين إلى الجمعة، من 8:30 إلى 16"),
    ),
    (
        "social_fund",
        ("Agence CNSS de Taroudant", "وكالة الصندوق الوطني للضمان الاجتماعي بتارودانت"),
        ("Quartier administratif, Taroudant", "الحي الإداري، تارودانت"),
        ("Moins d'attente le mercredi", "الانتظار أقل يوم الأربعاء"),
    ),
    (
        "legal_aid",
        ("Bureau d'assistance judiciaire", "مكتب المساعدة القضائية"),
        ("Au tribunal, Taroudant", "بالمحكمة، تارودانت"),
        ("Le lundi et le mercredi matin", "صباح الاثنين والأربعاء"),
    ),
    (
        "photographer",
        ("Studio Bab El Khemis", "استوديو باب الخميس"),
        ("Bab El Khemis, Taroudant", "باب الخميس، تارودانت"),
        ("Tous les jours, de 10 h à 20 h", "كل يوم، من 10 إلى 20"),
    ),
)


def add_counters(work: Work, random: Random) -> Mapping[str, Sequence[int]]:
    """Add the offices that papers are fetched from; gives their numbers by authority."""
    rows = [
        {
            "authority": authority,
            "name": name,
            "name_ar": name_ar,
            "address": address,
            "address_ar": address_ar,
            "telephone": f"052800{random.randint(0, 9999):04d}",
            "hours": f"{hours} ({_INVENTED[0]})",
            "hours_ar": f"{hours_ar} ({_INVENTED[1]})",
        }
        for authority, (name, name_ar), (address, address_ar), (hours, hours_ar) in _COUNTERS
    ]
    first = work.add_in_bulk(Counter, rows)
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, row in zip(count(first), rows, strict=False):
        numbers[row["authority"]].append(number)
    return numbers


def place_names(authority: str) -> tuple[str, str]:
    """What the first counter of an authority is called, in both scripts; empty without one."""
    return next((names for code, names, *_rest in _COUNTERS if code == authority), ("", ""))
