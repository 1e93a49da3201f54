package dev.tutti.replay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the upstream sends: a recorded response and how it is delivered. */
record Script(Recording.Response response, Delivery delivery, boolean streamed) {
  /** Headers that frame a message; they belong to this connection, not to the recorded one. */
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "content-encoding", "connection", "keep-alive");

  /** For requests that no recording answers; 421 is what nobody expects. */
  static Script unknown(String why) {
    var body = "{\"error\":{\"message\":\"%s\"}}".formatted(why);
    return new Script(
        new Recording.Response(421, Map.of("content-type", "application/json"), body, List.of()),
        new Delivery.Whole(),
        false);
  }

  /** Sends it all; the connection is to be closed afterwards. */
  void write(OutputStream out) throws IOException {
    var body = response.bytes();
    if (streamed) {
      out.write(head("transfer-encoding: chunked\r\n"));
      out.flush();
      new PieceWriter(out, body).write(delivery);
    } else {
      out.write(head("content-length: " + body.length + "\r\n"));
      out.write(body);
    }
    out.flush();
  }

  private byte[] head(String framing) {
    var head = new StringBuilder("HTTP/1.1 " + response.status() + " Recorded\r\n");
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name).append(": ").append(value).append("\r\n");
              }
            });
    return head.append(framing)
        .append("connection: close\r\n\r\n")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
