package dev.tutti.provider;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A body that is collected before it is read, up to a limit. */
final class UpstreamBody {
  private static final int MOST = 64 << 20;
  private static final int MOST_OF_REFUSAL = 64 << 10;
  private static final int LARGE = 256 << 10;

  private final Map<String, String> headers = new HashMap<>();
  private final int status;
  private final Buffer held = Buffer.buffer();

  private UpstreamBody(HttpClientResponse head) {
    status = head.statusCode();
    if (isRefusal()) {
      head.headers()
          .forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
    }
  }

  static UpstreamBody of(HttpClientResponse head) {
    return new UpstreamBody(head);
  }

  /** Whether it is a success that is streamed: by what it says it is, else by what was asked. */
  static boolean isStream(HttpClientResponse head, boolean asked) {
    if (head.statusCode() / 100 != 2) {
      return false;
    }
    var type = head.getHeader("content-type");
    if (type == null) {
      return asked;
    }
    var kind = type.toLowerCase(Locale.ROOT);
    return kind.startsWith("text/event-stream")
        || kind.contains("ndjson")
        || (asked && !kind.startsWith("application/json") && !kind.startsWith("text/html"));
  }

  /** Whether the upstream said no. */
  boolean isRefusal() {
    return status / 100 != 2;
  }

  void add(Buffer bytes) {
    if (isRefusal() && held.length() >= MOST_OF_REFUSAL) {
      return;
    }
    held.appendBuffer(bytes);
    if (held.length() > MOST) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "answer: longer than " + MOST + " bytes (expected: less)");
    }
  }

  /** Whether it is a stream of events that calls itself JSON, as some relays let it. */
  boolean isFramed() {
    var start = held.getString(0, Math.min(held.length(), 16)).stripLeading();
    return start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
  }

  boolean isLarge() {
    return held.length() > LARGE;
  }

  byte[] bytes() {
    return Json.withoutMark(held.getBytes());
  }

  Refusal refusal() {
    int length = Math.min(held.length(), MOST_OF_REFUSAL);
    return new Refusal(status, headers, held.getString(0, length, StandardCharsets.UTF_8.name()));
  }
}
