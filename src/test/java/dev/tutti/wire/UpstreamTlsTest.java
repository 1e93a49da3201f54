package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.RawUpstream;
import dev.tutti.testing.TestingAuthority;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.TestingExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections with TLS: verified, in time, and ended by TLS itself. */
class UpstreamTlsTest {
  @TempDir static Path folder;
  private static TestingAuthority authority;
  private static SSLContext context;
  private static TestingPool pools;

  @BeforeAll
  static void start() throws Exception {
    authority = TestingAuthority.make(folder, "dns:localhost");
    var password = authority.password().toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(authority.keys().toFile(), password), password);
    context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    pools = TestingPool.start();
  }

  @AfterAll
  static void stop() {
    pools.close();
  }

  private static ServerSocket listen() throws Exception {
    var listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    listener.setSoTimeout((int) Patience.LIMIT.toMillis());
    return listener;
  }

  /** The other side of one connection, on top of a socket that can be closed beneath it. */
  private static SSLSocket secure(Socket plain) throws Exception {
    var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  private static Pool pool(String host, int port, String ca) {
    return pools.pool("https://%s:%d".formatted(host, port), new Tls(ca));
  }

  private static TestingExchange ask(Pool pool) {
    return pools.get(pool, "/");
  }

  /** Only what TLS ends has come to its end: whoever is on the way can close a connection. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "content-length: 2 | true | ended",
        "content-length: 2 | false | ended",
        "content-length: 3 | true | broken",
        "content-length: 3 | false | broken",
        "x-length: none | true | ended",
        "x-length: none | false | broken",
      })
  void an_end_that_tls_does_not_tell_is_a_break(String length, boolean told, String end)
      throws Exception {
    try (var listener = listen()) {
      var pool = pool("localhost", listener.getLocalPort(), authority.certificate().toString());
      var exchange = ask(pool);
      try (var plain = listener.accept();
          var socket = secure(plain)) {
        socket.getInputStream().read();
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\n%s\r\n\r\nhi"
                    .formatted(length)
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(exchange.head().status()).isEqualTo(200);
        if (told) {
          socket.shutdownOutput();
        }
        plain.shutdownOutput();
        assertThat(exchange.end()).startsWith(end);
        assertThat(exchange.body()).isEqualTo("hi");
      }
      pools.awaitUnused(pool);
    }
  }

  /** A second answer in a record of its own, which may be read together with the first one's. */
  @Test
  void what_comes_in_another_record_is_not_given_to_the_next_call() throws Exception {
    try (var listener = listen()) {
      var pool = pool("localhost", listener.getLocalPort(), authority.certificate().toString());
      var next = new TestingExchange(pools.loop(0));
      var first = new TestingExchange(pools.loop(0));
      first.onEvent(
          what -> {
            if (what.equals("ended")) {
              next.begin(acquire(pool), TestingExchange::send);
            }
          });
      pools.run(() -> first.begin(acquire(pool), TestingExchange::send));
      try (var plain = listener.accept();
          var socket = secure(plain)) {
        socket.getInputStream().read();
        var out = socket.getOutputStream();
        out.write(
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));
        out.write(
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nextra"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(first.end()).isEqualTo("ended");
        assertThat(first.body()).isEqualTo("hi");
      }
      pools.awaitUnused(pool);
    }
  }

  private static Future<ClientStream> acquire(Pool pool) {
    return pool.acquire(pools.call(0), TestingPool.head("GET", "/"), TestingPool.CONNECT);
  }

  @Test
  void a_handshake_that_takes_too_long_is_a_timeout() throws Exception {
    try (var listener = listen()) {
      var pool = pool("localhost", listener.getLocalPort(), "");
      var exchange = new TestingExchange(pools.loop(0));
      pools
          .loop(0)
          .run(
              () ->
                  exchange.begin(
                      pool.acquire(
                          pools.call(0), TestingPool.head("GET", "/"), Duration.ofMillis(50)),
                      TestingExchange::send));
      try (var _ = listener.accept()) {
        assertThat(exchange.next()).contains("connect: no connection to").contains("50 ms");
      }
      pools.awaitUnused(pool);
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost, false, path", "127.0.0.1, true, 127.0.0.1"})
  void a_certificate_that_is_not_trusted_is_refused_and_why_is_told(
      String host, boolean known, String why) throws Exception {
    try (var listener = listen()) {
      var ca = known ? authority.certificate().toString() : "";
      var pool = pool(host, listener.getLocalPort(), ca);
      var exchange = ask(pool);
      try (var plain = listener.accept()) {
        secure(plain).getInputStream().read();
      } catch (IOException _) {
        // The client has refused.
      }
      assertThat(exchange.next()).startsWith("refused no connection to").contains(why);
      pools.awaitUnused(pool);
    }
  }

  @Test
  void a_file_of_authorities_that_is_gone_is_told_and_read_when_it_is_back() throws Exception {
    var file = folder.resolve("gone.pem");
    try (var upstream = RawUpstream.of(context.getServerSocketFactory().createServerSocket(0))) {
      var pool = pool("localhost", upstream.port(), file.toString());
      var exchange = ask(pool);
      assertThat(exchange.next()).startsWith("refused no connection to").contains("certificates");
      pools.awaitUnused(pool);
      Files.copy(authority.certificate(), file);
      var second = ask(pool);
      var peer = upstream.accept();
      assertThat(peer.request().target()).isEqualTo("/");
      peer.write("HTTP/1.1 204 None\r\n\r\n");
      assertThat(second.end()).isEqualTo("ended");
      pools.awaitUnused(pool);
    }
  }

  /** An upstream may be replaced by one that speaks less. */
  @Test
  void http_2_is_spoken_when_the_upstream_chooses_it_and_http_1_1_when_it_does_not_any_more()
      throws Exception {
    var vertx = Vertx.vertx();
    var modern = serve(vertx, true, 0);
    int port = modern.actualPort();
    var pool = pool("localhost", port, authority.certificate().toString());
    for (int i = 0; i < 2; i++) {
      var exchange = ask(pool);
      assertThat(exchange.end()).isEqualTo("ended");
      assertThat(exchange.body()).isEqualTo("h2");
    }
    assertThat(pool.statistics().connections()).anyMatch(each -> each.protocol().equals("HTTP/2"));
    modern.close().toCompletionStage().toCompletableFuture().get();
    serve(vertx, false, port);
    for (int i = 0; i < 2; i++) {
      var exchange = ask(pool);
      assertThat(exchange.end()).isEqualTo("ended");
      assertThat(exchange.body()).isEqualTo("http/1.1");
    }
    pools.awaitUnused(pool);
    var closed = new CompletableFuture<Void>();
    vertx.close().onComplete(_ -> closed.complete(null));
    Patience.await(closed, "the upstream to close");
  }

  private static HttpServer serve(Vertx vertx, boolean alpn, int port) throws Exception {
    var keys =
        new PfxOptions().setPath(authority.keys().toString()).setPassword(authority.password());
    return vertx
        .createHttpServer(
            new HttpServerOptions().setSsl(true).setUseAlpn(alpn).setKeyCertOptions(keys))
        .requestHandler(request -> request.response().end(request.version().alpnName()))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
