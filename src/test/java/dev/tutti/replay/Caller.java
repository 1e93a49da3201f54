package dev.tutti.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client of Tutti on a plain socket: it sees every byte, also those before a connection breaks,
 * which the clients of libraries throw away. A connection for each question. Thread-safe.
 */
final class Caller {
  private static final int PATIENCE_MILLIS = 60_000;

  private final URI address;

  Caller(URI address) {
    this.address = address;
  }

  /** Asks, and reads the answer to its end. */
  Received ask(ReplayEndpoint endpoint, String body) throws IOException {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var out = socket.getOutputStream();
      out.write(head(endpoint, bytes.length).getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
      return receive(new BufferedInputStream(socket.getInputStream()));
    }
  }

  private String head(ReplayEndpoint endpoint, int length) {
    return """
    POST %s HTTP/1.1
    host: %s
    content-type: application/json
    content-length: %d
    connection: close

    """
        .formatted(endpoint.path(), address.getAuthority(), length)
        .replace("\n", "\r\n");
  }

  private static Received receive(InputStream in) throws IOException {
    var start = HttpLines.line(in).split(" ", 3);
    if (start.length < 2) {
      throw new IOException("the connection was closed without an answer");
    }
    var headers = HttpLines.headers(in);
    var body = new ByteArrayOutputStream();
    boolean complete = HttpLines.body(in, headers, body);
    return new Received(
        Integer.parseInt(start[1]), headers, body.toString(StandardCharsets.UTF_8), complete);
  }
}
