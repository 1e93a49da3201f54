"""Holds what a collector has written to what Tutti was asked: check.py FOLDER TRACE."""

import json
import pathlib
import sys

folder, trace = pathlib.Path(sys.argv[1]), sys.argv[2]
passed = failed = 0


def check(what, holds):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(("ok      " if holds else "FAILED  ") + what)


def lines(name):
    return [json.loads(line) for line in (folder / name).read_text().splitlines() if line]


def attributes(of):
    return {each["key"]: next(iter(each["value"].values())) for each in of.get("attributes", [])}


resources = [each for line in lines("traces.json") for each in line["resourceSpans"]]
spans = [
    span for each in resources for scope in each["scopeSpans"] for span in scope["spans"]
]
check("the service is named", all(attributes(r["resource"])["service.name"] == "suite" for r in resources))
mine = [span for span in spans if span["traceId"] == trace]
server = [span for span in mine if span["kind"] == 2]
check("the caller's trace has one span of the server", len(server) == 1)
check("its parent is the caller's", server and server[0]["parentSpanId"] == "b7ad6b7169203331")
model = [span for span in mine if server and span.get("parentSpanId") == server[0]["spanId"]]
check("below it is the model's", [span["name"] for span in model] == ["chat sim"])
check("which has tokens", model and int(attributes(model[0])["gen_ai.usage.output_tokens"]) > 0)
attempt = [span for span in mine if model and span.get("parentSpanId") == model[0]["spanId"]]
check("below that is its attempt's", [span["name"] for span in attempt] == ["POST"])
check("a call without a trace begins one", any(span["kind"] == 2 and span["traceId"] != trace for span in spans))
written = (folder / "traces.json").read_text()
check("nothing of what was said is there", "a-secret-question" not in written)
meters = {
    metric["name"]
    for line in lines("metrics.json")
    for each in line["resourceMetrics"]
    for scope in each["scopeMetrics"]
    for metric in scope["metrics"]
}
for name in (
    "gen_ai.client.operation.duration",
    "gen_ai.client.inference.usage.input_tokens",
    "tutti.calls.in.flight",
    "jvm.memory.used",
):
    check("the meter " + name, name in meters)
print(f"collector: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
