"""The first page of the morning, and what the director looks after."""

from __future__ import annotations

import csv

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from amane_desktop.i18n import _
from screenshots.pictures import picture
from screenshots.stage import Stage

_DATA = r"C:\Users\centre\AppData\Local\Amane\centre"
_LIST = (
    ("Nom", "Prénom", "Date de naissance", "Quartier", "Téléphone", "Niveau"),
    ("Amrani", "Yassine", "12/03/2015", "Lastah", "0661 22 33 44", "5AEP"),
    ("Amrani", "Salma", "2017", "Lastah", "0661 22 33 44", "3AEP"),
    ("Belhaj", "Imane", "05/09/2013", "Derb Akka", "0670 11 22 33", "1AC"),
    ("Ouali", "Anas", "2016", "Bab Zorgane", "", "4AEP"),
)

_LIST_AR = (
    ("الاسم العائلي", "الاسم الشخصي", "تاريخ الازدياد", "الحي", "الهاتف", "المستوى"),
    ("العمراني", "ياسين", "12/03/2015", "لسطاح", "0661 22 33 44", "5AEP"),
    ("العمراني", "سلمى", "2017", "لسطاح", "0661 22 33 44", "3AEP"),
    ("بلحاج", "إيمان", "05/09/2013", "درب أقا", "0670 11 22 33", "1AC"),
    ("الوالي", "أنس", "2016", "باب الزركان", "", "4AEP"),
)


@picture
def today(stage: Stage) -> QPixmap:
    """The first page of the morning."""
    stage.go("today")
    return stage.whole()


@picture
def staff(stage: Stage) -> QPixmap:
    """Who works here."""
    page = stage.go("staff")
    page.list.setCurrentRow(1)
    page.list.setFocus()
    return stage.page()


@picture
def settings(stage: Stage) -> QPixmap:
    """The centre's settings."""
    stage.go("settings")
    return stage.page()


@picture
def about(stage: Stage) -> QPixmap:
    """Which program this is, and where help begins; the folder as it stands on the office PC."""
    page = stage.go("about")
    told = str(stage.folder)
    for label in page.findChildren(QLabel):
        label.setText(label.text().replace(told, _DATA))
    # A program that was built says no commit.
    stage.find("version", QLabel, page).setText(_("Amane, version {version}").format(version="1.0"))
    return stage.part(page.view)


@picture
def importing(stage: Stage) -> QPixmap:
    """What the columns of an old list hold."""
    path = stage.room / stage.words("familles.csv", "الأسر.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_LIST_AR if stage.lang == "ar" else _LIST)
    stage.go("importing").read(path)
    stage.settle()
    return stage.page()
