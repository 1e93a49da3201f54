package dev.tutti.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.TokenForecast;
import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.Origin;
import dev.tutti.wire.PoolSettings;
import dev.tutti.wire.Tls;
import dev.tutti.wire.VertxLoop;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of an exchange that hold whatever is exchanged: a chat, streamed or not, or bytes. */
class UpstreamExchangeTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Loops loops = Loops.start(vertx, 1);
  private static final VertxLoop loop = loops.all().getFirst();
  private static final HttpPools pools =
      new HttpPools(
          loops,
          PoolSettings.DEFAULT,
          EgressGuard.configured(List.of()),
          BodyMemory.of(64 << 20),
          new SimpleMeterRegistry(),
          InstantSource.system());

  private final TestingUpstream upstream = TestingUpstream.start();

  @AfterEach
  void closeUpstream() throws IOException {
    upstream.close();
  }

  @AfterAll
  static void close() {
    pools.close();
    vertx.close().await();
  }

  /** What is exchanged. */
  enum Kind {
    WHOLE,
    STREAM,
    BYTES
  }

  @ParameterizedTest
  @EnumSource
  void another_protocol_is_no_answer(Kind kind) throws Exception {
    upstream.play(turn -> turn.write("HTTP/1.1 101 Switching Protocols\r\n\r\n").stall());
    var fault = ask(kind).fault();
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault).hasMessageContaining("HTTP 101, which nobody asked for");
    upstream.turn().awaitLeft();
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_http_is_no_answer(Kind kind) throws Exception {
    upstream.play(turn -> turn.write("SSH-2.0-OpenSSH_9.6\r\n\r\n").stall());
    var fault = ask(kind).fault();
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_ERROR);
    assertThat(fault).hasMessageContaining("no answer in HTTP");
    upstream.turn().awaitLeft();
  }

  @ParameterizedTest
  @EnumSource
  void a_connection_that_closes_as_it_is_used_again_is_no_failure(Kind kind) throws Exception {
    upstream.play(Chat.answers("one"), Turn::close, Chat.answers("two"));
    assertThat(answered(kind)).isInstanceOf(Outcome.Completed.class);
    assertThat(answered(kind)).isInstanceOf(Outcome.Completed.class);
    assertThat(upstream.accepted()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void a_connection_that_is_reset_as_it_is_used_again_is_no_failure(Kind kind) throws Exception {
    upstream.play(Chat.answers("one"), Turn::reset, Chat.answers("two"));
    assertThat(answered(kind)).isInstanceOf(Outcome.Completed.class);
    assertThat(answered(kind)).isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_new_connection_that_closes_without_an_answer_is_a_failure(Kind kind) throws Exception {
    upstream.play(Turn::close);
    assertThat(ask(kind).fault().code()).isEqualTo(FaultCode.CONNECTION);
    assertThat(upstream.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_had_begun_is_not_asked_for_again(Kind kind) throws Exception {
    upstream.play(Chat.answers("one"), turn -> turn.head(200, "content-length: 9").close());
    assertThat(answered(kind)).isInstanceOf(Outcome.Completed.class);
    var cut = new Asked(false);
    cut.open(kind, _ -> {});
    if (kind == Kind.BYTES) {
      cut.begin(); // it opens with the head
    }
    assertThat(cut.outcome()).isInstanceOf(Outcome.Failed.class);
    assertThat(upstream.accepted()).isEqualTo(1);
  }

  private Outcome answered(Kind kind) throws Exception {
    var asked = ask(kind);
    asked.begin();
    return asked.outcome();
  }

  @ParameterizedTest
  @EnumSource
  void a_refusal_that_is_cut_is_one(Kind kind) throws Exception {
    upstream.play(turn -> refuse(turn).close());
    var asked = ask(kind);
    assertThat(asked.fault().code()).isEqualTo(FaultCode.RATE_LIMITED);
    assertThat(asked.outcome().usage().isNone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void who_leaves_in_the_middle_of_a_refusal_pays_nothing(Kind kind) throws Exception {
    upstream.play(turn -> refuse(turn).stall());
    var asked = ask(kind);
    Patience.until(() -> on(() -> !asked.attempt.headers().isEmpty()), "the head was read");
    asked.call.cancel();
    assertThat(asked.fault().code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(asked.outcome().usage().isNone()).isTrue();
    upstream.turn().awaitLeft();
  }

  private static Turn refuse(Turn turn) throws IOException {
    return turn.head(429, Chat.JSON, "x-request-id: r1", "content-length: 99").write("{\"err");
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "BYTES"})
  void what_came_before_a_break_is_read_by_who_was_slow(Kind kind) throws Exception {
    var asked = new Asked(true);
    upstream.play(breaksAfter(asked.paused));
    asked.open(kind, _ -> {});
    asked.begin();
    asked.outcome();
    assertThat(asked.said.toString()).contains("one", "two");
  }

  @ParameterizedTest
  @EnumSource(names = {"STREAM", "BYTES"})
  void what_came_before_a_break_waits_for_who_starts_late(Kind kind) throws Exception {
    var asked = new Asked(false);
    upstream.play(breaksAfter(asked.paused));
    asked.open(kind, _ -> {});
    Patience.await(asked.opened, "the beginning");
    asked.paused.open();
    upstream.turn().awaitLeft();
    asked.begin();
    asked.outcome();
    assertThat(asked.said.toString()).contains("one", "two");
  }

  private static Script breaksAfter(Gate gate) {
    return turn -> {
      turn.stream().event(Chat.text("one")).await(gate);
      turn.event(Chat.text("two")).event(Chat.finish()).event("[DONE]").close();
    };
  }

  @Test
  void who_leaves_while_a_whole_answer_is_read_pays_what_it_reports() throws Exception {
    upstream.play(turn -> turn.json(200, Chat.whole("x".repeat(300 << 10))));
    var asked = new Asked(false);
    asked.open(Kind.WHOLE, Call::cancel);
    assertThat(asked.fault().code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(asked.outcome().usage().output()).isEqualTo(2);
  }

  private Asked ask(Kind kind) {
    var asked = new Asked(false);
    asked.open(kind, _ -> {});
    return asked;
  }

  private static <T> T on(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    loop.run(() -> answer.complete(question.get()));
    return answer.join();
  }

  /** One exchange, its caller and what it heard. */
  private final class Asked implements ChatStream.Sink, PassthroughAnswer.Sink {
    private final boolean slow;
    private final Gate paused = new Gate();
    private final StringBuilder said = new StringBuilder();
    private final Call call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
    private final Attempt attempt = on(() -> call.attempt(new DeploymentId("up", "m")));
    private final CompletableFuture<Runnable> opened = new CompletableFuture<>();
    private final CompletableFuture<Outcome> settled = new CompletableFuture<>();
    private Runnable pause = () -> {};

    /**
     * @param slow whether it pauses at the first that it hears, and never goes on
     */
    Asked(boolean slow) {
      this.slow = slow;
    }

    void open(Kind kind, Consumer<Call> whileRead) {
      var pool = pools.pool(Origin.of(URI.create(upstream.url())), Tls.DEFAULT);
      var adapter = new Watched(() -> whileRead.accept(call));
      var backend = new HttpBackend(() -> pool, "", adapter, Timeouts.DEFAULT);
      loop.run(
          () -> {
            attempt.onSettle(settled::complete);
            switch (kind) {
              case WHOLE -> chat(backend, ChatRequest.builder("m").user("Hello").build());
              case STREAM -> chat(backend, ChatRequest.builder("m").user("Hello").stream().build());
              case BYTES -> pass(backend);
            }
          });
    }

    private void chat(HttpBackend backend, ChatRequest request) {
      backend
          .open(request, call, attempt)
          .onSuccess(
              stream -> {
                pause = stream::pause;
                opened.complete(() -> stream.start(this));
              });
    }

    private void pass(HttpBackend backend) {
      var body = new PassthroughRequest.Whole("{}".getBytes(StandardCharsets.UTF_8));
      var facts = ChatRequest.relayed("up/m", false, new TokenForecast(0, 0));
      backend
          .pass(
              new PassthroughRequest(HttpMethod.POST, "/x", List.of(), body, facts), call, attempt)
          .onSuccess(
              answer -> {
                pause = answer::pause;
                opened.complete(() -> answer.start(this));
              });
    }

    void begin() throws InterruptedException {
      loop.run(Patience.await(opened, "the beginning"));
    }

    Outcome outcome() throws InterruptedException {
      return Patience.await(settled, "the end");
    }

    Fault fault() throws InterruptedException {
      return ((Outcome.Failed) outcome()).fault();
    }

    private void heard(Object what) {
      said.append(what);
      if (slow) {
        pause.run();
        paused.open();
      }
    }

    @Override
    public void chunk(Chunk chunk) {
      heard(chunk.events());
    }

    @Override
    public void flush() {}

    @Override
    public void end(Outcome outcome) {}

    @Override
    public void bytes(Buffer bytes) {
      heard(bytes);
    }

    @Override
    public void end(boolean whole) {}
  }

  /** OpenAI's dialect; while a large answer is read, something happens. */
  private record Watched(Runnable meanwhile) implements Adapter {
    @Override
    public UpstreamRequest outgoing(ChatRequest request, String model) {
      var body = UpstreamRequest.Body.of(request.body().bytes());
      return new UpstreamRequest("/chat", List.of(), body);
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
      return List.of();
    }

    @Override
    public Fault fault(Refusal refusal) {
      return TestingExchange.DIAGNOSIS.of(refusal);
    }

    @Override
    public FrameReader frames() {
      return new SseReader();
    }

    @Override
    public Reader reader(ChatRequest request) {
      var reader = TestingOpenAi.reader(request);
      return new Reader() {
        @Override
        public void read(Frame frame, Consumer<Chunk> out) {
          reader.read(frame, out);
        }

        @Override
        public void whole(byte[] body, Consumer<Chunk> out) {
          reader.whole(body, out);
        }

        @Override
        public void whole(byte[] body, LongConsumer memory, Consumer<Chunk> out) {
          meanwhile.run();
          var _ = on(() -> true); // so that it was noticed there
          reader.whole(body, memory, out);
        }

        @Override
        public void end(Consumer<Chunk> out) {
          reader.end(out);
        }
      };
    }
  }
}
