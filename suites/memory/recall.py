"""Imports conversations into a running Tutti and measures what of them is recalled."""

import argparse
import datetime
import glob
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request

FLOORS = {10: 0.68, 50: 0.83}
TARGETS = {10: 0.75, 50: 0.90}
MESSAGE = re.compile(r"D\d+:\d+")
BASE = os.environ["TUTTI_BASE_URL"]


def ask(key, path, body):
    request = urllib.request.Request(
        BASE + path,
        json.dumps(body).encode(),
        {"content-type": "application/json", "authorization": "Bearer " + key},
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(f"memory: {path}: {error.code} {error.read().decode()}")


def moment(text):
    """Such as "1:56 pm on 8 May, 2023"; nothing where it is written in another way."""
    try:
        return datetime.datetime.strptime(text.strip(), "%I:%M %p on %d %B, %Y")
    except ValueError:
        return None


def bring(key, conversation, user):
    """Imports each session of a conversation as one of the user's; all have metadata that say whose they are."""
    for session in conversation["sessions"]:
        began = moment(session.get("date_time", ""))
        messages = []
        for place, message in enumerate(session["messages"]):
            said = {
                "role": "user" if message["speaker"] == conversation["speakers"][0] else "assistant",
                "name": message["speaker"],
                "content": message["text"],
                "metadata": {"message": message["id"], "whose": key[-6:] + user},
            }
            if began:
                said["created_at"] = (began + datetime.timedelta(minutes=place)).isoformat() + "Z"
            messages.append(said)
        ask(key, "/v1/sessions/import", {"user": user, "messages": messages})


def measure(key, conversation, user, figures):
    """Asks all questions; says how many of the messages recalled were another's."""
    foreign = 0
    for question in conversation["qa"]:
        evidence = set(MESSAGE.findall(" ".join(question["evidence"])))
        body = {"user": user, "query": question["question"], "limit": 50, "scope": "messages"}
        began = time.monotonic()
        data = ask(key, "/v1/memories/search", body)["data"]
        figures["seconds"].append(time.monotonic() - began)
        found = [each["source"]["metadata"] for each in data]
        foreign += sum(each.get("whose") != key[-6:] + user for each in found)
        ids = [each.get("message") for each in found]
        if len(ids) > 50 or len(set(ids)) != len(ids):
            sys.exit("memory: a message twice, or more than were asked for: " + question["question"])
        for name in ("all", "conversation " + conversation["id"], f"category {question.get('category')}"):
            row = figures["rows"].setdefault(name, {"questions": 0, 10: 0, 50: 0})
            row["questions"] += 1
            for first in (10, 50):
                row[first] += any(each in evidence for each in ids[:first])
    return foreign


def main():
    options = argparse.ArgumentParser()
    options.add_argument("folder")
    options.add_argument("--json")
    given = options.parse_args()
    key, other = os.environ["TUTTI_KEY"], os.environ["TUTTI_OTHER_KEY"]
    conversations = []
    for path in sorted(glob.glob(os.path.join(given.folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            conversations += json.load(file)
    if not conversations:
        sys.exit("memory: no conversations in " + given.folder)
    began = time.monotonic()
    for place, conversation in enumerate(conversations):
        bring(key, conversation, conversation["id"])
        # The same user of another owner has said what somebody else says here.
        bring(other, conversations[place - 1], conversation["id"])
    imported = time.monotonic() - began
    figures = {"rows": {}, "seconds": []}
    foreign = sum(measure(key, each, each["id"], figures) for each in conversations)
    body = {"user": "nobody", "query": "anything", "scope": "messages"}
    foreign += len(ask(key, "/v1/memories/search", body)["data"])
    report(figures, foreign, imported, given.json)


def report(figures, foreign, imported, path):
    shares = {}
    print(f"{'':28} {'questions':>9} {'first 10':>9} {'first 50':>9}")
    for name, row in sorted(figures["rows"].items()):
        shares[name] = {first: row[first] / row["questions"] for first in (10, 50)}
        print(f"{name:28} {row['questions']:>9} {shares[name][10]:>9.3f} {shares[name][50]:>9.3f}")
    seconds = sorted(figures["seconds"])
    middle, late = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    print(f"imported in {imported:.1f} s; a search takes {middle * 1e3:.1f} ms, p99 {late * 1e3:.1f} ms")
    print(f"messages of another user or owner: {foreign}")
    reached = all(shares["all"][first] >= FLOORS[first] for first in FLOORS)
    wanted = all(shares["all"][first] >= TARGETS[first] for first in TARGETS)
    print("targets (.75, .90): " + ("reached" if wanted else "missed"))
    if path:
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"shares": shares, "foreign": foreign, "p50_ms": middle * 1e3}, file)
    if foreign or not reached:
        sys.exit(1)


main()
