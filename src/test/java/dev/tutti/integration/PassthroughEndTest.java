package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.TestingAuthority;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Callers of passthrough who leave when they have all of an answer, before Tutti knows that it has
 * ended: they pay what it reports. The model p costs 2 cents a call.
 */
class PassthroughEndTest {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":10,\"total_tokens\":20}";

  private static final Vertx vertx = Vertx.vertx();

  @TempDir static Path folder;
  private static TestingUpstream upstream;
  private static TestingTutti tutti;

  @BeforeAll
  static void start() throws Exception {
    var authority = TestingAuthority.make(folder, "dns:localhost");
    upstream = TestingUpstream.start();
    tutti =
        TestingTutti.start(
            folder,
            """
            providers:
              modern: {base_url: "https://localhost:%d/v1", tls: {ca: "%s"}, timeouts: {connect: 60s}}
              plain: {base_url: "%s"}
            budgets: {key: {month: 100}}
            prices:
              - {provider: modern, model: p, as_of: 2026-01-01, input: 1000, output: 1000}
              - {provider: plain, model: p, as_of: 2026-01-01, input: 1000, output: 1000}
            """
                .formatted(listen(authority), authority.certificate(), upstream.url()));
  }

  /** An upstream that says everything but that it has ended. */
  private static int listen(TestingAuthority authority) throws Exception {
    var keys =
        new PfxOptions().setPath(authority.keys().toString()).setPassword(authority.password());
    return vertx
        .createHttpServer(
            new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(keys))
        .requestHandler(request -> request.body().onSuccess(_ -> sayAll(request)))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get()
        .actualPort();
  }

  private static void sayAll(HttpServerRequest request) {
    int padding = Integer.parseInt(request.getHeader("x-padding"));
    var body = answer(padding);
    request
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("content-length", Integer.toString(body.length()))
        .write(body);
  }

  private static String answer(int padding) {
    return "{\"pad\":\"" + "x".repeat(padding) + "\"," + USAGE + "}";
  }

  @AfterAll
  static void stop() throws Exception {
    tutti.close();
    upstream.close();
    vertx.close().await();
  }

  /**
   * Small ones are read at once, large ones beside the event loop, and of the largest the members
   * at the top.
   */
  @ParameterizedTest
  @KnownFault("SECURITY-F7")
  @ValueSource(ints = {0, 300_000, 5_000_000})
  void who_leaves_with_every_byte_of_an_answer_pays_what_it_reports(int padding) throws Exception {
    var user = "whole" + padding;
    try (var client = tutti.client()) {
      client.post(
          "/passthrough/modern/x",
          "{\"model\":\"p\"}",
          Chat.JSON,
          "x-tutti-user: " + user,
          "x-padding: " + padding);
      int length = Integer.parseInt(client.head().header("content-length"));
      assertThat(client.bytes(length)).hasSize(answer(padding).length());
    }
    var row = tutti.usage(user);
    assertThat(row.path("failed").asInt(-1)).isZero();
    assertThat(row.path("cost_usd").asDouble()).isEqualTo(0.02);
  }

  @Test
  @KnownFault("SECURITY-F7")
  void who_leaves_with_a_whole_json_text_pays_what_it_reports() throws Exception {
    upstream.play(
        turn -> turn.head(200, Chat.JSON, "transfer-encoding: chunked").piece(answer(0)).stall());
    try (var client = tutti.client()) {
      client.post("/passthrough/plain/x", "{\"model\":\"p\"}", "x-tutti-user: text");
      client.head();
      assertThat(client.bytes(6 + answer(0).length())).isNotEmpty();
    }
    assertThat(tutti.usage("text").path("cost_usd").asDouble()).isEqualTo(0.02);
  }

  @Test
  @KnownFault("SECURITY-F7")
  void what_breaks_after_a_whole_json_text_costs_what_it_reports() throws Exception {
    upstream.play(
        turn -> turn.head(200, Chat.JSON, "transfer-encoding: chunked").piece(answer(0)).close());
    try (var client = tutti.client()) {
      client.post("/passthrough/plain/x", "{\"model\":\"p\"}", "x-tutti-user: broken");
      client.answer();
      assertThat(client.complete()).isFalse();
    }
    assertThat(tutti.usage("broken").path("cost_usd").asDouble()).isEqualTo(0.02);
  }
}
