"""The shape of a corpus as JSON schema, for editors and for those who write letters."""

from typing import Any

from recovery_ai.evaluation.corpus import Dataset
from recovery_ai.facts import facts_schema


def corpus_schema() -> dict[str, Any]:
    """Return the schema of `letters.yaml`; `#/$defs/FactsFile` in it is that of `facts.yaml`."""
    schema = Dataset.model_json_schema()
    incident = facts_schema()
    told = {**incident.pop("$defs"), "Incident": incident}
    del incident["$schema"], incident["$id"]
    definitions = {**schema.pop("$defs"), **told}
    reference = {"$ref": "#/$defs/Incident"}
    definitions["FactsFile"] = {
        "type": "object",
        "description": "facts.yaml: sets of facts by the name that letters call them by",
        "additionalProperties": reference,
    }
    facts = definitions["Inputs"]["properties"]["facts"]
    facts["anyOf"] = [{"type": "string"}, reference]
    for one in definitions.values():
        if "description" in one:  # the first paragraph: the rest is for programmers
            one["description"] = " ".join(one["description"].partition("\n\n")[0].split())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://recovery-ai.example/evals/letters/schema.json",
        **schema,
        "$defs": definitions,
    }
