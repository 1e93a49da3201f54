package dev.tutti.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Limits and budgets that somebody tries to get around. */
final class LimitArea implements Area {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";

  /** An answer of the model {@code priced/p} costs 20 cents. */
  private static final int WITHIN_BUDGET = 5;

  private static final int TRIES = 12;

  @Override
  public String name() {
    return "limits";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    requests(victim, tally);
    kept(victim, tally);
    for (var each : spellings()) {
      budget(victim, tally, each);
    }
    cancelled(victim, tally);
    models(victim, tally);
  }

  private static void requests(Victim victim, Tally tally)
      throws IOException, InterruptedException, ExecutionException {
    var key = victim.create("{\"name\":\"ten\",\"role\":\"user\",\"limits\":{\"requests\":10}}");
    Callable<Shot> one =
        () ->
            victim.ask(
                "POST", "/v1/chat/completions", key, "{\"model\":\"up/ok\"," + MESSAGES + "}");
    var all = new ArrayList<Callable<Shot>>();
    for (int i = 0; i < 60; i++) {
      all.add(one);
    }
    int passed = 0;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Shot> each : pool.invokeAll(all)) {
        passed += each.get().status() == 200 ? 1 : 0;
      }
    }
    tally.note("60 at once for 10 a minute", passed == 10, passed + " passed");
  }

  /** What is kept between calls counts against the same limit, and has bounds. */
  private static void kept(Victim victim, Tally tally) throws IOException {
    var key = victim.create("{\"name\":\"keeper\",\"role\":\"user\",\"limits\":{\"requests\":10}}");
    int passed = 0;
    for (int i = 0; i < 20; i++) {
      var shot = victim.ask("POST", "/v1/conversations", key, "{\"metadata\":{\"a\":\"b\"}}");
      passed += shot.status() == 200 ? 1 : 0;
    }
    tally.note("20 conversations for 10 a minute", passed == 10, passed + " passed");
    for (var metadata :
        List.of(
            "{\"a\":\"" + "b".repeat(513) + "\"}",
            "{\"" + "a".repeat(65) + "\":\"b\"}",
            "{\"a\":{}}",
            "[]",
            "{\"1\":\"\",\"2\":\"\",\"3\":\"\",\"4\":\"\",\"5\":\"\",\"6\":\"\",\"7\":\"\",\"8\":\"\",\"9\":\"\",\"10\":\"\",\"11\":\"\",\"12\":\"\",\"13\":\"\",\"14\":\"\",\"15\":\"\",\"16\":\"\",\"17\":\"\"}")) {
      var shot =
          victim.ask(
              "POST", "/v1/conversations", victim.key("user"), "{\"metadata\":" + metadata + "}");
      tally.note(
          "metadata " + metadata.substring(0, Math.min(40, metadata.length())),
          shot.status() == 400,
          shot);
    }
  }

  /** A request that somebody might not be charged for. */
  private record Spelling(String what, String target, String body, String type) {}

  private static List<Spelling> spellings() {
    var path = "/passthrough/priced/chat/completions";
    var plain = "{\"model\":\"p\"," + MESSAGES + "}";
    var json = "content-type: application/json";
    return List.of(
        new Spelling(
            "a chat", "/v1/chat/completions", "{\"model\":\"priced/p\"," + MESSAGES + "}", json),
        new Spelling(
            "a message",
            "/v1/messages",
            "{\"model\":\"priced/p\",\"max_tokens\":9," + MESSAGES + "}",
            json),
        new Spelling(
            "a response", "/v1/responses", "{\"model\":\"priced/p\",\"input\":\"a\"}", json),
        new Spelling("plain", path, plain, json),
        new Spelling("a parameter of the type", path, plain, json + "; x=jsonl"),
        new Spelling("jsonl", path, plain, "content-type: application/jsonl"),
        new Spelling("text", path, plain, "content-type: text/plain"),
        new Spelling("an empty type", path, plain, "content-type:"),
        new Spelling(
            "two models", path, "{\"model\":\"free\",\"model\":\"p\"," + MESSAGES + "}", json),
        new Spelling("an escaped member", path, "{\"mo\\u0064el\":\"p\"," + MESSAGES + "}", json),
        new Spelling("a model with a space", path, "{\"model\":\"p \"," + MESSAGES + "}", json),
        new Spelling("no model", path, "{" + MESSAGES + "}", json),
        new Spelling("a form", path, "model=p", "content-type: application/x-www-form-urlencoded"));
  }

  private static void budget(Victim victim, Tally tally, Spelling each) throws IOException {
    var key =
        victim.create(
            "{\"name\":\"poor\",\"role\":\"user\",\"owner\":\"%s\",\"budget\":{\"day\":1}}"
                .formatted(each.what.replace(" ", "-")));
    int passed = 0;
    for (int i = 0; i < TRIES; i++) {
      passed += victim.ask("POST", each.target, key, each.body, each.type).status() == 200 ? 1 : 0;
    }
    tally.note(
        "a budget for 5 answers, spelt as " + each.what,
        passed <= WITHIN_BUDGET + 1,
        passed + " of " + TRIES + " passed");
  }

  /** Leaving before the answer is not free. */
  private static void cancelled(Victim victim, Tally tally) throws IOException {
    var key =
        victim.create(
            "{\"name\":\"leaver\",\"role\":\"user\",\"owner\":\"leaver\",\"limits\":{\"tokens\":20000}}");
    var body =
        "{\"model\":\"up/slow\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted("word ".repeat(4_000));
    int sent = 0;
    for (int i = 0; i < 12; i++) {
      var text =
          "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(key, body.length(), body);
      var shot = victim.raw(text, Duration.ofMillis(300));
      sent += shot.status() == 429 ? 0 : 1;
    }
    tally.note(
        "12 calls of 4,000 tokens, each left, for 20,000 tokens", sent < 12, sent + " were sent");
  }

  /** A key for one model reaches no other by any spelling. */
  private static void models(Victim victim, Tally tally) throws IOException {
    var key = victim.create("{\"name\":\"one\",\"role\":\"user\",\"models\":[\"up/ok\"]}");
    for (var model :
        List.of(
            "priced/p",
            "PRICED/p",
            "priced//p",
            " priced/p",
            "priced/p ",
            "up/../priced/p",
            "up/ok,priced/p",
            "skill:hello",
            "up/*",
            "*")) {
      var shot =
          victim.ask(
              "POST",
              "/v1/chat/completions",
              key,
              "{\"model\":\"%s\",%s}".formatted(model, MESSAGES));
      tally.note(
          "a key for up/ok asks " + model,
          shot.status() == 403 || shot.status() == 404 || shot.status() == 400,
          shot);
    }
    others(victim, tally, key);
  }

  /** Members that lead an upstream to other models, and pages of them. */
  private static void others(Victim victim, Tally tally, String key) throws IOException {
    for (var member :
        List.of(
            "\"models\":[\"x\"]",
            "\"fallbacks\":[\"x\"]",
            "\"route\":\"fallback\"",
            "\"extra_body\":{\"model\":\"x\"}")) {
      var shot =
          victim.ask(
              "POST",
              "/v1/chat/completions",
              key,
              "{\"model\":\"up/ok\",%s,%s}".formatted(member, MESSAGES));
      tally.note(
          "a key for up/ok sends " + member, shot.status() == 403 || shot.status() == 400, shot);
    }
    for (var page : List.of("/v1/models/priced/p", "/v1/skills/hello", "/v1/models/skill:hello")) {
      var shot = victim.ask("GET", page, key, "");
      tally.note(
          "a key for up/ok reads " + page, shot.status() == 404 || shot.status() == 403, shot);
    }
  }
}
