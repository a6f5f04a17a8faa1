"""The first page of the morning, and what the director looks after."""

from __future__ import annotations

import csv

from PySide6.QtGui import QPixmap

from screenshots.pictures import picture
from screenshots.stage import Stage

_LIST = (
    ("Nom", "Prénom", "Né(e) le", "Quartier", "Téléphone de la mère", "Niveau"),
    ("Amrani", "Yassine", "12/03/2015", "Lastah", "0661 22 33 44", "5AEP"),
    ("Amrani", "Salma", "2017", "Lastah", "0661 22 33 44", "3AEP"),
    ("Belhaj", "Imane", "05/09/2013", "Derb Akka", "0670 11 22 33", "1AC"),
    ("Ouali", "Anas", "2016", "Bab Zorgane", "", "4AEP"),
)


@picture
def today(stage: Stage) -> QPixmap:
    """The first page of the morning."""
    stage.go("today")
    return stage.whole()


@picture
def staff(stage: Stage) -> QPixmap:
    """Who works here."""
    stage.go("staff")
    return stage.whole()


@picture
def settings(stage: Stage) -> QPixmap:
    """The centre's settings."""
    stage.go("settings")
    return stage.whole()


@picture
def importing(stage: Stage) -> QPixmap:
    """What the columns of an old list hold."""
    path = stage.room / stage.words("familles.csv", "الأسر.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_LIST)
    stage.go("importing").read(path)
    stage.settle()
    return stage.whole()
