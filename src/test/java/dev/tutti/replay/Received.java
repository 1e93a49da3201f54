package dev.tutti.replay;

import java.util.Map;

/**
 * What came back from Tutti.
 *
 * @param headers by their lower-case names
 * @param complete whether the message ended as HTTP says, rather than with the connection
 */
record Received(int status, Map<String, String> headers, String body, boolean complete) {
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether it came as a stream of events. */
  boolean events() {
    return header("content-type").startsWith("text/event-stream");
  }
}
