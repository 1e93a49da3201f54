package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Conversation.Turn;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tutti inside another program. */
class TuttiTest {
  private static final ChatRequest QUESTION =
      ChatRequest.builder("fast").system("Be brief.").user("Why is the sky blue?").build();

  @TempDir static Path folder;
  private static final TestingUpstream upstream = TestingUpstream.start();
  private static Tutti tutti;

  private final List<ChatEvent> events = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Outcome> ends = new LinkedBlockingQueue<>();

  @BeforeAll
  static void open() {
    var yaml =
        """
        retry: {attempts: 1}
        breaker: {enabled: false}
        providers:
          up: {base_url: "%s"}
        models:
          fast: {deployments: [{provider: up, model: small}]}
        """
            .formatted(upstream.url());
    tutti =
        Tutti.open(
            Configuration.text("model_lists: 0s\n" + yaml)
                .with("data", folder.resolve("data").toString(), "test"));
  }

  @AfterAll
  static void close() throws IOException {
    tutti.close();
    upstream.close();
  }

  @BeforeEach
  void forget() {
    upstream.forget();
  }

  @Test
  void chat_waits_for_the_whole_answer() {
    upstream.play(Chat.answers("Because of Rayleigh."));
    var reply = tutti.chat(QUESTION);
    assertThat(reply.text()).isEqualTo("Because of Rayleigh.");
    assertThat(reply.usage().total()).isEqualTo(11);
    assertThat(reply.deployment()).isEqualTo("up/small");
    assertThat(reply.latency()).isPositive();
    assertThat(tutti.models()).contains("fast", "sim");
  }

  @Test
  void chat_fails_with_a_fault() {
    upstream.play(turn -> turn.json(429, "{\"error\":{\"message\":\"slow down\"}}"));
    assertFault(FaultCode.RATE_LIMITED, () -> tutti.chat(QUESTION));
    assertFault(FaultCode.MODEL_NOT_FOUND, () -> tutti.chat(QUESTION.withModel("fats")));
  }

