package dev.tutti.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** A server with an answer for each address. */
public final class CannedServer implements AutoCloseable {
  private final HttpServer server;

  private CannedServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param answers to a path with its query; where there is none the connection breaks off
   */
  public static CannedServer start(Function<String, Optional<String>> answers) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/", exchange -> answer(exchange, answers.apply(exchange.getRequestURI().toString())));
    server.start();
    return new CannedServer(server);
  }

  private static void answer(HttpExchange exchange, Optional<String> answer) throws IOException {
    try (exchange) {
      if (answer.isPresent()) {
        var bytes = answer.get().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
