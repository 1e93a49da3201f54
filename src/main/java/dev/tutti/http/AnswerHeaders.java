package dev.tutti.http;

import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.Degradation;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;

/** The headers that say who answered, and how. */
public final class AnswerHeaders {
  public static final String REQUEST_ID = "x-tutti-request-id";

  private static final String CACHE = "x-tutti-cache";

  /** A provider's own limits are not the caller's where the caller has some. */
  private static final String LIMIT = "x-ratelimit-";

  /** Header in which Anthropic's callers look for the request id. */
  private static final String ANTHROPIC_ID = "request-id";

  private AnswerHeaders() {}

  /** Writes them for what is known of the call until now. */
  public static void write(HttpServerResponse response, Call call) {
    response.putHeader(REQUEST_ID, call.id());
    writeCache(response, call);
    if (call.coalesced()) {
      response.putHeader("x-tutti-coalesced", "1");
    }
    call.degraded().ifPresent(how -> response.putHeader("x-tutti-degraded", how.word()));
    var attempts = call.attempts();
    response.putHeader("x-tutti-attempts", Integer.toString(attempts.size()));
    if (!attempts.isEmpty()) {
      var last = attempts.getLast();
      response.putHeader("x-tutti-deployment", printable(last.target().deployment()));
      response.putHeader("x-tutti-model", printable(last.target().model()));
      for (var header : last.headers()) {
        boolean hidden =
            header.getKey().startsWith(LIMIT)
                ? !call.headers().isEmpty()
                : header.getKey().equals(ANTHROPIC_ID) && isOurs(response);
        if (!hidden) {
          response.putHeader(header.getKey(), printable(header.getValue()));
        }
      }
    }
    call.answerer().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    call.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
  }

  private static void writeCache(HttpServerResponse response, Call call) {
    var use = call.cacheUse();
    if (call.degraded().filter(Degradation.STALE::equals).isPresent()) {
      response.putHeader(CACHE, Degradation.STALE.word());
    } else if (use.isEmpty()) {
      response.putHeader(CACHE, "off");
    } else {
      response.putHeader(CACHE, use.get().result().word());
      if (use.get().result() == CacheUse.Result.HIT) {
        response.putHeader("age", Long.toString(use.get().age().toSeconds()));
        if (!use.get().exact()) {
          response.putHeader(
              "x-tutti-cache-similarity",
              String.format(Locale.ROOT, "%.3f", use.get().similarity()));
        }
      }
    }
  }

  /** Whether the request is known by our id there, rather than by the upstream's. */
  private static boolean isOurs(HttpServerResponse response) {
    return response.headers().contains(ANTHROPIC_ID);
  }

  /** Writes how long the call took, which only an answer in one piece can say in its head. */
  public static void writeLatency(HttpServerResponse response, Call call) {
    response.putHeader("x-tutti-latency-ms", Long.toString(call.elapsed().toMillis()));
  }

  /** Part of a text that a header can hold: a question mark stands for the rest of it. */
  static String printable(String text) {
    int at = 0;
    while (at < text.length() && fits(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    var fitting = new StringBuilder(text.length());
    text.chars().forEach(c -> fitting.append(fits(c) ? (char) c : '?'));
    return fitting.toString();
  }

  /** Whether a character may stand in a header's value (RFC 9110, 5.5) and is one byte there. */
  private static boolean fits(int c) {
    return c == '\t' || (c >= ' ' && c != 0x7F && c <= 0xFF);
  }

  /** Whole seconds, rounded up: what {@code retry-after} may say. */
  static String seconds(Duration wait) {
    return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1_000));
  }
}
