#!/usr/bin/env python3
"""Prints the results of the client suite: report.py RESULTS LOGS CLIENT,... [--json] [--page check|write]

--page holds docs/clients.md to the results, or writes it; only when all clients ran and passed.

RESULTS is a file of JSON lines, one for each client and flow. A flow without a line has failed:
its client's program died before it. LOGS is the folder of the programs' error output.
"""

import itertools
import json
import pathlib
import sys

import page

FLOWS = {
    "chat": "an answer with text, finish reason, usage, the model's name as asked for",
    "stream": "several chunks, one id, a finish reason, no usage that was not asked for",
    "stream_usage": "usage once, in a last chunk without choices",
    "tools": "the model asks for a tool, the client answers, the model finishes",
    "stream_tools": "the same, streamed: arguments arrive in fragments",
    "parallel_tools": "two tools asked for at once, with ids of their own",
    "json_schema": "an answer that the client parses and that keeps to the schema",
    "stream_json_schema": "the same, streamed",
    "json_mode": "an answer that is a JSON object",
    "embeddings": "as many dimensions as asked for, the same text gives the same vector",
    "models": "the list has the model; one is found by its name",
    "completions": "legacy completions, plain and streamed",
    "image": "a message of text and an image",
    "logprobs": "log probabilities of the tokens",
    "chinese": "text beyond ASCII and beyond 16 bits comes back whole, streamed too",
    "concurrent": "16 calls at once through one client",
    "cancel": "a stream that the client leaves is counted as cancelled and no longer under way",
    "timeout": "the client's time-out, and the call that it leaves is cancelled",
    "unauthorized": "a wrong key is the client's authentication error",
    "rate_limit": "429 is the client's rate limit error, with Retry-After",
    "retry_after": "the client tries again after that delay",
    "context_length": "a prompt too long is a bad request of code context_length_exceeded",
    "server_error": "a failing provider is the client's server error",
    "broken_stream": "a provider that fails in the middle of a stream is the client's error",
    "unknown_model": "an unknown model is the client's not-found error",
    "bad_parameter": "an absurd parameter is a bad request that names it",
    "cooperation": "a stream of several models: begun within half a second, never silent for long, usage the sum; what they cannot do is refused",
    "responses": "a response with text, status, usage, metadata, the model's name as asked for",
    "responses_stream": "events from created to completed; a stream that breaks ends with failed",
    "responses_tools": "a tool loop that goes on with the previous response",
    "responses_json_schema": "a response that the client parses and that keeps to the schema",
    "responses_kept": "what was kept can be had and deleted; store: false keeps nothing",
    "responses_conversation": "a conversation is gone on with and added to",
    "responses_cooperation": "a response of several models, streamed, and one that keeps to a schema",
    "responses_foreign": "a response of somebody else's is the client's not-found error",
    "files": "a file is uploaded, listed, downloaded as it was sent, deleted; a stranger has none",
    "batches": "twenty lines, one of an unknown model: two files of results; a name twice fails it",
    "batch_cancel": "a batch is cancelled while it runs",
    "agent": "a tool loop of four turns: two tools at once, errors as results, cache markers",
    "thinking": "reasoning comes in a block of its own, before the text",
    "stop_sequences": "the answer ends before a given word, and names it",
    "count_tokens": "the tokens of a request are counted without asking a model",
    "overloaded": "a provider with too much to do is the client's error for that",
}
# What frameworks are tried with, over each of the providers behind the server.
OVER = ["sim", "strict-openai", "strict-responses", "strict-anthropic", "strict-gemini"]
FRAMEWORK_FLOWS = {
    "chat": "an answer with text and usage",
    "stream": "an answer in several pieces",
    "tools": "two tools in turn: each is answered before the next is called",
    "stream_tools": "the same, streamed",
    "parallel_tools": "several calls at once, also of one tool, each with its own answer",
    "history": "a later question, with the earlier calls and answers sent again",
    "structured": "an answer of the caller's own type, in each way that the framework has",
    "image": "a picture, whose media type the upstream tells",
    "bad_request": "a refused request is the framework's error, with status 400",
    "server_error": "a failing provider is the framework's error, with status 502",
    "rate_limit": "429 is the framework's rate limit error",
}
# The clients whose suite speaks the Responses API, and the APIs of files and batches.
RESPONSES = {"python", "node", "java"}
# The clients whose suite asks several models as one.
COOPERATION = {"python", "node", "anthropic-python", "anthropic-node"}
RESPONSES_COOPERATION = {"python", "node"}
# What only Anthropic's API has, and what it has not.
ANTHROPIC = {"agent", "thinking", "stop_sequences", "count_tokens", "overloaded"}
OPENAI = {"json_schema", "stream_json_schema", "json_mode", "embeddings", "completions"}
OPENAI |= {"logprobs"}
REASON = 300  # characters of it that are printed; --json has all
CELLS = {"ok": "ok", "fail": "FAIL", "absent": "-"}


