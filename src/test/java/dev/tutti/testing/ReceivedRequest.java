package dev.tutti.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A message of HTTP/1.1 as it came over a socket.
 *
 * @param start the request line or the status line
 * @param headers by their names in lower case; several values are joined by a comma
 * @param body without its framing
 * @param complete whether the body came to its end as the headers promised
 */
public record ReceivedRequest(
    String start, Map<String, String> headers, String body, boolean complete) {

  /** Reads what comes before a body; empty when the peer closed instead. */
  static Optional<ReceivedRequest> head(InputStream in) throws IOException {
    var start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    if (!Character.isLetter(start.charAt(0))) {
      throw new ProtocolException("no HTTP");
    }
    var headers = new TreeMap<String, String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    return Optional.of(new ReceivedRequest(start, headers, "", false));
  }

  /** The same message with its body. */
  ReceivedRequest with(String text, boolean whole) {
    return new ReceivedRequest(start, headers, text, whole);
  }

  /** The path that was asked for, with its query. */
  public String target() {
    return start.split(" ", 3)[1];
  }

  /** The status of an answer. */
  public int status() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  /** A header's value, empty when it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isChunked() {
    return header("transfer-encoding").equalsIgnoreCase("chunked");
  }

  static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return "";
    }
    for (; c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the peer closed after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
