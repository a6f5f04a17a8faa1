"""A procedure as short as one may be, for the examples of actions."""

EXAMPLE = """\
code: example
number: 1
title: {fr: "Carte de bibliothèque", ar: "بطاقة المكتبة"}
badge: {fr: "Carte", ar: "بطاقة"}
concerns: {fr: "Un enfant qui aime lire.", ar: "طفل يحب القراءة."}
basis:
  - text: {fr: "Règlement de la bibliothèque", ar: "نظام المكتبة"}
    source: "https://example.org"
    read: 2026-11-23
    certainty: to_confirm
why: {fr: "La bibliothèque demande une carte.", ar: "تطلب المكتبة بطاقة."}
papers:
  - id: photos
    name: {fr: "Deux photos d'identité", ar: "صورتان شمسيتان"}
    issuer: photographer
    form: original
    need: due
steps:
  - id: gather
    name: {fr: "Réunir les pièces", ar: "جمع الوثائق"}
    kind: gather
  - id: collect
    name: {fr: "Retirer la carte", ar: "سحب البطاقة"}
    kind: collect
    authority: other
    papers: [photos]
ends_with: other_paper
"""
EXAMPLE_OF_LATE = (
    EXAMPLE.replace("code: example", "code: late_with_marriage_act") + "follows: [rnp]\n"
)
