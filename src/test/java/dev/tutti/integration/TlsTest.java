package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAuthority;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upstreams behind TLS: verified always, spoken to in HTTP/2 where they can. */
class TlsTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
  private static final AtomicInteger connections = new AtomicInteger();
  private static final CompletableFuture<Long> reset = new CompletableFuture<>();

  @TempDir static Path folder;
  private static TestingTutti tutti;

  @BeforeAll
  static void start() throws Exception {
    var authority = TestingAuthority.make(folder, "dns:localhost");
    int modern = listen(authority, true);
    int old = listen(authority, false);
    tutti =
        TestingTutti.start(
            folder,
            """
            pool: {max_connections: 50}
            providers:
              modern: {base_url: "https://localhost:%d/v1", tls: {ca: "%s"}, timeouts: {connect: 60s}}
              old: {base_url: "https://localhost:%d/v1", tls: {ca: "%s"}, timeouts: {connect: 60s}}
              unknown: {base_url: "https://localhost:%d/v1", timeouts: {connect: 60s}}
              misnamed: {base_url: "https://127.0.0.1:%d/v1", tls: {ca: "%s"}, timeouts: {connect: 60s}}
              plain: {base_url: "http://localhost:%d/v1"}
            """
                .formatted(
                    modern,
                    authority.certificate(),
                    old,
                    authority.certificate(),
                    modern,
                    modern,
                    authority.certificate(),
                    modern));
  }

  private static int listen(TestingAuthority authority, boolean alpn) throws Exception {
    var keys =
        new PfxOptions().setPath(authority.keys().toString()).setPassword(authority.password());
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setSsl(true).setUseAlpn(alpn).setKeyCertOptions(keys))
            .connectionHandler(_ -> connections.incrementAndGet())
            .requestHandler(TlsTest::answer);
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get()
        .actualPort();
  }

  private static void answer(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (body.toString().contains("\"stream\":true")) {
                request.response().closeHandler(_ -> reset.complete(System.nanoTime()));
                request.response().setChunked(true).putHeader("content-type", "text/event-stream");
                request.response().write("data: " + text("Hi") + "\n\n");
              } else if (body.toString().contains("\"hold\"")) {
                held.add(request);
              } else {
                whole(request);
              }
            });
  }

  private static void whole(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("x-request-id", request.version().alpnName())
        .end(Chat.whole("Hi"));
  }

  @AfterAll
  static void stop() {
    tutti.close();
    vertx.close().await();
  }

  @BeforeEach
  void forget() {
    held.clear();
  }

  @Test
  void http_2_is_spoken_where_the_upstream_can() throws Exception {
    try (var client = tutti.ask(question("modern/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-request-id")).isEqualTo(HttpVersion.HTTP_2.alpnName());
    }
    assertThat(tutti.get("/admin/pools")).contains("\"protocol\":\"HTTP/2\"");
  }

  @Test
  void many_calls_of_a_loop_share_one_connection() throws Exception {
    askOnEveryLoop();
    int before = connections.get();
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 20; i++) {
      clients.add(tutti.ask(question("modern/hold")));
    }
    Patience.until(() -> held.size() == 20, "all are there at once");
    held.forEach(TlsTest::whole);
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    assertThat(connections.get()).isEqualTo(before);
  }

  @Test
  void who_leaves_cancels_a_stream_and_not_the_connection() throws Exception {
    askOnEveryLoop();
    int before = connections.get();
    try (var client = tutti.ask(streamed("modern/m"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("Hi");
      client.close();
      Patience.await(reset, "the stream to be reset");
    }
    askOnEveryLoop();
    assertThat(connections.get()).isEqualTo(before);
  }

  /** Callers' connections are given to the event loops in turn. */
  private static void askOnEveryLoop() throws IOException {
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      try (var client = tutti.ask(question("modern/m"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void http_1_1_is_spoken_where_it_cannot() throws Exception {
    try (var client = tutti.ask(question("old/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-request-id")).isEqualTo(HttpVersion.HTTP_1_1.alpnName());
    }
  }

  @Test
  void a_certificate_of_an_unknown_authority_is_refused() throws Exception {
    assertNoConnection("unknown/m");
  }

  @Test
  void a_certificate_for_another_name_is_refused() throws Exception {
    assertNoConnection("misnamed/m");
  }

  @Test
  void an_upstream_that_expects_tls_and_does_not_get_it() throws Exception {
    assertNoConnection("plain/m");
  }

  private static void assertNoConnection(String model) throws IOException {
    try (var client = tutti.ask(question(model))) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(502);
      Envelopes.assertError(heard, "connection", Optional.empty());
    }
  }

  @Test
  void a_file_that_is_not_there_is_a_mistake_of_the_configuration(@TempDir Path other) {
    assertThatThrownBy(
            () ->
                TestingTutti.start(
                    other,
                    "providers: {p: {base_url: \"https://localhost\", tls: {ca: none.pem}}}"))
        .hasMessageContaining("providers.p.tls.ca: \"none.pem\" (expected: a PEM file of");
  }
}
