package dev.tutti.provider.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.UpstreamRequest;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.Origin;
import dev.tutti.wire.PoolSettings;
import dev.tutti.wire.Tls;
import dev.tutti.wire.VertxLoop;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.SseReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpBackendTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final TestingUpstream upstream = TestingUpstream.start();
  private static final Loops loops = Loops.start(vertx, 1);
  private static final VertxLoop loop = loops.all().getFirst();
  private static final BodyMemory taken = BodyMemory.of(1 << 20);
  private static final HttpPools pools = pools(BodyMemory.of(64 << 20));
  private static final HttpPools strained = pools(taken);

  private static HttpPools pools(BodyMemory memory) {
    return new HttpPools(
        loops,
        PoolSettings.DEFAULT,
        EgressGuard.configured(List.of()),
        memory,
        new SimpleMeterRegistry(),
        InstantSource.system());
  }

  @AfterAll
  static void close() throws IOException {
    pools.close();
    strained.close();
    vertx.close().await();
    upstream.close();
  }

  @Test
  void a_call_that_was_cancelled_before_keeps_its_reason() throws Exception {
    var stopping = Fault.of(FaultCode.OVERLOADED, "the server is stopping");
    var ended = open(HttpBackendTest::plain, "Hi", call -> call.cancel(stopping));
    assertThat(ended.fault().code()).isEqualTo(FaultCode.OVERLOADED);
    assertThat(ended.attempt().outcome().orElseThrow().word()).isEqualTo("overloaded");
    assertThat(upstream.waiting()).isZero();
  }

  @Test
  void headers_that_cannot_be_sent_end_the_attempt_once() throws Exception {
    var ended =
        open(
            request ->
                new UpstreamRequest(
                    "/x", List.of(Map.entry("x-key", "a\r\nb: c")), plain(request).body()),
            "Hi",
            _ -> {});
    assertThat(ended.fault().code()).isEqualTo(FaultCode.INTERNAL);
    assertThat(ended.attempt().outcome().orElseThrow().word()).isEqualTo("internal");
    var later = new CompletableFuture<Boolean>();
    loop.run(
        () -> {
          ended.call().cancel(); // as a reader who closes does
          later.complete(true);
        });
    assertThat(Patience.await(later, "the cancelling")).isTrue();
  }

  @Test
  void large_requests_are_translated_beside_the_loop() throws Exception {
    for (int length : new int[] {10, 300 << 10}) {
      upstream.play(turn -> turn.json(400, "{}"));
      var where = new CompletableFuture<Boolean>();
      var ended =
          open(
              request -> {
                where.complete(loop.here());
                return plain(request);
              },
              "x".repeat(length),
              _ -> {});
      assertThat(ended.fault().code()).isEqualTo(FaultCode.INVALID_REQUEST);
      assertThat(upstream.turn().heard().complete()).isTrue();
      assertThat(where).isCompletedWithValue(length < 1_000);
    }
  }

  @Test
  void what_cannot_be_said_is_told_wherever_it_is_translated() throws Exception {
    for (int length : new int[] {10, 300 << 10}) {
      var ended =
          open(
              _ -> {
                throw Fault.invalid("n", "2 (expected: 1)");
              },
              "x".repeat(length),
              _ -> {});
      assertThat(ended.fault()).hasMessage("n: 2 (expected: 1)");
      assertThat(ended.attempt().outcome().orElseThrow().word()).isEqualTo("invalid_request");
    }
  }

  @ParameterizedTest
  @CsvSource({"200,false", "500,true"})
  @KnownFault("SECURITY-F2")
  void an_answer_that_finds_no_memory_is_not_paid_for_twice(int status, boolean again)
      throws Exception {
    upstream.play(turn -> turn.json(status, "{}"));
    try (var others = taken.lease()) {
      others.add(2 << 20);
      var fault = open(strained, HttpBackendTest::plain, "Hi", _ -> {}).fault();
      assertThat(fault.code()).isEqualTo(FaultCode.CONCURRENCY_TIMEOUT);
      assertThat(fault.retryAfter()).isPresent();
      assertThat(List.of(fault.retriesSame(), fault.triesOther())).containsOnly(again);
      assertThat(upstream.turn().heard().complete()).isTrue();
    }
  }

  private record Ended(Fault fault, Call call, Attempt attempt) {}

  private static Ended open(
      Function<ChatRequest, UpstreamRequest> adapter, String text, Consumer<Call> before)
      throws InterruptedException {
    return open(pools, adapter, text, before);
  }

  private static Ended open(
      HttpPools through,
      Function<ChatRequest, UpstreamRequest> adapter,
      String text,
      Consumer<Call> before)
      throws InterruptedException {
    var address = URI.create(upstream.url());
    var backend =
        new HttpBackend(
            () -> through.pool(Origin.of(address), Tls.DEFAULT),
            "",
            new Writing(adapter),
            Timeouts.DEFAULT);
    var request = ChatRequest.builder("m").user(text).build();
    var ended = new CompletableFuture<Ended>();
    loop.run(
        () -> {
          var call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
          before.accept(call);
          var attempt = call.attempt(new DeploymentId("up", "m"));
          backend
              .open(request, call, attempt)
              .onFailure(thrown -> ended.complete(new Ended(Fault.from(thrown), call, attempt)));
        });
    return Patience.await(ended, "the end");
  }

  private static UpstreamRequest plain(ChatRequest request) {
    var body = UpstreamRequest.Body.of(request.body().bytes());
    return new UpstreamRequest("/chat", List.of(), body);
  }

  /** An adapter of a dialect in which only the request differs. */
  private record Writing(Function<ChatRequest, UpstreamRequest> write) implements Adapter {
    @Override
    public UpstreamRequest outgoing(ChatRequest request, String model) {
      return write.apply(request);
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
      return TestingOpenAi.reader(request);
    }
  }
}
