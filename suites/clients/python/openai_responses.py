"""OpenAI for Python over the Responses API: items handed back by the caller, or gone on with by id."""

import json

import openai
from frameworks import (
    BASE_URL,
    HELLO,
    IN_TURN,
    KEY,
    PICTURE_QUESTION,
    PICTURE_URL,
    City,
    Tools,
    answers,
    failures,
    is_city,
    run,
)
from harness import expect

client = openai.OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
MOST_TURNS = 5


def create(model, given, **options):
    return client.responses.create(model=model, instructions="Be brief.", input=given, **options)


def streamed(model, given, **options):
    with client.responses.stream(
        model=model, instructions="Be brief.", input=given, **options
    ) as events:
        for _ in events:
            pass
        return events.get_final_response()


def asked(question):
    return [{"role": "user", "content": question}]


def chat(up):
    answer = create(up.model, HELLO)
    up.greets(answer.output_text)
    usage = answer.usage
    expect(usage.input_tokens > 0 and usage.output_tokens > 0, f"usage: {usage}")


def stream(up):
    events = list(create(up.model, HELLO, stream=True))
    texts = [event.delta for event in events if event.type == "response.output_text.delta"]
    expect(len(texts) > 2, f"{len(texts)} texts (expected: several)")
    up.greets("".join(texts))


def function(name):
    city = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    city["additionalProperties"] = False
    return {"type": "function", "name": name, "description": name, "parameters": city, "strict": True}


TOOLS = [function("get_weather"), function("get_time")]


def results_of(answer, used):
    return [
        {
            "type": "function_call_output",
            "call_id": item.call_id,
            "output": used.call(item.name, json.loads(item.arguments)),
        }
        for item in answer.output
        if item.type == "function_call"
    ]


def loop(up, items, call=create, **options):
    """Calls the model and the tools that it asks for until it has answered; all items go back."""
    used = Tools()
    for _ in range(MOST_TURNS):
        answer = call(up.model, items, tools=TOOLS, **options)
        results = results_of(answer, used)
        items += [*answer.output, *results]
        if not results:
            break
    return answer.output_text, used.calls


def tools(up):
    """The items are handed back, and nothing is kept."""
    up.has_told(*loop(up, asked(IN_TURN), parallel_tool_calls=False, store=False))


def stream_tools(up):
    """The responses before are named."""
    used, given, before = Tools(), asked(IN_TURN), None
    for _ in range(MOST_TURNS):
        answer = streamed(
            up.model, given, tools=TOOLS, parallel_tool_calls=False, previous_response_id=before
        )
        given, before = results_of(answer, used), answer.id
        if not given:
            break
    up.has_told(answer.output_text, used.calls)


def parallel_tools(up):
    up.has_told_at_once(*loop(up, asked(up.at_once)))


def history(up):
    items = asked(IN_TURN)
    loop(up, items, parallel_tool_calls=False)
    text, _ = loop(up, items + asked(HELLO))
    up.greets(text)


def structured(up):
    answer = client.responses.parse(model=up.model, input="Name a city.", text_format=City)
    is_city(answer.output_parsed)


def image(up):
    parts = [
        {"type": "input_text", "text": PICTURE_QUESTION},
        {"type": "input_image", "image_url": PICTURE_URL, "detail": "low"},
    ]
    up.shows(create(up.model, [{"role": "user", "content": parts}]).output_text)


if __name__ == "__main__":
    run(
        "openai-responses",
        *answers(globals()),
        *failures(create, openai.BadRequestError, openai.InternalServerError, openai.RateLimitError),
    )
