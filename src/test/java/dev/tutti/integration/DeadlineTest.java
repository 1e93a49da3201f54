package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outlives the deadline of its call, wherever it stands. */
class DeadlineTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {deadline: 1s}
          providers:
            up: {base_url: "{upstream}"}
            narrow: {base_url: "{upstream}", max_in_flight: 1}
          """);

  @TempDir static Path folder;

  @Test
  void waiting_for_an_answer() throws Exception {
    rig.upstream().playAlways(turn -> turn.stall());
    for (var asked : new String[] {question("up/m"), streamed("up/m")}) {
      untilAsked(() -> assertDeadline(asked));
      rig.upstream().turn().awaitLeft();
      rig.upstream().forget();
    }
  }

  @Test
  void in_the_middle_of_a_stream() throws Exception {
    rig.upstream().playAlways(turn -> turn.stream().event(text("Hi")).stall());
    untilAsked(
        () -> {
          try (var client = rig.ask(streamed("up/m"))) {
            assertThat(client.failure()).contains("\"code\":\"deadline_exceeded\"");
          }
        });
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void waiting_for_a_permit() throws Exception {
    rig.upstream().playAlways(turn -> turn.stall());
    untilAsked(
        () -> {
          try (var first = rig.ask(streamed("narrow/m"));
              var second = rig.ask(streamed("narrow/m"))) {
            assertDeadline(first.answer());
            assertDeadline(second.answer());
          }
        });
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_simulated_model_that_stalls() throws Exception {
    assertDeadline(question("sim/sim-stall"));
  }

  @Test
  void connecting() throws Exception {
    try (var hole = BlackHole.open();
        var tutti = TestingTutti.start(folder, withHole(hole));
        var client = tutti.ask(streamed("hole/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(504);
      assertThat(heard.body()).contains("\"code\":\"deadline_exceeded\"");
    }
  }

  private static String withHole(BlackHole hole) {
    return """
    server: {deadline: 300ms}
    providers: {hole: {base_url: "%s"}}
    """
        .formatted(hole.url());
  }

  /** Does something that ends at its deadline. */
  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  /** Again where a busy machine has let the deadline pass before the upstream was asked. */
  private static void untilAsked(Step step) {
    Patience.until(
        () -> {
          try {
            step.take();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return rig.upstream().waiting() > 0;
        },
        "the upstream is asked before the deadline");
  }

  private static void assertDeadline(String asked) throws IOException {
    try (var client = rig.ask(asked)) {
      assertDeadline(client.answer());
    }
  }

  private static void assertDeadline(ReceivedRequest heard) {
    assertThat(heard.status()).isEqualTo(504);
    assertThat(heard.body())
        .contains("\"code\":\"deadline_exceeded\"", "no whole answer within 1000 ms");
  }
}
