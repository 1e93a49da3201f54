package dev.tutti.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the socket.
 *
 * @param headers by their lower-case names
 */
record WireRequest(String target, Map<String, String> headers, String body) {

  /** Reads one; empty when the peer closed instead of asking. */
  static Optional<WireRequest> read(InputStream in) throws IOException {
    var start = HttpLines.line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    var headers = HttpLines.headers(in);
    var body = new ByteArrayOutputStream();
    HttpLines.body(in, headers, body);
    return Optional.of(
        new WireRequest(start.split(" ", 3)[1], headers, body.toString(StandardCharsets.UTF_8)));
  }

  /** The path without its query. */
  String path() {
    return target.split("\\?", 2)[0];
  }
}
