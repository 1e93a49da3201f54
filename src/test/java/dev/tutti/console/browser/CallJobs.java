package dev.tutti.console.browser;

import dev.tutti.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
