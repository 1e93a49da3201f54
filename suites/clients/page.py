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

INTRODUCTION = """\
# Which clients work, and what do they do?

The official clients of OpenAI and Anthropic, and two libraries on top of them, work unchanged: only the base URL and the key are
Tutti's. OpenAI's and the libraries want `http://127.0.0.1:8080/v1`, Anthropic's `http://127.0.0.1:8080`. All of this was tried
against a running Tutti with its simulated provider, so no model of OpenAI or Anthropic was asked. `suites/clients/run` tries it
again and fails when this page says something else; `suites/clients/run --write-page` writes the page.
"""


def versions():
    """The version of each client as its build file pins it."""
    python = (SUITE / "python" / "requirements.txt").read_text()
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", python, re.M))
    node = json.loads((SUITE / "node" / "package.json").read_text())["dependencies"]
    pom = (SUITE / "java" / "pom.xml").read_text()
    java = dict(re.findall(r"<artifactId>([^<]+)</artifactId>\s*<version>([^<]+)</version>", pom))
    found = {}
    for client, (_, package) in PACKAGES.items():
        home = pinned if "python" in client else java if package in java else node
        found[client] = home[package]
    return found


def row(cells):
    return "| " + " | ".join(cells) + " |"


def text(flows, clients, rows):
    """The page. Rows are those of the report, all of them passed or absent."""
    results = {(each["client"], each["flow"]): each for each in rows}
    version = versions()
    lines = [INTRODUCTION, row(["client", "what it is", "package", "version"])]
    lines.append(row(["---"] * 4))
    for client in clients:
        name, package = PACKAGES[client]
        lines.append(row([client, name, f"`{package}`", version[client]]))
    lines += ["", "## Flows", "`-` is what a client has not; why is told below.", ""]
    lines += [row(["flow", *clients]), row(["---"] * (len(clients) + 1))]
    for flow in flows:
        cells = ["ok" if results[c, flow]["result"] == "ok" else "-" for c in clients]
        lines.append(row([f"`{flow}`", *cells]))
    lines += ["", "## What a flow is", *(f"- `{flow}`: {what}" for flow, what in flows.items())]
    lines += ["", "## What is not there", *reasons(flows, clients, results)]
    return "\n".join(lines) + "\n"


def reasons(flows, clients, results):
    """A line for each client and reason, with the flows that it keeps it from."""
    for client in clients:
        why = {}
        for flow in flows:
            if results[client, flow]["result"] == "absent":
                reason = " ".join(results[client, flow]["reason"].split())
                why.setdefault(reason, []).append(f"`{flow}`")
        for reason, kept in why.items():
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