  @Test
  void an_interrupt_cancels_a_chat() throws Exception {
    upstream.play(turn -> turn.stall());
    var thrown = new CompletableFuture<Throwable>();
    var interrupted = new CompletableFuture<Boolean>();
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    tutti.chat(QUESTION);
                  } catch (Fault e) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                    thrown.complete(e);
                  }
                });
    var turn = upstream.turn();
    thread.interrupt();
    assertThat(((Fault) Patience.await(thrown, "the fault")).code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(interrupted).isCompletedWithValue(true);
    turn.awaitLeft();
  }

  @Test
  void chat_async_gives_a_future() throws Exception {
    upstream.play(Chat.answers("one"), Chat.answers("two"));
    var one = tutti.chatAsync(QUESTION);
    var two = tutti.chatAsync(QUESTION);
    assertThat(List.of(Patience.await(one, "one").text(), Patience.await(two, "two").text()))
        .containsExactlyInAnyOrder("one", "two");
    var unknown = tutti.chatAsync(QUESTION.withModel("fats"));
    assertThatThrownBy(unknown::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(Fault.class);
  }

  @Test
  void a_question_is_built_step_by_step() throws Exception {
    upstream.play(Chat.answers("In the hills."), Chat.answers("Two days."));
    // docs/java.md shows this.
    var guide = tutti.ask().type("fast").prompt("You are a patient guide.").roleName("Ada");
    var reply =
        guide
            .youName("Bo")
            .longHistory(List.of(Turn.you("I walk a lot."), Turn.role("Good shoes help.")))
            .shortHistory(List.of(Turn.you("Is there a river?"), Turn.role("Yes, the Ilse.")))
            .query("Where does it begin?")
            .chat();
    assertThat(reply.text()).isEqualTo("In the hills.");
    var sent = Json.tree(upstream.turn().heard().body());
    assertThat(sent.path("model").asString()).isEqualTo("small");
    assertThat(sent.path("messages").valueStream().map(TuttiTest::said))
        .containsExactly(
            """
            system: You are a patient guide.

            Your name is Ada. You talk with Bo.

            Earlier in this conversation, in short:
            Bo: I walk a lot.
            Ada: Good shoes help.\
            """,
            "user: Is there a river?",
            "assistant: Yes, the Ilse.",
            "user: Where does it begin?");
    var far = Patience.await(guide.query("How far is it?").chatAsync(), "the answer");
    assertThat(far.text()).isEqualTo("Two days.");
    assertThat(upstream.turn().heard().body()).doesNotContain("Bo", "Ilse");
  }

  private static String said(JsonNode message) {
    return message.path("role").asString() + ": " + message.path("content").asString();
  }

  @Test
  void a_question_may_name_a_provider() throws Exception {
    upstream.play(Chat.says("one"));
    var reply = tutti.ask().type("up").query("Hello").chatStream(events::add, ends::add);
    assertThat(Patience.await(reply, "the answer").deployment()).isEqualTo("up/small");
    assertThat(texts()).containsExactly("one");
    assertThat(tutti.ask().query("Hello").chat().deployment()).isEqualTo("sim/sim");
    assertFault(FaultCode.INVALID_REQUEST, () -> tutti.ask().type("up").chat());
    assertFault(FaultCode.MODEL_NOT_FOUND, () -> tutti.ask().type("nobody").query("x").chat());
  }

  @Test
  void cancelling_the_future_ends_the_upstream_call() throws Exception {
    upstream.play(turn -> turn.stall());
    var future = tutti.chatAsync(QUESTION);
    var turn = upstream.turn();
    assertThat(future.cancel(true)).isTrue();
    turn.awaitLeft();
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void chat_stream_hands_over_what_comes_and_then_the_end() throws Exception {
    upstream.play(Chat.says("Because", " of", " Rayleigh."));
    var threads = new CopyOnWriteArrayList<Thread>();
    var future =
        tutti.chatStream(
            QUESTION,
            event -> {
              threads.add(Thread.currentThread());
              events.add(event);
            },
            outcome -> {
              threads.add(Thread.currentThread());
              ends.add(outcome);
            });
    var reply = Patience.await(future, "the answer");
    assertThat(reply.text()).isEqualTo("Because of Rayleigh.");
    assertThat(texts()).containsExactly("Because", " of", " Rayleigh.");
    assertThat(ends).hasSize(1).first().isInstanceOf(Outcome.Completed.class);
    assertThat(ends.element().usage().total()).isEqualTo(11);
    assertThat(threads).allMatch(Thread::isVirtual).containsOnly(threads.getFirst());
    assertThat(upstream.turn().heard().body()).contains("\"stream\":true");
  }

  @Test
  void events_come_while_the_upstream_holds_the_rest() throws Exception {
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("one")).await(gate).event(finish()).done());
    var first = new CompletableFuture<String>();
    var future =
        tutti.chatStream(
            QUESTION,
            event -> {
              if (event instanceof ChatEvent.Text(int _, String said)) {
                first.complete(said);
              }
            },
            ends::add);
    assertThat(Patience.await(first, "the first text")).isEqualTo("one");
    assertThat(future).isNotDone();
    gate.open();
    Patience.await(future, "the answer");
  }

  @Test
  void a_slow_callback_slows_the_upstream() throws Exception {
    int pieces = 200;
    var written = new LinkedBlockingQueue<Integer>();
    upstream.play(
        turn -> {
          turn.buffer(64 << 10).stream();
          for (int i = 0; i < pieces; i++) {
            turn.event(text("x".repeat(60_000)));
            written.add(i);
          }
          turn.event(finish()).done();
        });
    var gate = new Gate();
    var begun = new CompletableFuture<Boolean>();
    var future =
        tutti.chatStream(
            QUESTION,
            event -> {
              begun.complete(true);
              pass(gate);
              events.add(event);
            },
            ends::add);
    Patience.await(begun, "the first event");
    assertThat(Patience.takeUntilLull(written, Duration.ofMillis(500))).isLessThan(pieces * 3 / 4);
    gate.open();
    assertThat(Patience.await(future, "the answer").text()).hasSize(pieces * 60_000);
    assertThat(texts()).hasSize(pieces);
  }

  private static void pass(Gate gate) {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void cancelling_a_stream_ends_the_upstream_call_and_is_told() throws Exception {
    upstream.play(turn -> turn.stream().event(text("one")).stall());
    var begun = new CompletableFuture<Boolean>();
    var future = tutti.chatStream(QUESTION, _ -> begun.complete(true), ends::add);
    Patience.await(begun, "the first event");
    future.cancel(true);
    upstream.turn().awaitLeft();
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("cancelled");
    assertThat(ends).isEmpty();
  }

  @Test
  void a_callback_that_throws_ends_the_call() throws Exception {
    upstream.play(turn -> turn.stream().event(text("one")).stall());
    var future =
        tutti.chatStream(
            QUESTION,
            _ -> {
              throw new IllegalStateException("mine");
            },
            ends::add);
    upstream.turn().awaitLeft();
    assertThatThrownBy(future::join).hasRootCauseMessage("mine");
    assertThat(Patience.take(ends, "the end")).isInstanceOf(Outcome.Failed.class);
    assertThat(ends).isEmpty();
  }

  @Test
  void an_end_that_throws_fails_the_future_and_is_told_once() {
    upstream.play(Chat.says("one"));
    var future =
        tutti.chatStream(
            QUESTION,
            events::add,
            outcome -> {
              ends.add(outcome);
              throw new IllegalStateException("mine");
            });
    assertThatThrownBy(future::join).hasRootCauseMessage("mine");
    assertThat(ends).hasSize(1);
  }

  @Test
  void a_stream_that_breaks_off_or_never_begins_is_told_as_failed() throws Exception {
    upstream.play(turn -> turn.stream().event(text("one")).close());
    var broken = tutti.chatStream(QUESTION, events::add, ends::add);
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("truncated");
    assertThatThrownBy(broken::join).hasCauseInstanceOf(Fault.class);
    assertThat(texts()).containsExactly("one");
    var unknown = tutti.chatStream(QUESTION.withModel("fats"), events::add, ends::add);
    assertThat(Patience.take(ends, "the end").word()).isEqualTo("model_not_found");
    assertThatThrownBy(unknown::join).hasCauseInstanceOf(Fault.class);
  }

  private List<String> texts() {
    return events.stream()
        .filter(ChatEvent.Text.class::isInstance)
        .map(event -> ((ChatEvent.Text) event).text())
        .filter(said -> !said.isEmpty())
        .toList();
  }

  private static void assertFault(FaultCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }
}