def last_line(path):
    lines = path.read_text(errors="replace").strip().splitlines() if path.exists() else []
    return lines[-1] if lines else "its program printed nothing about it"


def rows(results, logs, clients):
    """A row for each client and flow, in the order of the table."""
    lines = [json.loads(line) for line in results.read_text().splitlines() if line.startswith("{")]
    found = {(row["client"], row.get("over"), row["flow"]): row for row in lines}
    for client in filter(page.FRAMEWORKS.get, clients):
        for over, flow in itertools.product(OVER, FRAMEWORK_FLOWS):
            lost = {"client": client, "over": over, "flow": flow, "result": "fail", "ms": 0}
            lost["reason"] = f"no result: {last_line(logs / (client + '.log'))}"
            yield found.pop((client, over, flow), lost)
    for client in filter(page.PACKAGES.get, clients):
        for flow in FLOWS:
            lost = {"client": client, "flow": flow, "result": "fail", "ms": 0}
            lost["reason"] = f"no result: {last_line(logs / (client + '.log'))}"
            if flow.startswith(("responses", "files", "batch")) and client not in RESPONSES:
                lost |= {"result": "absent", "reason": "not a flow of the suite for this client"}
            cooperating = {"cooperation": COOPERATION}
            cooperating |= {"responses_cooperation": RESPONSES_COOPERATION}
            if client not in cooperating.get(flow, {client}):
                lost |= {"result": "absent", "reason": "not a flow of the suite for this client"}
            if flow in (OPENAI if client.startswith("anthropic") else ANTHROPIC):
                lost |= {"result": "absent", "reason": "not a flow of the suite for this API"}
            yield found.pop((client, None, flow), lost)
    for row in found.values():
        yield row | {"result": "fail", "reason": "a flow that the report does not know"}


def table(all_rows, clients):
    cells = {(row["client"], row["flow"]): CELLS[row["result"]] for row in all_rows}
    print_table(FLOWS, [client for client in clients if client in page.PACKAGES], cells)


def framework_table(all_rows, clients):
    """A line for each framework and provider."""
    frameworks = [client for client in clients if client in page.FRAMEWORKS]
    lines = [f"{client} {over}" for client, over in itertools.product(frameworks, OVER)]
    cells = {
        (row["flow"], f"{row['client']} {row['over']}"): CELLS[row["result"]]
        for row in all_rows
        if row.get("over")
    }
    print_table(lines, list(FRAMEWORK_FLOWS), cells)


def print_table(lines, columns, cells):
    """A table of the cells by column and line, or nothing where there would be none."""
    if not lines or not columns:
        return
    wide = max(map(len, lines))
    print(" " * wide, *columns, sep="  ")
    for line in lines:
        marks = [cells[column, line].ljust(len(column)) for column in columns]
        print(line.ljust(wide), *marks, sep="  ")


def reasons(all_rows, result, title):
    chosen = [row for row in all_rows if row["result"] == result]
    if chosen:
        print(f"\n{title}")
    for row in chosen:
        line = " ".join(row["reason"].split())
        where = " ".join(filter(None, (row["client"], row.get("over"), row["flow"])))
        print(f"  {where}: {line[:REASON]}{'...' * (len(line) > REASON)}")
        flows = FRAMEWORK_FLOWS if row.get("over") else FLOWS
        if result == "fail" and row["flow"] in flows:
            print(f"    (the flow: {flows[row['flow']]})")


def main(results, logs, clients, *options):
    clients = clients.split(",")
    all_rows = list(rows(pathlib.Path(results), pathlib.Path(logs), clients))
    passed, failed = (sum(r["result"] == kind for r in all_rows) for kind in ("ok", "fail"))
    if "--json" in options:
        print(json.dumps({"results": all_rows, "passed": passed, "failed": failed}, indent=1))
    else:
        table(all_rows, clients)
        framework_table(all_rows, clients)
        reasons(all_rows, "absent", "-  the client's API does not have it:")
        reasons(all_rows, "fail", "FAIL")
        print(f"\n{passed} passed, {failed} failed")
    right = failed == 0 and passed > 0
    if right and "--page" in options:
        text = page.text(FLOWS, FRAMEWORK_FLOWS, all_rows)
        right = page.settle(text, write=options[options.index("--page") + 1] == "write")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
