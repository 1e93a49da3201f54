package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ArrayNode;

/** Conversations of random lengths and difficulties: none changes its model where it must not. */
class StickyRoutingTest {
  private static final int SESSIONS = 1_000;
  private static final int AT_ONCE = 4;
  private static final long SEED = 20_261_130;

  /** The lightest model first. */
  private static final List<String> MODELS = List.of("small", "middle", "large");

  private static final List<String> TEXTS =
      List.of(
          "15 + 27 等于多少？",
          "将'早上好'翻译成英文",
          "Hello",
          "What is HTTP?",
          "Tell me about the town",
          "证明根号2是无理数",
          "Prove that there are infinitely many primes, step by step",
          "Compare the long-term environmental effects of solar and nuclear energy in detail");

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", api_key: x}
          models:
            small: {deployments: [{provider: up, model: small}]}
            middle: {deployments: [{provider: up, model: middle}]}
            large: {deployments: [{provider: up, model: large}]}
          prices:
            - {provider: up, model: small, input: 0.1, output: 0.1, as_of: 2026-01-31}
            - {provider: up, model: middle, input: 1, output: 1, as_of: 2026-01-31}
            - {provider: up, model: large, input: 6, output: 6, as_of: 2026-01-31}
          """);

  private record Asked(String model, String id) {}

  @Test
  void models_change_upwards_only_and_never_in_loops_and_chains() throws Exception {
    rig.upstream().remembersNothing();
    rig.upstream().playAlways(Chat.answers("Yes"));
    var faults = new ArrayList<String>();
    int changes = 0;
    try (var client = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var runs = new ArrayList<Callable<Integer>>();
      for (int number = 0; number < SESSIONS; number++) {
        int session = number;
        runs.add(() -> new Conversation(client, session, faults).run());
      }
      for (var run : threads.invokeAll(runs)) {
        changes += run.get();
      }
    }
    assertThat(faults).as("seed " + SEED).isEmpty();
    assertThat(changes).as("some went up").isGreaterThan(SESSIONS / 25);
  }

  /** One conversation; says how often it went up. */
  private static final class Conversation {
    private final HttpClient client;
    private final int number;
    private final List<String> faults;
    private final Random random;
    private int ups;

    Conversation(HttpClient client, int number, List<String> faults) {
      this.client = client;
      this.number = number;
      this.faults = faults;
      this.random = new Random(SEED + number);
    }

    int run() throws Exception {
      switch (number % 3) {
        case 0 -> stateless();
        case 1 -> named();
        default -> chain();
      }
      return ups;
    }

    private String text() {
      return TEXTS.get(random.nextInt(TEXTS.size())) + " (" + number + ")";
    }

    /** The client sends all that was said, with loops of tools in it. */
    private void stateless() throws Exception {
      var messages = Json.array();
      var before = "small";
      for (int turn = 0; turn < 1 + random.nextInt(3); turn++) {
        messages.addObject().put("role", "user").put("content", text());
        var first = chat(messages, "").model;
        before = upwards(before, first, "stateless");
        for (int step = 0; step < random.nextInt(4); step++) {
          call(messages, turn + "_" + step);
          var next = chat(messages, "").model;
          same(first, next, "loop of tools");
        }
        messages.addObject().put("role", "assistant").put("content", "Yes");
      }
    }

    private void call(ArrayNode messages, String id) {
      var answer = messages.addObject().put("role", "assistant").putNull("content");
      var call = answer.putArray("tool_calls").addObject().put("id", "c" + id);
      call.put("type", "function").putObject("function").put("name", "look").put("arguments", "{}");
      messages
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", "c" + id)
          .put("content", "result " + id);
    }

    /** The client names a session and sends the last message only. */
    private void named() throws Exception {
      var before = "small";
      for (int turn = 0; turn < 2 + random.nextInt(3); turn++) {
        var messages = Json.array();
        messages.addObject().put("role", "user").put("content", text());
        before = upwards(before, chat(messages, "s" + number).model, "session");
      }
    }

    /** Responses that follow each other. */
    private void chain() throws Exception {
      var first = respond("");
      var last = first;
      for (int turn = 0; turn < 1 + random.nextInt(3); turn++) {
        last = respond(last.id);
        same(first.model, last.model, "chain of responses");
      }
    }

    private Asked respond(String previous) throws Exception {
      var body = Json.object().put("model", "auto").put("input", text());
      if (!previous.isEmpty()) {
        body.put("previous_response_id", previous);
      }
      return post("/v1/responses", Json.text(body), "");
    }

    private Asked chat(ArrayNode messages, String session) throws Exception {
      var body = Json.object().put("model", "auto");
      body.set("messages", messages);
      return post("/v1/chat/completions", Json.text(body), session);
    }

    private Asked post(String path, String body, String session)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(URI.create(rig.tutti().url() + path))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (!session.isEmpty()) {
        request.header("x-tutti-session", session);
      }
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        fault(answer.body());
        return new Asked("small", "");
      }
      return new Asked(
          answer.headers().firstValue("x-tutti-route").orElse(""),
          Json.tree(answer.body()).path("id").asString(""));
    }

    private String upwards(String before, String now, String where) {
      if (MODELS.indexOf(now) < MODELS.indexOf(before)) {
        fault("%s %d: from %s to %s".formatted(where, number, before, now));
      }
      ups += MODELS.indexOf(now) > MODELS.indexOf(before) && !before.equals("small") ? 1 : 0;
      return now;
    }

    private void same(String before, String now, String where) {
      if (!before.equals(now)) {
        fault("%s %d: from %s to %s".formatted(where, number, before, now));
      }
    }

    private void fault(String what) {
      synchronized (faults) {
        faults.add(what);
      }
    }
  }
}
