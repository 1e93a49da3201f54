"""docs/clients.md, the table of what every client could do; the same text for the same results."""

import json
import pathlib
import re
import sys

SUITE = pathlib.Path(__file__).resolve().parent
PAGE = SUITE.parent.parent / "docs" / "clients.md"

# What each client is called where it comes from.
PACKAGES = {
    "python": ("OpenAI for Python", "openai"),
    "node": ("OpenAI for Node", "openai"),
    "vercel": ("Vercel AI SDK, OpenAI-compatible", "@ai-sdk/openai-compatible"),
    "vercel-openai": ("Vercel AI SDK, OpenAI", "@ai-sdk/openai"),
    "java": ("OpenAI for Java", "openai-java"),
    "langchain4j": ("LangChain4j", "langchain4j-open-ai"),
    "anthropic-python": ("Anthropic for Python", "anthropic"),
    "anthropic-node": ("Anthropic for Node", "@anthropic-ai/sdk"),
    "anthropic-java": ("Anthropic for Java", "anthropic-java"),
}

# The frameworks, and clients over the Responses API: what each is called, its package, the file that pins it, and the API that it speaks.
FRAMEWORKS = {
    "openai-responses": ("OpenAI for Python", "openai", "frameworks", "responses"),
    "openai-node-responses": ("OpenAI for Node", "openai", "node", "responses"),
    "vercel-responses": ("Vercel AI SDK, OpenAI", "@ai-sdk/openai", "node", "responses"),
    "openai-agents": ("OpenAI Agents for Python", "openai-agents", "frameworks", "responses"),
    "openai-agents-chat": ("the same", "openai-agents", "frameworks", "chat"),
    "openai-agents-node": ("OpenAI Agents for Node", "@openai/agents", "node", "responses"),
    "openai-agents-node-chat": ("the same", "@openai/agents", "node", "chat"),
    "pydantic-ai": ("Pydantic AI", "pydantic-ai-slim", "frameworks", "chat"),
    "pydantic-ai-responses": ("the same", "pydantic-ai-slim", "frameworks", "responses"),
    "pydantic-ai-anthropic": ("the same", "pydantic-ai-slim", "frameworks", "messages"),
    "instructor": ("Instructor", "instructor", "instructor", "chat"),
    "instructor-anthropic": ("the same", "instructor", "instructor", "messages"),
    "langchain-openai": ("LangChain, OpenAI", "langchain-openai", "frameworks", "chat"),
    "langchain-openai-responses": ("the same", "langchain-openai", "frameworks", "responses"),
    "langchain-anthropic": ("LangChain, Anthropic", "langchain-anthropic", "frameworks", "messages"),
    "litellm": ("LiteLLM as a client", "litellm", "frameworks", "chat"),
    "litellm-anthropic": ("the same", "litellm", "frameworks", "messages"),
    "spring-ai": ("Spring AI", "spring-ai-openai", "spring", "chat"),
}
APIS = {
    "chat": "`/v1/chat/completions`",
    "responses": "`/v1/responses`",
    "messages": "`/v1/messages`",
}

INTRODUCTION = """\
# Which clients work, and what do they do?

The official clients of OpenAI and Anthropic, two libraries and eight frameworks on top of them work unchanged: only the base URL and the
key are Tutti's. OpenAI's and the libraries want `http://127.0.0.1:8080/v1`, Anthropic's `http://127.0.0.1:8080`. All of this was tried
against a running Tutti with its simulated provider and scripted upstreams, so no model of OpenAI, Anthropic or Google was asked.
`suites/clients/run` tries it again and fails when this page says something else; `suites/clients/run --write-page` writes the page.
"""

OVER_WHAT = """\

## Frameworks
Each was tried over five providers behind Tutti: `sim`, and `suites/clients/upstream/strict.py` in the styles of OpenAI (chat completions, and
the Responses API with a model that has no other), Anthropic and Gemini. That upstream refuses what the real ones refuse: members that they do not
know, calls without answers and answers without calls, turns in a wrong order, ids, pictures and schemas in a wrong form, missing signatures,
reasoning without what it led to, without its seal, or of another model. `ok` means over all five.
"""


