package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.BatchOutcome;
import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FaultCode;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests of a program. */
class TuttiBatchTest {
  @Test
  void every_request_has_its_outcome_in_its_place(@TempDir Path folder) {
    var yaml = "data: \"%s\"\nmodel_lists: 0s\n".formatted(folder.resolve("data"));
    try (var tutti = Tutti.open(Configuration.text(yaml))) {
      var requests =
          IntStream.range(0, 200)
              .mapToObj(
                  i ->
                      ChatRequest.builder(i == 7 ? "no-such-model" : "sim/sim-echo")
                          .user("question " + i)
                          .build())
              .toList();
      var outcomes = tutti.batch(requests);
      assertThat(outcomes).hasSize(200);
      for (int i = 0; i < outcomes.size(); i++) {
        check(outcomes.get(i), i);
      }
    }
  }

  private static void check(BatchOutcome outcome, int number) {
    if (number == 7) {
      assertThat(outcome.reply()).isEmpty();
      assertThat(outcome.fault().orElseThrow().code()).isEqualTo(FaultCode.MODEL_NOT_FOUND);
    } else {
      assertThat(outcome.reply().orElseThrow().text()).contains("question " + number);
    }
  }
}
