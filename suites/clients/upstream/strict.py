#!/usr/bin/env python3
"""A scripted upstream that is as strict as the real ones: strict.py [--port PORT] [--log FILE]

It speaks four styles beside each other, each below a path of its own: /openai/v1 (chat completions),
/responses/v1 (OpenAI's Responses API), /anthropic/v1 (Messages) and /gemini/v1beta (generateContent). The key is "strict". Members that a
provider does not know, turns of tools that do not fit, ids and pictures in a wrong form are refused
with 400 in the provider's own words; script.py says what the model answers. It prints its port.
With --log, each request that it refused is kept there, one JSON line each.
"""

import argparse
import http.server
import itertools
import json
import pathlib
import sys

import anthropic_style
import chat_style
import gemini_style
import responses_style
import script
from rules import Refused

STYLES = {
    "openai": chat_style,
    "responses": responses_style,
    "anthropic": anthropic_style,
    "gemini": gemini_style,
}
NUMBERS = itertools.count(1)
MOST_BYTES = 1 << 22


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    log = None

    def do_POST(self):
        sent = self.rfile.read(min(int(self.headers.get("content-length") or 0), MOST_BYTES))
        style = STYLES.get(self.path.split("/")[1])
        if style is None or not style.PATH.search(self.path):
            return self.send(404, "application/json", b'{"error":{"message":"no such path"}}')
        try:
            style.check_key(self.headers)
            question = style.read(json.loads(sent), self.path)
            answer = script.answer(question)
        except (Refused, json.JSONDecodeError) as refused:
            return self.refuse(style, sent, refused)
        number = next(NUMBERS)
        if question.stream:
            events = map(event, style.stream(answer, question, number))
            return self.send(200, "text/event-stream", "".join(events).encode())
        body = json.dumps(style.whole(answer, question, number), ensure_ascii=False)
        return self.send(200, "application/json", body.encode())

    def refuse(self, style, sent, refused):
        if not isinstance(refused, Refused):
            refused = Refused(f"the body is not JSON: {refused}")
        if self.log:
            row = {"path": self.path, "status": refused.status, "why": str(refused)}
            with self.log.open("a") as log:
                log.write(json.dumps(row | {"request": sent.decode(errors="replace")}) + "\n")
        self.send(refused.status, "application/json", json.dumps(style.refusal(refused)).encode())

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        if status == 429:
            self.send_header("retry-after", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def event(pair):
    name, data = pair
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return (f"event: {name}\n" if name else "") + f"data: {text}\n\n"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--log", type=pathlib.Path)
    chosen = options.parse_args()
    Handler.log = chosen.log
    server = http.server.ThreadingHTTPServer(("127.0.0.1", chosen.port), Handler)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit()


if __name__ == "__main__":
    main()
