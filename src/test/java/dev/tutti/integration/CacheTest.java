package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.streamedWithUsage;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers that are given again, over real sockets. */
class CacheTest {
  private static final Script OUT =
      turn -> turn.json(503, "{\"error\":{\"message\":\"out of order\"}}");

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              cache: {enabled: false}
              prices: [{provider: up, model: m, as_of: 2026-01-01, input: 1000, output: 1000}]
              models:
                kept: {deployments: [{provider: up, model: m}], cache: {}}
                off: {deployments: [{provider: up, model: m}]}
                short: {deployments: [{provider: up, model: m}], cache: {max_answer: 1KiB}}
                stale:
                  deployments: [{provider: up, model: m}]
                  degrade: {stale: true}
                  cache: {ttl: 1ms, stale: 1h}
                said:
                  deployments: [{provider: up, model: m}]
                  degrade: {text: "Later."}
                  cache: {}
                alike:
                  deployments: [{provider: up, model: m}]
                  cache: {semantic: {model: sim/embed, threshold: 0.5, timeout: 10s}}
                unlike:
                  deployments: [{provider: up, model: m}]
                  cache: {semantic: {model: up/broken, timeout: 10s}}
              """);

  @AfterEach
  void forget() {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      assertThat(admin.delete("/admin/cache").status()).isEqualTo(200);
    }
  }

  @Test
  void a_whole_answer_is_given_again() throws Exception {
    rig.upstream().play(Chat.answers("kept"));
    long began = System.nanoTime();
    var first = ask(question("kept"));
    assertThat(first.header("x-tutti-cache")).isEqualTo("miss");
    assertThat(first.header("age")).isEmpty();
    var second = ask(question("kept"));
    assertThat(second.header("x-tutti-cache")).isEqualTo("hit");
    assertThat(Long.parseLong(second.header("age")))
        .isBetween(0L, Promptness.since(began).toSeconds());
    assertThat(second.header("x-tutti-deployment")).isEqualTo("tutti/cache");
    assertThat(second.header("x-tutti-cache-similarity")).isEmpty();
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(Json.tree(second.body()).at("/usage/total_tokens").asInt()).isEqualTo(11);
    assertRequests(1);
  }

  @Test
  void a_stream_is_given_again_chunk_by_chunk() throws Exception {
    rig.upstream().play(Chat.says("one", "two", "three"));
    var first = events(streamedWithUsage("kept"), "miss");
    assertThat(first).hasSizeGreaterThan(5);
    assertThat(events(streamedWithUsage("kept"), "hit")).isEqualTo(first);
    assertThat(events(streamed("kept"), "hit"))
        .isEqualTo(first.stream().filter(each -> !each.contains("\"usage\"")).toList());
    assertRequests(1);
  }

  @Test
  void either_form_serves_the_other() throws Exception {
    rig.upstream().play(Chat.says("one ", "two"));
    events(streamed("kept"), "miss");
    var whole = ask(question("kept"));
    assertThat(whole.header("x-tutti-cache")).isEqualTo("hit");
    assertThat(content(whole)).isEqualTo("one two");
    assertThat(Json.tree(whole.body()).at("/usage/total_tokens").asInt()).isEqualTo(11);
    forget();
    rig.upstream().play(Chat.answers("in one piece"));
    ask(question("kept"));
    var events = events(streamedWithUsage("kept"), "hit");
    assertThat(events).anyMatch(each -> each.contains("\"content\":\"in one piece\""));
    assertThat(events).anyMatch(each -> each.contains("\"finish_reason\":\"stop\""));
    assertThat(events.get(events.size() - 2)).contains("\"total_tokens\":11");
    assertThat(events.getLast()).isEqualTo("data: [DONE]");
    assertRequests(2);
  }

  @Test
  void nothing_is_kept_unless_it_is_turned_on() throws Exception {
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"));
    assertThat(ask(question("off")).header("x-tutti-cache")).isEqualTo("off");
    assertThat(content(ask(question("off")))).isEqualTo("b");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no-store                | miss   | miss",
        "no-cache                | bypass | bypass",
        "no-store, no-cache      | bypass | bypass",
        "max-age=3600            | miss   | hit",
        "max-age=0, no-cache     | bypass | bypass",
        "private, min-fresh=3    | miss   | hit",
      })
  void the_caller_says_what_is_looked_up_and_kept(String control, String first, String second)
      throws Exception {
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"));
    var header = "cache-control: " + control;
    assertThat(ask(question("kept"), header).header("x-tutti-cache")).isEqualTo(first);
    assertThat(ask(question("kept"), header).header("x-tutti-cache")).isEqualTo(second);
  }

  @Test
  void an_answer_may_be_wanted_new_and_kept_nevertheless() throws Exception {
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"));
    ask(question("kept"));
    assertThat(content(ask(question("kept"), "cache-control: no-cache"))).isEqualTo("b");
    assertThat(content(ask(question("kept")))).isEqualTo("b");
    assertThat(content(ask(question("kept"), "cache-control: no-store"))).isEqualTo("b");
    assertRequests(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"only-if-cached", "only-if-cached, no-store", "only-if-cached, max-age=100"})
  void only_a_kept_answer_may_be_wanted(String control) throws Exception {
    var header = "cache-control: " + control;
    var none = ask(question("kept"), header);
    assertThat(none.status()).isEqualTo(504);
    Envelopes.assertError(none, "not_cached", Optional.empty());
    rig.upstream().play(Chat.answers("a"));
    ask(question("kept"));
    assertThat(content(ask(question("kept"), header))).isEqualTo("a");
    var both = ask(question("kept"), header + ", no-cache");
    assertThat(both.status()).isEqualTo(504);
    assertRequests(1);
  }

  @Test
  void a_wrong_age_is_told() throws Exception {
    var heard = ask(question("kept"), "cache-control: max-age=soon");
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.body()).contains("max-age=soon", "expected: max-age=SECONDS");
  }

  @Test
  void what_is_not_the_models_own_complete_answer_is_not_kept() throws Exception {
    var cut = Chat.whole("cut").replace("\"stop\"", "\"length\"");
    rig.upstream().play(OUT, turn -> turn.json(200, cut), Chat.answers("a"), Chat.answers("b"));
    assertThat(ask(question("kept")).status()).isEqualTo(503);
    assertThat(content(ask(question("kept")))).isEqualTo("cut");
    assertThat(content(ask(question("kept")))).isEqualTo("a");
    rig.upstream().forget();
    rig.upstream().play(OUT, Chat.answers("b"));
    assertThat(content(ask(question("said")))).isEqualTo("Later.");
    assertThat(content(ask(question("said")))).isEqualTo("b");
  }

  @Test
  void a_stream_that_breaks_off_is_not_kept() throws Exception {
    rig.upstream()
        .play(turn -> turn.stream().event(text("half")).close(), Chat.says("all ", "of it"));
    try (var client = rig.ask(streamed("kept"))) {
      assertThat(client.failure()).contains("truncated");
    }
    assertThat(String.join("", events(streamed("kept"), "miss"))).contains("of it");
  }

  @Test
  void a_caller_who_leaves_leaves_nothing_behind() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(text("half"))
                    .await(gate)
                    .event(text(" more"))
                    .event(finish())
                    .done(),
            Chat.says("all"));
    var client = rig.ask(streamed("kept"));
    assertThat(client.head().status()).isEqualTo(200);
    assertThat(client.data()).contains("half");
    client.reset();
    rig.upstream().turn().awaitLeft();
    gate.open();
    rig.tutti().awaitQuiet(rig.upstream());
    assertThat(String.join("", events(streamed("kept"), "miss"))).contains("all");
  }

  @Test
  void a_long_answer_is_not_kept_nor_one_that_the_provider_keeps() throws Exception {
    rig.upstream().play(Chat.answers("x".repeat(2_000)), Chat.answers("b"));
    ask(question("short"));
    assertThat(content(ask(question("short")))).isEqualTo("b");
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"));
    var stored = with(question("kept"), "\"store\":true");
    assertThat(ask(stored).header("x-tutti-cache")).isEqualTo("bypass");
    assertThat(content(ask(stored))).isEqualTo("b");
  }

  @Test
  void an_old_answer_is_given_when_nobody_can_answer() throws Exception {
    rig.upstream().play(Chat.answers("old"), OUT, OUT);
    ask(question("stale"));
    var given = Instant.now();
    Patience.until(() -> Instant.now().isAfter(given.plusMillis(1)), "the answer was old");
    var heard = ask(question("stale"));
    assertThat(heard.header("x-tutti-cache")).isEqualTo("stale");
    assertThat(heard.header("x-tutti-degraded")).isEqualTo("stale");
    assertThat(heard.header("x-tutti-deployment")).isEqualTo("tutti/stale");
    assertThat(content(heard)).isEqualTo("old");
    assertThat(ask(with(question("stale"), "\"seed\":7")).status()).isEqualTo(503);
  }

  @Test
  void a_question_that_means_the_same_gets_the_answer() throws Exception {
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"), Chat.answers("c"));
    ask(asking("alike", "How do I reset my password?"));
    var same = ask(asking("alike", "How can I reset my password?"));
    assertThat(same.header("x-tutti-cache")).isEqualTo("hit");
    assertThat(Double.parseDouble(same.header("x-tutti-cache-similarity"))).isBetween(0.5, 1.0);
    assertThat(content(same)).isEqualTo("a");
    assertThat(content(ask(asking("alike", "How do I reset my username?")))).isEqualTo("b");
    var warmer = with(asking("alike", "What is the way to reset my password?"), "\"seed\":1");
    assertThat(content(ask(warmer))).isEqualTo("c");
    assertThat(attempts("sim/embed")).isPositive();
  }

  @Test
  void an_embedding_model_that_fails_is_a_miss() throws Exception {
    rig.upstream().play(OUT, Chat.answers("a"));
    var heard = ask(question("unlike"));
    assertThat(heard.header("x-tutti-cache")).isEqualTo("miss");
    assertThat(content(heard)).isEqualTo("a");
    assertThat(ask(question("unlike")).header("x-tutti-cache")).isEqualTo("hit");
  }

  @Test
  void a_hit_costs_nothing_and_what_it_saves_is_told() throws Exception {
    double saved = rig.tutti().metric("tutti_cache_saved_usd_total");
    rig.upstream().play(Chat.answers("a"));
    ask(question("kept"));
    ask(question("kept"));
    assertThat(rig.tutti().metric("tutti_cache_saved_usd_total") - saved).isBetween(0.0109, 0.0111);
    var rows = Json.tree(rig.tutti().get("/admin/usage?by=deployment")).path("data");
    assertThat(rows.valueStream())
        .anySatisfy(
            row -> {
              assertThat(row.path("group").asString()).isEqualTo("tutti/cache");
              assertThat(row.path("cost_usd").asDouble()).isZero();
              assertThat(row.path("unpriced").asInt(-1)).isZero();
            });
    var status = Json.tree(rig.tutti().get("/admin/cache"));
    assertThat(status.at("/memory/entries").asInt()).isOne();
    assertThat(status.at("/memory/bytes").asInt()).isBetween(500, 2_000);
    assertThat(status.at("/results/hit").asInt()).isPositive();
    assertThat(rig.tutti().metric("tutti_cache_entries")).isEqualTo(1);
  }

  @Test
  void some_answers_can_be_forgotten() throws Exception {
    rig.upstream().play(Chat.answers("a"), Chat.answers("b"));
    ask(question("kept"));
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      assertThat(admin.delete("/admin/cache?model=off").json().path("cleared").asInt()).isZero();
      assertThat(admin.delete("/admin/cache?owner=ann").json().path("cleared").asInt()).isZero();
      var cleared = admin.delete("/admin/cache?model=kept&owner=").json();
      assertThat(admin.get("/admin/audit").text())
          .contains("cache.clear", "model kept of owner \\\"\\\"");
      assertThat(cleared.path("cleared").asInt()).isOne();
    }
    assertThat(content(ask(question("kept")))).isEqualTo("b");
  }

  private static String asking(String model, String text) {
    return question(model).replace("Hello", text);
  }

  private static long attempts(String deployment) {
    var rows = Json.tree(rig.tutti().get("/admin/usage?by=deployment")).path("data");
    return rows.valueStream()
        .filter(row -> row.path("group").asString().equals(deployment))
        .mapToLong(row -> row.path("attempts").asLong())
        .sum();
  }

  private static void assertRequests(int many) {
    assertThat(rig.upstream().waiting()).as("requests to the upstream").isEqualTo(many);
  }

  private static String content(ReceivedRequest heard) {
    return content(Json.tree(heard.body()));
  }

  private static String content(JsonNode body) {
    return body.at("/choices/0/message/content").asString("");
  }

  private static List<String> events(String question, String cache) throws IOException {
    try (var client = rig.ask(question)) {
      assertThat(client.head().header("x-tutti-cache")).isEqualTo(cache);
      return client.events();
    }
  }

  private static ReceivedRequest ask(String question, String... headers) throws IOException {
    try (var client = rig.ask(question, headers)) {
      return client.answer();
    }
  }
}
