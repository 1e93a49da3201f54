package dev.tutti.faults;

import dev.tutti.testing.TestingTutti;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./bench/chaos}: many callers at once while upstreams fail, and what the callers notice.
 *
 * <p>Three phases, each with its target: a fifth of all upstream calls fails, in every way, while a
 * healthy deployment exists; everything is down, with breakers and with the retry budget alone; an
 * upstream comes back.
 */
final class Chaos {
  private static final Duration BREAK = Duration.ofSeconds(2);

  private final long seed;
  private final int callers;
  private final Duration length;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final List<Boolean> met = new ArrayList<>();

  private Chaos(long seed, int callers, Duration length) {
    this.seed = seed;
    this.callers = callers;
    this.length = length;
  }

  /** Takes the seed, the number of callers and the seconds of the storm. */
  public static void main(String[] arguments) throws Exception {
    var chaos =
        new Chaos(
            Long.parseLong(arguments[0]),
            Integer.parseInt(arguments[1]),
            Duration.ofSeconds(Long.parseLong(arguments[2])));
    System.exit(chaos.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    out.printf("| phase | calls | answered | attempts/call | p50 | p99 | target | |%n");
    out.printf("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |%n");
    storm();
    down("everything down, with breakers", true);
    down("everything down, budget alone", false);
    recovery();
    out.printf("%nSeed %d, %d callers, half of them streaming.%n", seed, callers);
    return met.stream().allMatch(each -> each);
  }

  private void storm() throws Exception {
    try (var upstream = new Moody(seed);
        var tutti = start(upstream, true)) {
      upstream.failing(0.2);
      var crowd = new Crowd(tutti, "guarded", callers);
      var told = crowd.run(length);
      row(
          "a fifth fails",
          told,
          upstream,
          "99.9 % answered, nothing twice",
          told.share() >= 0.999 && told.wrong() == 0);
    }
  }

  private void down(String phase, boolean breakers) throws Exception {
    try (var upstream = new Moody(seed);
        var tutti = start(upstream, breakers)) {
      upstream.failing(1);
      var told = new Crowd(tutti, "doomed", callers).run(length.dividedBy(4));
      row(
          phase,
          told,
          upstream,
          "attempts <= 1.3 x calls",
          upstream.asked() <= 1.3 * told.calls() && told.answered() == 0);
    }
  }

  private void recovery() throws Exception {
    try (var upstream = new Moody(seed);
        var tutti = start(upstream, true)) {
      upstream.failing(1);
      var crowd = new Crowd(tutti, "doomed", callers);
      crowd.run(Duration.ofSeconds(3));
      upstream.failing(0);
      var back = crowd.untilAnswered();
      var told = crowd.run(Duration.ofSeconds(3));
      row(
          "back after %d ms".formatted(back.toMillis()),
          told,
          upstream,
          "within one probe interval (%d s)".formatted(BREAK.toSeconds()),
          back.compareTo(BREAK.plusMillis(500)) <= 0 && told.share() == 1);
    }
  }

  private void row(String phase, Crowd.Told told, Moody upstream, String target, boolean ok) {
    met.add(ok);
    out.printf(
        "| %s | %,d | %.3f %% | %.2f | %d ms | %d ms | %s | %s |%n",
        phase,
        told.calls(),
        100 * told.share(),
        (double) upstream.asked() / Math.max(1, told.calls()),
        told.quantile(0.5).toMillis(),
        told.quantile(0.99).toMillis(),
        target,
        ok ? "met" : "**missed**");
    told.faults().forEach((fault, count) -> out.printf("<!-- %s: %d -->%n", fault, count.sum()));
  }

  private static TestingTutti start(Moody upstream, boolean breakers) throws Exception {
    var yaml =
        """
        pool: {max_connections: 2000, keep_alive: 2000}
        retry: {attempts: 3, base: 20ms, max: 1s}
        retry_budget: {per_second: 0}
        breaker: {open: %1$ss, enabled: %2$s}
        providers:
          one: {base_url: "%3$s", max_in_flight: 1000, timeouts: {headers: 2s, first_token: 2s, total_whole: 2s}}
          two: {base_url: "%3$s", max_in_flight: 1000, timeouts: {headers: 2s, first_token: 2s, total_whole: 2s}}
          healthy: {base_url: "%4$s", max_in_flight: 1000}
        models:
          guarded:
            deployments: [{provider: one, model: m}, {provider: two, model: m}]
            fallback: [healthy/m]
          doomed:
            deployments: [{provider: one, model: d}, {provider: two, model: d}]
        """
            .formatted(BREAK.toSeconds(), breakers, upstream.url(), upstream.healthyUrl());
    return TestingTutti.resilient(Files.createTempDirectory("tutti-chaos"), yaml);
  }
}
