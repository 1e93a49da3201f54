package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingAdmin.Response;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much callers may leave with us. */
class KeptLimitsTest {
  private static final String CONVERSATIONS = "/v1/conversations";

  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private @Nullable TestingTutti tutti;
  private @Nullable TestingAdmin caller;

  private void serve(String yaml) {
    tutti =
        TestingTutti.start(
            folder, "providers: {up: {base_url: \"%s\"}}\n%s".formatted(upstream.url(), yaml));
    caller = new TestingAdmin(tutti().url(), "");
  }

  private TestingTutti tutti() {
    return Objects.requireNonNull(tutti, "serve() comes first");
  }

  private TestingAdmin caller() {
    return Objects.requireNonNull(caller, "serve() comes first");
  }

  /** From now on calls with a key that has so many requests a minute. */
  private void limit(int requests) {
    try (var store = Store.attach(StoreSettings.in(tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var few = Allowance.NONE.with(Allowance.Quantity.REQUESTS, requests);
      var grant = new Grant("few", "acme", Role.USER, AllowedModels.ALL, few, Set.of());
      caller = new TestingAdmin(tutti().url(), Store.await(keys.create(grant)).secret());
    }
    Patience.until(() -> caller().get("/metrics").status() == 403, "the key is known");
  }

  @AfterEach
  void stop() throws IOException {
    caller().close();
    tutti().close();
    upstream.close();
  }

  @Test
  void memories_and_decisions_count_at_the_limit_of_requests() {
    serve("");
    limit(3);
    var fact = "{\"user\":\"anna\",\"text\":\"Likes tea\"}";
    assertThat(caller().post("/v1/memories", fact).status()).isEqualTo(200);
    assertThat(caller().get("/v1/memories").status()).isEqualTo(200);
    assertThat(caller().post("/v1/follow-up", "{\"message\":\"Why?\"}").status()).isEqualTo(200);
    assertThat(caller().post("/v1/follow-up", "{\"message\":\"Why?\"}").status()).isEqualTo(429);
    assertThat(caller().post("/v1/memories", fact).message()).contains("3 requests a minute");
  }

  @Test
  @KnownFault("SECURITY-F10")
  void conversations_count_at_the_limit_of_requests() {
    serve("");
    limit(2); // one comes back in 30 s
    var statuses =
        IntStream.range(0, 6).mapToObj(_ -> caller().post(CONVERSATIONS, "{}").status()).toList();
    assertThat(statuses).containsExactly(200, 200, 429, 429, 429, 429);
    var refused = caller().post(CONVERSATIONS, "{}");
    assertThat(refused.message()).contains("2 requests a minute are spent");
    assertThat(caller().get(CONVERSATIONS + "/conv_x").status()).isEqualTo(429);
    assertThat(caller().delete(CONVERSATIONS + "/conv_x").status()).isEqualTo(429);
    assertThat(caller().get("/v1/responses/resp_x").status()).isEqualTo(429);
    assertThat(caller().delete("/v1/responses/resp_x").status()).isEqualTo(429);
  }

  @Test
  @KnownFault("SECURITY-F10")
  void a_limit_that_waits_keeps_the_body_and_calls_at_once_come_back() throws IOException {
    serve("limits: {key: {concurrency: 1}, on_limit: wait}");
    try (var first = tutti().client();
        var second = tutti().client()) {
      for (int i = 0; i < 5; i++) {
        var body = "{\"metadata\": {\"a\": \"%d\"}}".formatted(i);
        first.post(CONVERSATIONS, body);
        second.post(CONVERSATIONS, body);
        for (var client : List.of(first, second)) {
          var heard = client.answer();
          assertThat(heard.status()).as(heard.body()).isEqualTo(200);
          assertThat(heard.body()).contains("\"a\":\"" + i + "\"");
        }
      }
    }
  }

  @Test
  void who_has_an_answer_has_its_place_back() throws IOException {
    serve("limits: {key: {concurrency: 1}}");
    for (int i = 0; i < 100; i++) {
      try (var client = tutti().client()) {
        var heard = client.post(CONVERSATIONS, i % 2 == 0 ? "{}" : "[]").answer();
        assertThat(heard.status()).as(heard.body()).isEqualTo(i % 2 == 0 ? 200 : 400);
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F10")
  void an_owner_without_room_is_told_before_a_model_is_paid() {
    serve("responses: {owner_bytes: 8KiB}");
    upstream.playAlways(Chat.answers("Hi"));
    Response last;
    int made = 0;
    do {
      last =
          caller()
              .post(CONVERSATIONS, "{\"metadata\": {\"a\": \"%s\"}}".formatted("x".repeat(500)));
      made++;
    } while (last.status() == 200 && made < 100);
    assertThat(last.status()).as(last.text()).isEqualTo(413);
    assertThat(last.json().path("error").path("code").asString("")).isEqualTo("request_too_large");
    assertThat(last.message()).contains("DELETE /v1/conversations/ID");
    upstream.forget();
    var kept = response(true);
    while (kept.status() == 200) {
      kept = response(true);
    }
    int asked = upstream.waiting();
    assertThat(kept.status()).as(kept.text()).isEqualTo(413);
    assertThat(response(true).status()).isEqualTo(413);
    assertThat(upstream.waiting()).as("nobody was asked").isEqualTo(asked);
    assertThat(response(false).status()).as("what is not kept needs no room").isEqualTo(200);
    assertThat(
            caller()
                .post("/v1/responses/input_tokens", "{\"model\": \"up/small\", \"input\": \"Hi\"}")
                .status())
        .isEqualTo(200);
  }

  private Response response(boolean store) {
    return caller()
        .post(
            "/v1/responses",
            "{\"model\": \"up/small\", \"input\": \"Hi\", \"store\": %s}".formatted(store));
  }

  static Stream<Arguments> metadata() {
    var many = Json.object();
    IntStream.range(0, 17).forEach(i -> many.put("k" + i, "v"));
    return Stream.of(
        Arguments.of(
            many.toString(),
            "metadata",
            "Invalid 'metadata': too many properties. Expected an object with at most 16"
                + " properties, but got an object with 17 properties instead."),
        Arguments.of(
            "{\"a\": \"" + "x".repeat(513) + "\"}",
            "metadata.a",
            "Invalid 'metadata.a': string too long. Expected a string with maximum length 512, but"
                + " got a string with length 513 instead."),
        Arguments.of(
            "{\"" + "k".repeat(65) + "\": \"v\"}",
            "metadata",
            "Invalid property name in 'metadata'"),
        Arguments.of(
            "{\"a\": 1}",
            "metadata.a",
            "Invalid type for 'metadata.a': expected a string, but got an integer instead."),
        Arguments.of("{\"a\": [[], []]}", "metadata.a", "but got an array instead."),
        Arguments.of("{\"a\": {}}", "metadata.a", "but got an object instead."),
        Arguments.of("{\"a\": null}", "metadata.a", "but got null instead."),
        Arguments.of("{\"a\": true}", "metadata.a", "but got a boolean instead."),
        Arguments.of("[]", "metadata", "Invalid type for 'metadata': expected an object"),
        Arguments.of("\"x\"", "metadata", "Invalid type for 'metadata': expected an object"));
  }

  @ParameterizedTest
  @MethodSource("metadata")
  @KnownFault("SECURITY-F10")
  void metadata_has_openais_bounds_everywhere(String metadata, String param, String words) {
    serve("");
    var begun = caller().post(CONVERSATIONS, "{}").json().path("id").asString("");
    var body = "{\"metadata\": " + metadata + "}";
    var response = "{\"model\": \"sim\", \"input\": \"Hi\", \"metadata\": " + metadata + "}";
    for (var refused :
        List.of(
            caller().post(CONVERSATIONS, body),
            caller().post(CONVERSATIONS + "/" + begun, body),
            caller().post("/v1/responses", response))) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
      assertThat(refused.message()).contains(words);
      assertThat(refused.json().path("error").path("param").asString("")).isEqualTo(param);
    }
  }

  @Test
  @KnownFault("SECURITY-F10")
  void metadata_up_to_the_bounds_is_kept() {
    serve("");
    var most = Json.object();
    IntStream.range(0, 16).forEach(i -> most.put("🙂".repeat(62) + (10 + i), "ü🙂".repeat(256)));
    var made = caller().post(CONVERSATIONS, "{\"metadata\": " + most + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.json().path("metadata")).isEqualTo(most);
  }
}
