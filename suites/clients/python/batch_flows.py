"""Files and batches through the official OpenAI SDK for Python: the flows of openai_sdk.py."""

import json
import os
import time

import openai
from harness import BASE_URL, KEY, contains, expect, raises, same

OTHER_KEY = os.environ.get("TUTTI_ADMIN_KEY", "")
PATIENCE_SECONDS = 50
ENDED = {"completed", "failed", "expired", "cancelled"}

client = openai.OpenAI(
    base_url=BASE_URL, api_key=KEY, max_retries=0, timeout=120, _strict_response_validation=True
)


def line(custom_id, model):
    body = {"model": model, "messages": [{"role": "user", "content": "Say hello."}]}
    request = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
    return json.dumps(request)


def upload(lines):
    content = "\n".join(lines).encode()
    return client.files.create(file=("in.jsonl", content), purpose="batch")


def create(lines):
    return client.batches.create(
        input_file_id=upload(lines).id,
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata={"a": "b"},
    )


def ended(batch):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while batch.status not in ENDED:
        expect(time.monotonic() < deadline, f"{batch.status} after {PATIENCE_SECONDS} s")
        time.sleep(0.2)
        batch = client.batches.retrieve(batch.id)
    return batch


def rows(file_id):
    return [json.loads(row) for row in client.files.content(file_id).text.splitlines()]


def files():
    content = "näme\n".encode() * 100_000
    kept = client.files.create(
        file=("näme.jsonl", content),
        purpose="batch",
        expires_after={"anchor": "created_at", "seconds": 3600},
    )
    same("bytes", kept.bytes, len(content))
    same("filename", kept.filename, "näme.jsonl")
    same("expires_at", kept.expires_at, kept.created_at + 3600)
    expect(client.files.content(kept.id).content == content, "another content than was sent")
    same("retrieved", client.files.retrieve(kept.id).id, kept.id)
    expect(kept.id in [each.id for each in client.files.list(purpose="batch")], "it is not listed")
    stranger = client.with_options(api_key=OTHER_KEY)
    raises(openai.NotFoundError, lambda: stranger.files.retrieve(kept.id))
    raises(openai.NotFoundError, lambda: stranger.files.delete(kept.id))
    same("deleted", client.files.delete(kept.id).deleted, True)
    raises(openai.NotFoundError, lambda: client.files.content(kept.id))


def batches():
    made = create([line(f"c{n}", "no-such-model" if n == 7 else "sim") for n in range(20)])
    same("metadata", made.metadata, {"a": "b"})
    batch = ended(made)
    same("status", batch.status, "completed")
    counts = batch.request_counts
    same("counts", (counts.total, counts.completed, counts.failed), (20, 19, 1))
    answers = rows(batch.output_file_id)
    same("results", len({row["custom_id"] for row in answers}), 19)
    for row in answers:
        body = row["response"]["body"]
        contains("content", body["choices"][0]["message"]["content"].lower(), "simulated")
    same("errors", [row["custom_id"] for row in rows(batch.error_file_id)], ["c7"])
    expect(batch.id in [each.id for each in client.batches.list(limit=5)], "it is not listed")
    wrong = ended(create([line("same", "sim"), line("same", "sim")]))
    same("status", wrong.status, "failed")
    same("error", (wrong.errors.data[0].code, wrong.errors.data[0].line), ("duplicate_custom_id", 2))


def batch_cancel():
    batch = create([line(f"c{n}", "sim/sim-slow") for n in range(300)])
    expect(client.batches.cancel(batch.id).status in ("cancelling", "cancelled"), "not cancelling")
    same("status", ended(batch).status, "cancelled")


FLOWS = [files, batches, batch_cancel]
