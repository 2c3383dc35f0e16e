"""A good case in each language, changes to it, and a good reply of a model to the English one."""

import copy
import json
from typing import Any

_EN: dict[str, Any] = {
    "case_id": "TW-4471",
    "stage": "resolution",
    "category": "delivery_delay",
    "customer": {
        "name": "Amara Lindqvist",
        "salutation": "Ms Lindqvist",
        "email": "amara.lindqvist@post.example",
    },
    "what_happened": "We delivered the oak desk nine days late.",
    "occurred_on": "2026-02-11",
    "discovered_by": "customer",
    "impact": [{"kind": "time", "description": "waited at home on two mornings"}],
    "severity": "medium",
    "root_cause": "We printed the label for the wrong depot.",
    "fault": "ours",
    "remedies": [
        {
            "kind": "refund",
            "description": "refund of the delivery fee",
            "amount": {"value": "34.50", "currency": "GBP"},
            "due": "2026-03-02",
            "approved_by": "Tobias Fenwright",
        }
    ],
    "preventive_actions": [
        {"description": "a second person checks every label", "status": "done"},
    ],
    "sender": {
        "name": "Tobias Fenwright",
        "title": "Head of Deliveries",
        "company": "Thistlewick Furniture",
        "email": "deliveries@thistlewick.example",
        "phone": "+44 20 7946 0321",
    },
    "complaint": "Nine days! I took two mornings off for nothing. My number is 07700 900461.",
    "internal_notes": "Depot lead Zebulon Crake missed 14 labels; the ceiling is 77.77 GBP.",
    "language": "en",
}
_ID: dict[str, Any] = {
    "case_id": "KP-2093",
    "stage": "resolution",
    "category": "product_quality",
    "customer": {"name": "Wulandari Hapsari", "salutation": "Ibu Wulan"},
    "what_happened": "Kipas angin yang kami kirim berhenti berputar pada hari kedua.",
    "occurred_on": "2026-04-06",
    "impact": [{"kind": "time", "description": "dua kali datang ke toko"}],
    "root_cause": "Kami tidak menguji motor kipas sebelum dikirim.",
    "fault": "ours",
    "remedies": [
        {
            "kind": "refund",
            "description": "pengembalian uang",
            "amount": {"value": "1250000", "currency": "IDR"},
            "due": "2026-04-20",
        }
    ],
    "preventive_actions": [
        {"description": "setiap motor diuji selama satu jam", "status": "in_progress"},
    ],
    "sender": {
        "name": "Bagas Pramudita",
        "title": "Kepala Layanan",
        "company": "Toko Angin Sepoi",
        "email": "layanan@anginsepoi.example",
    },
    "complaint": "Baru dua hari sudah mati. Saya dua kali ke toko.",
    "internal_notes": "Vendor Cahyadi Mekar sudah tiga kali gagal; batas 1.999.000.",
    "language": "id",
}
_EL: dict[str, Any] = {
    "case_id": "ΒΛ-118",
    "stage": "resolution",
    "category": "unexpected_charge",
    "customer": {"name": "Ουρανία Καλλιγά", "salutation": "κυρία Καλλιγά"},
    "what_happened": "Σας χρεώσαμε δύο φορές τη συνδρομή του Φεβρουαρίου.",
    "occurred_on": "2026-02-11",
    "impact": [{"kind": "time", "description": "μία ώρα στο τηλέφωνο"}],
    "root_cause": "Στείλαμε το ίδιο αρχείο πληρωμών δύο φορές.",
    "fault": "ours",
    "remedies": [
        {
            "kind": "refund",
            "description": "επιστροφή της δεύτερης χρέωσης",
            "amount": {"value": "1250.50", "currency": "EUR"},
            "due": "2026-02-20",
        }
    ],
    "preventive_actions": [
        {"description": "ελέγχουμε κάθε αρχείο πριν το στείλουμε", "status": "done"},
    ],
    "sender": {
        "name": "Θεμιστοκλής Βρανάς",
        "title": "Υπεύθυνος Λογαριασμών",
        "company": "Βιβλιολέσχη Αργοναύτης",
        "email": "logariasmoi@argonaftis.example",
    },
    "complaint": "Με χρεώσατε δύο φορές και κανείς δεν απαντούσε.",
    "internal_notes": "Ο Ευριπίδης Τζαννής ξέχασε τον έλεγχο σε 93 συνδρομές.",
    "language": "el",
}
_DEFAULTS = {"en": _EN, "id": _ID, "el": _EL}
LANGUAGES = tuple(_DEFAULTS)
MISSING: Any = object()
"""As a value in `facts(...)` or `put(...)`: leave the field out."""


def facts(tongue: str = "en", /, **overrides: Any) -> dict[str, Any]:
    """Return the default case in `tongue` with some fields replaced."""
    found = copy.deepcopy(_DEFAULTS[tongue]) | overrides
    return {name: value for name, value in found.items() if value is not MISSING}


def put(path: str, value: Any, tongue: str = "en") -> dict[str, Any]:
    """Return the default case with one value, such as `remedies.0.amount.value`, replaced."""
    found: Any = facts(tongue)
    *heads, last = path.split(".")
    inner = found
    for head in heads:
        inner = inner[int(head)] if isinstance(inner, list) else inner[head]
    if value is MISSING:
        del inner[last]
    else:
        inner[int(last) if isinstance(inner, list) else last] = value
    return dict(found)


SUBJECT = "Your oak desk, case [[case_id]]"
GOOD: dict[str, str] = {
    "greeting": "Dear [[customer_salutation]],",
    "apology": "I am sorry that we delivered your oak desk nine days late.",
    "acknowledgement": "You waited at home on two mornings because of us.",
    "responsibility": "This was our mistake.",
    "explanation": "We printed the label for the wrong depot.",
    "remedy": "We will refund the delivery fee of [[remedy_1_amount]] by [[remedy_1_due]].",
    "prevention": "A second person now checks every label.",
    "contact": "Please call me on [[sender_phone]] or write to [[sender_email]].",
    "closing": "Thank you for telling us. I apologise once more for the delay.",
    "signature": "[[sender_name]]\n[[sender_title]]\n[[sender_company]]",
}


def reply(sections: dict[str, str], subject: str = SUBJECT) -> str:
    """Write a model's structured reply: section id -> slotted text."""
    entries = [{"id": name, "text": text, "facts": []} for name, text in sections.items()]
    return json.dumps({"subject": subject, "sections": entries}, ensure_ascii=False)
