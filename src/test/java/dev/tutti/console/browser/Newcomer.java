package dev.tutti.console.browser;

import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * Somebody who has just started a server that was not configured, and has read nothing: from its
 * address to a first call with the explanation of where it went.
 */
final class Newcomer {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Browser browser;

  Newcomer(Browser browser) {
    this.browser = browser;
  }

  /** Goes the way with the keyboard and with a finger; where it ended. */
  List<String> run() throws IOException {
    var found = new ArrayList<String>();
    for (var hands : Hands.both(browser)) {
      var folder = Files.createTempDirectory("tutti-newcomer");
      try (var tutti = TestingTutti.resilient(folder, "{}")) {
        long began = System.nanoTime();
        askAndSeeWhy(hands, tutti.url() + "/console");
        var took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("a first call explained by %s: %d ms%n", hands, took.toMillis());
        if (took.compareTo(LONGEST) > 0) {
          found.add("%s: %s (expected: %s at most)".formatted(hands, took, LONGEST));
        }
      } catch (RuntimeException e) {
        found.add("%s: %s".formatted(hands, e.getMessage()));
      } finally {
        FileUtils.deleteQuietly(folder.toFile());
      }
    }
    return found;
  }

  private void askAndSeeWhy(Hands hands, String url) {
    browser.width(hands.look().width());
    browser.touch(hands instanceof Finger);
    browser.open(url);
    browser.choose(hands.look().language(), hands.look().theme());
    hands.see("overview.begin");
    hands.press("overview.try");
    hands.type("playground.message", "What is the capital of France?");
    hands.press("playground.run");
    hands.press("playground.why");
    hands.see("call.decision");
    hands.see("sim");
    hands.see("call.attempts");
  }
}
