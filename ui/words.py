"""Every word of the interface, in one place; a second language needs only a second file."""

TITLE = "Draft a letter"
PRODUCT = "Recovery AI"

AREAS = "Areas of the page"

# The facts
FACTS = "Facts"
START = "Start from a file, a paste or an example"
EXAMPLE = "Shipped example"
EXAMPLE_HINT = "Choose an example"
UPLOAD = "File with facts (JSON or YAML)"
PASTE = "Paste facts (JSON or YAML)"
USE_PASTE = "Use the pasted facts"
NEW_CASE = "New case"
NEW_CASE_HELP = "Empties the form and the letter; keeps sender, language and channel"
NOT_LOADED = "Not loaded."
FAR_YEAR = "is not between 1900 and 2199"
MEND_YEAR = "correct the year"
TOO_LARGE = "is larger than 1 MB"
ONE_CASE = "load one case at a time"
NOT_UTF8 = "is not UTF-8 text"
SAVE_UTF8 = "save the file as UTF-8"
PASTED = "pasted facts"
ADD = "Add {what}"
REMOVE = "Remove {what} {number}"

CASE = "Case"
CUSTOMER = "Customer"
EVENT = "Event"
OUTCOME = "Cause and remedy"
SETTLED = "Already settled? Cause, remedies, prevention"
SENDER = "Sender"
MORE = "More: channel, demand, complaint, notes, earlier apologies"

FIELDS = {
    "case_id": "Case number",
    "stage": "Which letter",
    "category": "Category",
    "language": "Language of the letter",
    "channel": "Channel",
    "relationship": "Relationship",
    "audience": "Audience",
    "customer.name": "Customer name",
    "customer.salutation": "Salutation",
    "customer.email": "Customer e-mail",
    "customer.company": "Customer company",
    "what_happened": "What happened",
    "occurred_on": "Day it happened",
    "discovered_by": "Found by",
    "severity": "Severity",
    "root_cause": "Root cause",
    "fault": "Whose fault",
    "next_update_by": "Next word by",
    "next_update_by.day": "Next word by",
    "next_update_by.time": "Time with offset",
    "sender": "Sender",
    "sender.name": "Sender name",
    "sender.title": "Sender title",
    "sender.company": "Sender company",
    "sender.email": "Sender e-mail",
    "sender.phone": "Sender phone",
    "demand": "Demand",
    "demand.description": "What the customer demands",
    "demand.amount": "Demanded amount",
    "demand.amount.value": "Demanded amount",
    "demand.amount.currency": "Currency of the demand",
    "demand.within_policy": "Does policy allow it?",
    "complaint": "The customer's own words",
    "internal_notes": "Internal notes",
    "impact": "Harm to the customer",
    "remedies": "Remedies",
    "preventive_actions": "Preventive actions",
    "previous_apologies": "Earlier apologies",
}
HINTS = {
    "customer.salutation": "Ms Okafor, Bapak Adi",
    "what_happened": "We delivered the order nine days late.",
    "root_cause": "Leave empty while it is unknown",
    "next_update_by.time": "17:00+02:00",
    "complaint": "Read for triage, quoted to a model as data; never an instruction",
    "internal_notes": "Never shown to a model and never in a letter",
    "remedies.description": "refund of the delivery fee",
    "remedies.amount.value": "12.50",
    "remedies.amount.currency": "EUR",
    "demand.amount.value": "12.50",
    "demand.amount.currency": "EUR",
}
ROWS = {
    "impact": "harm",
    "remedies": "remedy",
    "preventive_actions": "action",
    "previous_apologies": "earlier apology",
}
ROW_FIELDS = {
    "kind": "Kind",
    "description": "What",
    "amount": "Amount",
    "amount.value": "Amount",
    "amount.currency": "Currency",
    "due": "Due",
    "approved_by": "Approved by",
    "status": "State",
    "date": "Day",
    "about": "About",
    "remedy": "Remedy then",
}
CHOICES = {
    None: "Not said",
    True: "Yes",
    False: "No",
    "acknowledgement": "Acknowledgement: we have it, you hear from us",
    "resolution": "Resolution: what happened, what you get",
    "service_outage": "Service outage",
    "delivery_delay": "Delivery delay",
    "poor_service": "Poor service",
    "unexpected_charge": "Unexpected charge",
    "product_quality": "Product quality",
    "one_off": "One-off customer",
    "ongoing": "Ongoing client",
    "individual": "One customer",
    "all_affected": "All who were affected",
    "email": "E-mail",
    "social": "Social media",
    "us": "Us",
    "customer": "The customer",
    "ours": "Ours",
    "third_party": "A third party's",
    "shared": "Shared",
    "unknown": "Not known yet",
    "in_progress": "In progress",
    "en": "English",
    "id": "Indonesian",
    "el": "Greek",
}
FAULT_OF_CUSTOMER = "The customer's"

