package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tutti inside another program, when that program closes it. */
class TuttiCloseTest {
  private static final ChatRequest QUESTION = ChatRequest.builder("sim").user("Hello").build();

  private final TestingUpstream upstream = TestingUpstream.start();
  private final List<ChatEvent> events = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Outcome> ends = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() throws IOException {
    upstream.close();
  }

  @Test
  void closing_lets_an_answer_end(@TempDir Path other) throws Exception {
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("one")).await(gate).event(finish()).done());
    var brief = brief(other, "30s");
    var future = brief.chatStream(QUESTION.withModel("up/m"), events::add, ends::add);
    upstream.turn();
    var closed = CompletableFuture.runAsync(brief::close);
    Patience.until(() -> refuses(brief), "it lets nobody in");
    assertThat(closed).isNotDone();
    gate.open();
    assertThat(Patience.await(future, "the answer").text()).isEqualTo("one");
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("completed");
    Patience.await(closed, "the close");
  }

  private static boolean refuses(Tutti closing) {
    try {
      closing.chat(QUESTION.withModel("sim"));
      return false;
    } catch (Fault fault) {
      return fault.code() == FaultCode.OVERLOADED;
    }
  }

  @Test
  void closing_ends_what_goes_on_for_too_long(@TempDir Path other) throws Exception {
    upstream.play(turn -> turn.stream().event(text("one")).stall());
    var brief = brief(other, "10ms");
    var _ = brief.chatStream(QUESTION.withModel("up/m"), events::add, ends::add);
    var turn = upstream.turn();
    brief.close();
    turn.awaitLeft();
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("overloaded");
  }

  @Test
  void closing_leaves_no_caller_waiting(@TempDir Path other) throws Exception {
    var brief = brief(other, "10ms");
    var reached = new CompletableFuture<Boolean>();
    upstream.play(
        turn -> {
          reached.complete(true);
          turn.stall();
        });
    var waiting =
        List.of("up/m", "up/m", "sim-silent").stream()
            .map(model -> CompletableFuture.runAsync(() -> brief.chat(QUESTION.withModel(model))))
            .toList();
    Patience.await(reached, "the upstream");
    brief.close();
    for (var each : waiting) {
      assertThatThrownBy(() -> Patience.await(each, "the end"))
          .isInstanceOf(AssertionError.class)
          .hasRootCauseInstanceOf(Fault.class);
    }
    assertFault(FaultCode.OVERLOADED, () -> brief.chat(QUESTION));
    var _ = brief.chatStream(QUESTION, events::add, ends::add);
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("overloaded");
  }

  /** One call at a time, so that the next waits in line. */
  private Tutti brief(Path folder, String drain) {
    var yaml =
        """
        server: {drain: %s}
        providers: {up: {base_url: "%s", max_in_flight: 1}}
        """
            .formatted(drain, upstream.url());
    return Tutti.open(
        Configuration.text("model_lists: 0s\n" + yaml)
            .with("data", folder.resolve("data").toString(), "test"));
  }

  private static void assertFault(FaultCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
