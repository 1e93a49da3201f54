package dev.tutti.integration;

import static dev.tutti.testing.Chat.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * What is recorded of 500 calls, beside what a scripted upstream saw of them: it fails at random,
 * as its seed says, and remembers what it was asked and answered.
 */
class DecisionsTest {
  private static final int CALLS = 500;
  private static final long SEED = 20_261_129;
  private static final List<Fate> FATES =
      List.of(
          Fate.ANSWER,
          Fate.ANSWER,
          Fate.ANSWER,
          Fate.ANSWER,
          Fate.status(500),
          Fate.status(503),
          Fate.status(429),
          Fate.status(529),
          Fate.CUT,
          Fate.GARBAGE,
          Fate.TOO_LONG);

  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          """
          retry: {attempts: 3, base: 1ms, max: 5ms}
          retry_budget: {ratio: 1, per_second: 1000}
          breaker: {consecutive: 3, open: 20ms}
          providers:
            one: {base_url: "{upstream}"}
            two: {base_url: "{upstream}"}
            three: {base_url: "{upstream}"}
            spare: {base_url: "{upstream}"}
          models:
            many:
              deployments:
                - {provider: one, model: one}
                - {provider: two, model: two}
                - {provider: three, model: three}
              fallback: [spare]
              on_context_length: [spare]
            spare: {deployments: [{provider: spare, model: spare}]}
          """);

  /** What the upstream was asked and answered for a call, by its words. */
  private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

  private void play(Turn turn) throws IOException, InterruptedException {
    var asked = Json.tree(turn.heard().body());
    var words = asked.at("/messages/0/content").asString();
    var model = asked.path("model").asString();
    var attempts = seen.computeIfAbsent(words, _ -> new CopyOnWriteArrayList<>());
    var random = new Random(SEED + 31L * words.hashCode() + attempts.size());
    var fate = FATES.get(random.nextInt(FATES.size()));
    attempts.add(model + ' ' + fate.status);
    fate.script.play(turn);
  }

  /** What becomes of an attempt, and the status that its upstream answers with. */
  private record Fate(int status, Script script) {
    static final Fate ANSWER = new Fate(200, turn -> turn.json(200, Chat.whole("Hi")));
    static final Fate GARBAGE = new Fate(200, turn -> turn.json(200, "<html>not at all"));
    static final Fate CUT =
        new Fate(
            200,
            turn -> turn.head(200, Chat.JSON, "content-length: 1000").write("{\"id\":").close());
    static final Fate TOO_LONG =
        new Fate(400, turn -> turn.json(400, error("context_length_exceeded")));

    static Fate status(int status) {
      return new Fate(status, turn -> turn.json(status, error("out of order")));
    }

    private static String error(String code) {
      return "{\"error\":{\"message\":\"%s\",\"code\":\"%s\"}}".formatted(code, code);
    }
  }

  private record Asked(String words, String id, int status) {}

  private static Asked ask(String words) throws IOException {
    var messages = "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]".formatted(words);
    try (var client = rig.ask(with("{\"model\":\"many\"}", messages))) {
      var heard = client.answer();
      return new Asked(words, heard.header("x-tutti-request-id"), heard.status());
    }
  }

  @Test
  void every_decision_can_be_read_back() throws Exception {
    rig.upstream().playAlways(this::play);
    var asked = new ArrayList<Future<Asked>>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < CALLS; i++) {
        var words = "call " + i;
        asked.add(threads.submit(() -> ask(words)));
      }
    }
    var reasons = new HashSet<String>();
    var links = new HashSet<String>();
    var away = new HashSet<String>();
    for (var each : asked) {
      var call = recorded(each.get().id());
      assertThat(call.path("status").asInt()).as("seed %d", SEED).isEqualTo(each.get().status());
      assertAttempts(call, seen.getOrDefault(each.get().words(), List.of()));
      assertSteps(call);
      call.path("tries").forEach(attempt -> reasons.add(attempt.path("reason").asString()));
      call.path("decision").forEach(step -> links.add(step.path("link").asString()));
      call.at("/decision")
          .forEach(
              step -> step.path("away").forEach(one -> away.add(one.at("/reasons/0").asString())));
    }
    assertThat(reasons).contains("first", "retry", "fallback");
    assertThat(links).containsExactlyInAnyOrder("first", "fallback", "on_context_length");
    assertThat(away).contains("was asked before").hasSizeGreaterThan(1);
  }

  /** The attempts that came to the upstream, in order; guards may have refused others. */
  private static void assertAttempts(JsonNode call, List<String> upstream) {
    var attempts = new ArrayList<String>();
    int number = 0;
    for (var each : call.path("tries")) {
      assertThat(each.path("number").asInt()).isEqualTo(++number);
      int status = each.path("status").asInt();
      if (status > 0) {
        attempts.add(each.path("upstream_model").asString() + ' ' + status);
      }
    }
    assertThat(attempts).as("%s, seed %d", call, SEED).isEqualTo(upstream);
    assertThat(call.path("attempts").asInt()).isEqualTo(number);
  }

  /** Every attempt has a step that has chosen it, and every deployment is in every step. */
  private static void assertSteps(JsonNode call) {
    var chosen = new ArrayList<String>();
    for (var step : call.path("decision")) {
      var candidates = names(step.path("candidates"));
      var others = names(step.path("away"));
      var all = new ArrayList<>(candidates);
      all.addAll(others);
      var members =
          step.path("model").asString().equals("many")
              ? List.of("one/one", "two/two", "three/three")
              : List.of("spare/spare");
      assertThat(all).as(step.toString()).containsExactlyInAnyOrderElementsOf(members);
      var one = step.path("chosen");
      if (one.isString()) {
        var from = step.path("reason").asString().equals("probe") ? others : candidates;
        assertThat(from).as(step.toString()).contains(one.asString());
        chosen.add(one.asString() + ' ' + step.path("reason").asString());
      }
    }
    var attempts = new ArrayList<String>();
    for (var each : call.path("tries")) {
      attempts.add(
          "%s/%s %s"
              .formatted(
                  each.path("provider").asString(),
                  each.path("upstream_model").asString(),
                  each.path("reason").asString()));
    }
    assertThat(chosen).as("%s, seed %d", call, SEED).isEqualTo(attempts);
  }

  private static List<String> names(JsonNode deployments) {
    return deployments.valueStream().map(each -> each.path("deployment").asString()).toList();
  }

  private static JsonNode recorded(String id) {
    Patience.until(() -> !get(id).has("error"), "the call " + id);
    return get(id);
  }

  private static JsonNode get(String id) {
    try (var client = rig.tutti().client()) {
      return Json.request(client.get("/admin/calls/" + id).answer().body().getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
