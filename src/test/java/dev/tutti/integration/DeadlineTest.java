package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
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
    for (var asked : new String[] {question("up/m"), streamed("up/m")}) {
      rig.upstream().play(turn -> turn.stall());
      assertDeadline(asked);
      rig.upstream().turn().awaitLeft();
    }
  }

  @Test
  void in_the_middle_of_a_stream() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("Hi")).stall());
    try (var client = rig.ask(streamed("up/m"))) {
      assertThat(client.failure()).contains("\"code\":\"deadline_exceeded\"");
    }
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void waiting_for_a_permit() throws Exception {
    rig.upstream().play(turn -> turn.stall(), turn -> turn.stall());
    try (var first = rig.ask(streamed("narrow/m"))) {
      rig.upstream().turn();
      assertDeadline(streamed("narrow/m"));
      assertThat(first.answer().status()).isEqualTo(504);
    }
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

  private static void assertDeadline(String asked) throws Exception {
    try (var client = rig.ask(asked)) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(504);
      assertThat(heard.body())
          .contains("\"code\":\"deadline_exceeded\"", "no whole answer within 1000 ms");
    }
  }
}
