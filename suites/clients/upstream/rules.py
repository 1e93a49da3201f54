"""What the strict styles have in common: checks of JSON that say what was wrong, and where."""

import base64
import binascii
import json

MEDIA_TYPES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


class Refused(Exception):
    """A request that the provider would refuse, with the status and code of its error."""

    def __init__(self, message, *, status=400, code=None, param=None):
        super().__init__(message)
        self.status, self.code, self.param = status, code, param


def need(holds, message, param=None):
    if not holds:
        raise Refused(message, param=param)


def members(value, place, allowed, required=()):
    """An object with no members but those that are allowed, null being absent."""
    need(isinstance(value, dict), f"{place}: expected an object", place)
    for name in value:
        need(name in allowed, f"Unknown parameter: '{place}.{name}'.", name)
    for name in required:
        need(value.get(name) is not None, f"Missing required parameter: '{place}.{name}'.", name)
    return value


def words(value, place):
    need(isinstance(value, str) and value, f"{place}: expected text that is not empty", place)
    return value


def items(value, place):
    need(isinstance(value, list) and value, f"{place}: expected a list that is not empty", place)
    return enumerate(value)


def one_of(value, place, allowed):
    need(value in allowed, f"{place}: {value!r} (expected one of {sorted(allowed)})", place)
    return value


def media_type(value, place, allowed=MEDIA_TYPES):
    return one_of(value, f"{place} (media type)", allowed)


def picture(media, data, place):
    """The media type of a picture whose bytes are of that type."""
    media_type(media, place)
    try:
        head = base64.b64decode(data, validate=True)[:12]
    except (binascii.Error, TypeError):
        raise Refused(f"{place}: invalid base64 data", param=place) from None
    kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    found = next((kind for start, kind in kinds.items() if head.startswith(start)), "image/webp")
    need(found == media, f"{place}: declared {media}, but the bytes are {found}", place)
    return media


def arguments(text, place):
    """The arguments of a call, which are the text of a JSON object."""
    try:
        value = json.loads(text)
    except (TypeError, ValueError):
        value = None
    need(isinstance(value, dict), f"{place}: expected the text of a JSON object", place)
    return value


def closed_schema(schema, place, *, all_required):
    """What strict structured outputs ask of a schema: objects are closed, and all is required."""
    for part, where in objects(schema, place):
        need(part.get("additionalProperties") is False, f"Invalid schema in {where}: "
             "'additionalProperties' is required to be supplied and to be false.", place)
        missing = set(part.get("properties", {})) - set(part.get("required", []))
        need(not (all_required and missing), f"Invalid schema in {where}: 'required' must "
             f"include every key in properties. Missing {sorted(missing)}.", place)


def objects(schema, where):
    """The objects in a schema, with where they stand."""
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part, where)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        yield schema, where
    for name in ("items", "anyOf", "allOf", "oneOf"):
        yield from objects(schema.get(name), where)
    for name in ("properties", "$defs", "definitions"):
        for key, part in schema.get(name, {}).items():
            yield from objects(part, f"{where}.{key}")
