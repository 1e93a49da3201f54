"""Instructor against Tutti: answers of the caller's own types, over chats or Anthropic's Messages."""

import sys

import anthropic
import instructor
import openai
from frameworks import ANTHROPIC_URL, BASE_URL, KEY, PICTURE_URL, City, absent, failures, is_city, run
from harness import expect
from instructor import Mode
from instructor.exceptions import InstructorRetryException

kind = sys.argv[1]
errors = {"openai": openai, "anthropic": anthropic}[kind]
MODES = {"openai": [Mode.TOOLS, Mode.JSON, Mode.JSON_SCHEMA], "anthropic": [Mode.TOOLS, Mode.JSON]}
QUESTION = "Name a city."
TYPES_ONLY = "Instructor answers with values of the caller's types, and runs no tools"


def client_of(mode=Mode.TOOLS):
    if kind == "anthropic":
        client = anthropic.Anthropic(base_url=ANTHROPIC_URL, api_key=KEY, max_retries=0)
        return instructor.from_anthropic(client, mode=mode)
    client = openai.OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
    return instructor.from_openai(client, mode=mode)


def asked(model, *parts):
    messages = [{"role": "user", "content": parts[0] if len(parts) == 1 else list(parts)}]
    options = {"max_retries": 0, "max_tokens": 500, "response_model": City}
    return {"model": model, "messages": messages, **options}


def structured(up):
    """In every mode that the library offers for all models of this API."""
    for mode in MODES[kind]:
        is_city(client_of(mode).create(**asked(up.model, QUESTION)))


def stream(up):
    """Parts of the object as they come."""
    parts = list(client_of().create_partial(**asked(up.model, QUESTION)))
    expect(parts, "nothing came")
    is_city(City(**parts[-1].model_dump()))


def image(up):
    """The picture is taken; the answer is an object, so that it cannot tell what it saw."""
    picture = instructor.Image.from_base64(PICTURE_URL)
    is_city(client_of().create(**asked(up.model, QUESTION, picture)))


def fails(model, question):
    try:
        client_of().create(**asked(model, question))
    except InstructorRetryException as error:
        raise error.__cause__ from None


if __name__ == "__main__":
    nothing = [
        absent(flow, TYPES_ONLY)
        for flow in ("chat", "tools", "stream_tools", "parallel_tools", "history")
    ]
    name = "instructor" if kind == "openai" else "instructor-anthropic"
    kinds = (errors.BadRequestError, errors.InternalServerError, errors.RateLimitError)
    run(name, *nothing, stream, structured, image, *failures(fails, *kinds))