def versions():
    """The version of each client as its build file pins it."""
    pinned = requirements("requirements")
    node = json.loads((SUITE / "node" / "package.json").read_text())["dependencies"]
    java = artifacts("java")
    found = {}
    for client, (_, package) in PACKAGES.items():
        home = pinned if "python" in client else java if package in java else node
        found[client] = home[package]
    homes = {"node": node, "spring": artifacts("spring")}
    homes |= {name: requirements(name) for name in ("frameworks", "instructor")}
    return found | {name: homes[home][pkg] for name, (_, pkg, home, _) in FRAMEWORKS.items()}


def requirements(name):
    text = (SUITE / "python" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==(\S+)$", text, re.M))


def artifacts(folder):
    pom = (SUITE / folder / "pom.xml").read_text()
    return dict(re.findall(r"<artifactId>([^<]+)</artifactId>\s*<version>([^<]+)</version>", pom))


def row(cells):
    return "| " + " | ".join(cells) + " |"


def table(columns, rows):
    return [row(columns), row(["---"] * len(columns)), *map(row, rows)]


def text(flows, framework_flows, rows):
    """The page. Rows are those of the report, all of them passed or absent."""
    results = {(each["client"], each.get("over"), each["flow"]): each for each in rows}
    version = versions()
    packages = [
        (client, name, f"`{package}`", version[client])
        for client, (name, package) in PACKAGES.items()
    ]
    lines = [INTRODUCTION, *table(["client", "what it is", "package", "version"], packages)]
    lines += ["", "## Flows", "`-` is what a client has not; why is told below.", ""]
    cells = [
        [f"`{flow}`", *("ok" if is_ok(results, c, flow) else "-" for c in PACKAGES)] for flow in flows
    ]
    lines += table(["flow", *PACKAGES], cells)
    lines += ["", "### What a flow is", *meanings(flows), OVER_WHAT]
    lines += frameworks(framework_flows, results, version)
    lines += ["", "## What is not there", *reasons(results)]
    return "\n".join(lines) + "\n"


def frameworks(flows, results, version):
    packages = [
        (client, name, f"`{package}`", version[client], APIS[api])
        for client, (name, package, _, api) in FRAMEWORKS.items()
    ]
    cells = [
        [client, *("ok" if is_ok(results, client, flow) else "-" for flow in flows)]
        for client in FRAMEWORKS
    ]
    yield from table(["framework", "what it is", "package", "version", "speaks"], packages)
    yield ""
    yield from table(["framework", *(f"`{flow}`" for flow in flows)], cells)
    yield from ["", "### What a flow of theirs is", *meanings(flows)]


def meanings(flows):
    return [f"- `{flow}`: {what}" for flow, what in flows.items()]


def is_ok(results, client, flow):
    """Whether the flow passed, over every provider that it was tried with."""
    return all(r["result"] == "ok" for (c, _, f), r in results.items() if (c, f) == (client, flow))


def reasons(results):
    """A line for each client and reason, with the flows that it keeps it from."""
    why = {}
    for (client, _, flow), result in results.items():
        if result["result"] == "absent":
            reason = " ".join(result["reason"].split())
            kept = why.setdefault((client, reason), [])
            kept += [] if f"`{flow}`" in kept else [f"`{flow}`"]
    order = [*PACKAGES, *FRAMEWORKS]
    for (client, reason), kept in sorted(why.items(), key=lambda each: order.index(each[0][0])):
        yield f"- {client}: {', '.join(kept)}: {reason}"


def settle(page, *, write):
    """Writes the page, or says whether it is what is there."""
    if write:
        PAGE.write_text(page)
        return True
    if PAGE.exists() and PAGE.read_text() == page:
        return True
    print("docs/clients.md is out of date: suites/clients/run --write-page", file=sys.stderr)
    return False