# Triage
DECISION = "Which way"
ROUTES = {
    "apologise": "Apologise",
    "acknowledge_first": "Acknowledge first",
    "decline_with_empathy": "Decline with empathy",
    "escalate_legal": "Escalate: a person decides",
    "log_as_feedback": "Log as feedback",
}
MEANINGS = {
    "apologise": "A letter of apology is due; it offers only what the facts approve.",
    "acknowledge_first": "A first answer now, with case number and time frame. It states no cause, "
    "no fault and no remedy that is not approved; the letter itself follows.",
    "decline_with_empathy": "The letter says no: courteous, with the reasons and the way to take "
    "the matter further.",
    "escalate_legal": "No letter is drafted. Hand the case to the approver below; until a person "
    "has decided, send at most a bare confirmation that it arrived.",
    "log_as_feedback": "No letter of apology is due. Thank the customer and log what was said.",
}
APPROVERS = {
    "legal": "legal department",
    "senior": "senior manager",
    "team_lead": "team lead",
    "agent": "you",
}
STEPS_DUE = {"acknowledge": "Acknowledge", "resolve": "Resolve", "none": "Nothing is due"}
SAME_DAY = "the same day"
WITHIN = "within {days} {kind} days"
DAYS = {"calendar": "calendar", "working": "working"}
BY = "by {day}"
DEADLINE = "Deadline"
APPROVAL = "Approval"
REASONS = "Reasons"
SEEN_IN = "seen in: {field}"
NEEDED = "Still needed"
MEND = "To mend"
WISHED = "A {stage} letter says more with"
STAGES = {"acknowledgement": "first", "resolution": "resolution"}

# Drafting
MODEL = "Model"
MODEL_HELP = (
    "`offline` needs no model and no network. Otherwise a litellm name such as openai/gpt-4o-mini; "
    "several with commas are tried in turn. Names and figures are sent as slots, never as they are."
)
OFFLINE = "offline"
DRAFT = "Draft the letter"
DRAFT_AGAIN = "Draft again"
WORKING = "{step}: {seconds} s"
START_STEP = "Starting"
STOP = "Stop waiting"
FAILED = "Not drafted"
CRASHED = "The draft ended with an error of the program; the log names it"

# The letter
LETTER = "Letter"
NO_LETTER = "No letter yet. Fill in the facts on the form, then draft."
NO_LETTER_DUE = "No letter is due on this route."
SUBJECT = "Subject"
TEXT = "Text of the letter"
TEXT_HELP = "Checked again when you leave the box or press Ctrl+Enter"
EMPTY = "The text is empty; there is nothing to check."
FACTS_CHANGED = "The facts have changed since this draft. It is checked against them as they stand."
FACTS_BROKEN = "The facts are incomplete; the text is checked against those of the draft."
ROUTE_CHANGED = "With these facts no letter is due any more. Do not send this one."
REVERT = "Back to the draft"
RESTORE = "Bring back my edited text"
DOWNLOAD = "Download .{form}"
SAVED = "Saved: {name}"
SEND_WITH_ERRORS = "This text has errors. You can download it, but it should not be sent as it is."
NO_ADDRESS = "The facts hold no e-mail address of the customer; the mail has no recipient."
MARKED = "Marked text"

# Findings and proof
PROOF_AREA = "Findings and proof"
NOTHING_TO_PROVE = (
    "Findings, and the facts behind every sentence, stand here once there is a letter."
)
VERDICTS = {
    "proved": ("Proved", "Nothing violates, and every sentence rests on a fact or a known duty."),
    "accepted": ("Accepted", "Nothing violates, but not every sentence is vouched for."),
    "needs_review": ("Needs review", "Something has to change, or a person has to decide."),
}
EDITED = "Edited by hand; judged as it stands now."
AS_DRAFTED = "As drafted."
COUNTS = "{errors}, {warnings}; {licensed} of {sentences} sentences licensed"
ERRORS = ("{n} error", "{n} errors")
WARNINGS = ("{n} warning", "{n} warnings")
FINDINGS = "Findings"
NO_FINDINGS = "None."
SEVERITIES = {"error": "Error", "warning": "Warning"}
WHOLE_LETTER = "the whole letter"
SUGGESTION = "Instead"
PROOF = "Sentence by sentence"
PROOF_HINT = "Open a sentence to see the facts behind it."
SENTENCE = {"licensed": "licensed", "unlicensed": "unlicensed", "violates": "violates"}
ROLE_UNKNOWN = "no known role"
NO_FACT = "Rests on no fact: a formula of courtesy, or a duty of every letter."
NO_FACT_LOOSE = "No fact stands behind it."
PROMISES = "Promises"
PROMISES_EDITED = "Promises of the draft that the text still makes"
NO_PROMISES = "None."
NO_DATE = "no date"
HISTORY = "How it was made"
ASKED = "Model asked"
ANSWERED = "answered"
ATTEMPT = "{model}: {outcome}, {sections}, {ms} ms"
SECTIONS = ("{n} section", "{n} sections")
COST = "{cost} US dollars"
FACT_ROW = "{what} {number}"


def label(path: str) -> str:
    """Return the name of a field for a person: `remedies.0.due` is `Remedy 1: Due`."""
    if path in FIELDS:
        return FIELDS[path]
    head, _, rest = path.partition(".")
    index, _, field = rest.partition(".")
    if head not in ROWS or not index.isdigit():
        return path
    row = FACT_ROW.format(what=ROWS[head].capitalize(), number=int(index) + 1)
    return f"{row}: {ROW_FIELDS.get(field, field)}" if field else row


def hint(path: str) -> str | None:
    """Return what to show in an empty field."""
    return HINTS.get(path)


def choice(value: object, path: str = "") -> str:
    """Return the name of a choice for a person."""
    if path == "fault" and value == "customer":
        return FAULT_OF_CUSTOMER
    plain = str(value).replace("_", " ")
    known = CHOICES.get(value) if value is None or isinstance(value, bool | str) else None
    return known or plain[:1].upper() + plain[1:]


def counted(forms: tuple[str, str], n: int) -> str:
    """Return `n` with its noun."""
    return forms[n != 1].format(n=n)
