package dev.tutti.cooperation;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a vote of five members takes beside its slowest member, asked over HTTP as it is. For {@code
 * ./bench/cooperation}; not a test.
 */
final class CooperationBench {
  private static final int WARM_UP = 300;
  private static final double BEYOND = .95;
  private static final String CHAT =
      "{\"model\":\"up/40\",\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"}]}";
  private static final String VOTE =
      "{\"query\":\"2+2?\",\"models\":[\"up/10\",\"up/20\",\"up/25\",\"up/30\",\"up/40\"],"
          + "\"early_stop\":false}";
  private static final PrintStream OUT = System.out;

  private CooperationBench() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[1]);
    try (var upstream = TestingUpstream.start()) {
      upstream.remembersNothing();
      upstream.playAlways(CooperationBench::answer);
      var yaml = "providers: {up: {base_url: \"%s\", api_key: x}}".formatted(upstream.url());
      try (var tutti = TestingTutti.start(Path.of(arguments[0]), yaml);
          var caller = new TestingAdmin(tutti.url(), "")) {
        measure(caller, rounds);
      }
    }
  }

  /** A model takes as many milliseconds as its name says. */
  private static void answer(Turn turn) throws IOException, InterruptedException {
    var model = Json.tree(turn.heard().body()).path("model").asString("0");
    if (!turn.leavesWithin(Duration.ofMillis(Long.parseLong(model)))) {
      turn.json(200, Chat.whole("Answer: 4"));
    }
  }

  private static void measure(TestingAdmin caller, int rounds) {
    var overhead = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      double chat = millis(caller, "/v1/chat/completions", CHAT);
      double vote = millis(caller, "/v1/cooperation/parallel", VOTE);
      if (i >= 0) {
        overhead[i] = vote - chat;
      }
    }
    Arrays.sort(overhead);
    OUT.printf(
        "overhead: median %.2f ms, 95 %% %.2f ms beside the slowest of five%n",
        overhead[rounds / 2], overhead[(int) (rounds * BEYOND)]);
  }

  private static double millis(TestingAdmin caller, String path, String body) {
    long began = System.nanoTime();
    var answer = caller.post(path, body);
    double took = (System.nanoTime() - began) / 1e6;
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
    return took;
  }
}
