package clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/** The running Tutti: where it is, the keys for it, and what it counts. */
final class Server {
  static final String BASE_URL = System.getenv("TUTTI_BASE_URL");
  static final String KEY = System.getenv("TUTTI_KEY");

  private static final String ADMIN_KEY = System.getenv("TUTTI_ADMIN_KEY");
  private static final Duration CANCELLED_WITHIN = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /** The attempts that callers left, whatever the other labels are. */
  private static final Pattern CANCELLED =
      Pattern.compile(
          "(?m)^gen_ai_client_operation_duration_seconds_count"
              + "\\{[^}]*outcome=\"cancelled\"[^}]*} ([0-9.e+]+)");

  private static final Pattern IN_FLIGHT =
      Pattern.compile("(?m)^tutti_\\w*in_flight(?:\\{[^}]*})? ([0-9.e+]+)");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Server() {}

  /** How many calls have been cancelled by their callers, and how many are under way. */
  record Left(double cancelled, double inFlight) {}

  static Left left() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(BASE_URL).resolve("/metrics"))
            .header("Authorization", "Bearer " + ADMIN_KEY)
            .timeout(Duration.ofSeconds(30))
            .build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    Expect.same("status of GET /metrics", answer.statusCode(), 200);
    return new Left(sum(CANCELLED, answer.body()), sum(IN_FLIGHT, answer.body()));
  }

  private static double sum(Pattern line, String text) {
    return line.matcher(text).results().mapToDouble(n -> Double.parseDouble(n.group(1))).sum();
  }

  /** Waits until one more call than before is counted as cancelled and none is under way. */
  static void awaitCancelled(Left before) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + CANCELLED_WITHIN.toNanos();
    for (var now = left(); ; now = left()) {
      if (now.cancelled() > before.cancelled() && now.inFlight() == 0) {
        return;
      }
      Expect.that(
          System.nanoTime() < deadline,
          "after %s: %s (expected: more cancelled than %s, none in flight)"
              .formatted(CANCELLED_WITHIN, now, before.cancelled()));
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
