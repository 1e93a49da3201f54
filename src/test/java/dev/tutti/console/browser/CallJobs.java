package dev.tutti.console.browser;

import dev.tutti.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.commons.io.FileUtils;

/** Jobs of those who want to know something. */
final class CallJobs {
  private CallJobs() {}

  static void findWhyACallFailed(Hands hands, SeededServer server) {
    server.chat("sim/sim-401", "Hello", "job");
    server.await("model=sim/sim-401");
    hands.go("calls");
    hands.narrow("calls.filter", "model=sim/sim-401 -outcome=completed");
    hands.see("outcome.upstream_credentials");
    hands.open("main tbody tr a");
    hands.see("call.decision");
    hands.see("call.attempts");
  }

  static void findSlowCalls(Hands hands, SeededServer server) {
    hands.search("palette.slow");
    hands.see("page.calls");
    hands.open("main tbody tr a");
    hands.see("call.figures");
  }

  /** Three calls, of which the middle one is opened. */
  static void stepThroughCalls(Hands hands, SeededServer server) {
    var calls = threeCalls(hands, server);
    hands.open("main tbody tr:nth-child(2) a");
    hands.arrive(calls.get(1));
    hands.step("]", "call.older");
    hands.arrive(calls.get(2));
    hands.gone("call.older");
    hands.step("[", "call.newer");
    hands.arrive(calls.get(1));
    hands.step("[", "call.newer");
    hands.arrive(calls.getFirst());
    hands.gone("call.newer");
    hands.press("call.list");
    hands.count("main tbody tr", 3);
  }

  static void chooseTwoCalls(Hands hands, SeededServer server) {
    var calls = threeCalls(hands, server);
    hands.step("jx", "compare.select");
    hands.see("compare.choose");
    hands.step("jx", "compare.here");
    hands.see("compare.swap");
    hands.count("main section a[href$='/calls/%s']".formatted(calls.getFirst()), 1);
    hands.count("main section a[href$='/calls/%s']".formatted(calls.get(1)), 1);
  }

  /** Has three calls of a user, and shows them alone; their ids, the newest first. */
  private static List<String> threeCalls(Hands hands, SeededServer server) {
    var filter = "user=three-" + UUID.randomUUID();
    for (int i = 1; i <= 3; i++) {
      var _ = server.chat("sim", "Number " + i, filter.substring("user=".length()));
    }
    Patience.until(() -> server.calls(filter).size() == 3, "three calls are in the ledger");
    hands.go("calls");
    hands.narrow("calls.filter", filter);
    hands.count("main tbody tr", 3);
    return server.calls(filter);
  }

  static void seeWhatSessionsCost(Hands hands, SeededServer server) {
    var session = server.talk();
    var path = "/v1/sessions/%s?usage=true".formatted(session);
    Patience.until(() -> server.get(path).at("/usage/calls").asInt(0) >= 3, "its calls are told");
    hands.go("sessions");
    hands.see("sessions.used");
    hands.count("main tbody tr:first-child td[data-label='Calls']", 1);
    hands.open("main a[href$='/sessions/%s']".formatted(session));
    hands.see("measure.saved_tokens");
  }

  static void seeWhatBreakersCount(Hands hands, SeededServer server) {
    server.post("/admin/models/test", "{\"models\": [\"fast\"]}");
    var path = "/admin/top?by=deployment&measure=attempts&filter=owner%3Dtutti%20key%3Dnone";
    Patience.until(
        () -> server.get(path).at("/total/attempts/value").asInt(0) > 0, "the test is told");
    hands.go("models");
    hands.see("failures in a row");
    hands.see("models.probes_cost");
    hands.press("models.probes_cost");
    hands.see("sim/sim-echo");
  }

  /** Limits were used before the server has begun: {@link SeededServer}. */
  static void seeHowLimitsMoved(Hands hands, SeededServer server) {
    hands.go("models");
    hands.press("models.tab_limits");
    hands.see("limits.moved");
    hands.see("sim/sim · calls at once, adaptive");
    hands.see("4 to 12");
    hands.press("chart.table");
  }

  static void compareTwoModels(Hands hands, SeededServer server) {
    hands.go("playground");
    hands.press("playground.add");
    hands.choose("field.model", 1, "fast");
    hands.type("playground.message", "Which of you is better?");
    hands.press("playground.run");
    hands.count("main [aria-busy=false] a[href*='/calls/']", 2);
  }

  static void exportTheCostsOfAMonth(Hands hands, SeededServer server) {
    try {
      var folder = Files.createTempDirectory("tutti-downloads");
      hands.browser.downloads(folder);
      hands.go("costs");
      hands.press("costs.csv");
      var file = folder.resolve("costs.csv");
      Patience.until(() -> hasLines(file), "the table is in " + file);
      FileUtils.deleteQuietly(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasLines(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).lines().count() > 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void correctAVerdict(Hands hands, SeededServer server) {
    var session = server.talk();
    hands.go("sessions");
    hands.open("main a[href$='/sessions/%s']".formatted(session));
    hands.press("session.why", 1);
    hands.see("session.wrong");
    hands.press("session.again_no");
    hands.confirm("session.again_no");
    hands.press("playground.run");
    hands.see("session.verdict");
  }
}
