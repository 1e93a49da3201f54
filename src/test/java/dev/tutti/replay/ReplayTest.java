package dev.tutti.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plays exchanges of our own making with providers of every dialect through the running Tutti. */
final class ReplayTest {
  private static final int SHOWN = 20;

  @Test
  void what_comes_out_is_what_the_providers_said() throws Exception {
    var folder = Path.of(ReplayTest.class.getResource("/traffic").toURI());
    var plan = Plan.of(Corpus.read(folder, Optional.empty()), Exceptions.none());
    var report = Replay.play(plan, Exceptions.none(), OpenAiSchema.small(), false, _ -> {});
    assertThat(report.failed()).as(() -> printed(report)).isZero();
    assertThat(report.tally().counts())
        .as("a suite that compares nothing always passes")
        .containsKeys(
            "text", "reasoning", "tool calls", "finish reason", "usage", "embeddings", "errors");
  }

  private static String printed(Report report) {
    var out = new ByteArrayOutputStream();
    report.print(new PrintStream(out, true, StandardCharsets.UTF_8), SHOWN);
    return out.toString(StandardCharsets.UTF_8);
  }
}
