package dev.tutti.http;

import dev.tutti.call.CacheUse;
import dev.tutti.call.Call;
import dev.tutti.call.Degradation;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * Headers that say who answered, and how. Values, and the names of those that every answer has, are
 * bytes already: those of a text would be written one by one to the memory of a socket.
 */
public final class AnswerHeaders {
  public static final String REQUEST_ID = "x-tutti-request-id";

  private static final CharSequence ID = HttpHeaders.createOptimized(REQUEST_ID);
  private static final CharSequence CACHE = HttpHeaders.createOptimized("x-tutti-cache");
  private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-tutti-attempts");
  private static final CharSequence DEPLOYMENT = HttpHeaders.createOptimized("x-tutti-deployment");
  private static final CharSequence MODEL = HttpHeaders.createOptimized("x-tutti-model");
  private static final CharSequence LATENCY = HttpHeaders.createOptimized("x-tutti-latency-ms");

  /** A provider's own limits are not the caller's where the caller has some. */
  private static final String LIMIT = "x-ratelimit-";

  private static final String ANTHROPIC_LIMIT = "anthropic-ratelimit-";

  /** Header in which Anthropic's callers look for the request id. */
  private static final String ANTHROPIC_ID = "request-id";

  private AnswerHeaders() {}

  /** Writes them for what is known of the call until now. */
  public static void write(HttpServerResponse response, Call call) {
    put(response, ID, call.id());
    writeCache(response, call);
    if (call.coalesced()) {
      put(response, "x-tutti-coalesced", "1");
    }
    call.degraded().ifPresent(how -> put(response, "x-tutti-degraded", how.word()));
    var attempts = call.attempts();
    put(response, ATTEMPTS, Integer.toString(attempts.size()));
    if (!attempts.isEmpty()) {
      var last = attempts.getLast();
      put(response, DEPLOYMENT, printable(last.target().deployment()));
      put(response, MODEL, printable(last.target().model()));
      for (var header : last.headers()) {
        boolean hidden =
            (header.getKey().startsWith(LIMIT) || header.getKey().startsWith(ANTHROPIC_LIMIT))
                ? !call.headers().isEmpty()
                : header.getKey().equals(ANTHROPIC_ID) && isOurs(response);
        if (!hidden) {
          put(response, header.getKey(), printable(header.getValue()));
        }
      }
    }
    call.answerer().forEach(header -> put(response, header.getKey(), header.getValue()));
    call.headers().forEach(header -> put(response, header.getKey(), header.getValue()));
  }

  private static void put(HttpServerResponse response, CharSequence name, String value) {
    response.putHeader(name, new AsciiString(value));
  }

  private static void writeCache(HttpServerResponse response, Call call) {
    var use = call.cacheUse();
    if (call.degraded().filter(Degradation.STALE::equals).isPresent()) {
      put(response, CACHE, Degradation.STALE.word());
    } else if (use.isEmpty()) {
      put(response, CACHE, "off");
    } else {
      put(response, CACHE, use.get().result().word());
      if (use.get().result() == CacheUse.Result.HIT) {
        put(response, "age", Long.toString(use.get().age().toSeconds()));
        if (!use.get().exact()) {
          put(
              response,
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
    put(response, LATENCY, Long.toString(call.elapsed().toMillis()));
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
