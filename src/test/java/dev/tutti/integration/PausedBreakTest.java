package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatStream;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.config.ConfigSource;
import dev.tutti.provider.Presets;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.provider.Providers;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import dev.tutti.wire.PoolSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A connection that breaks while its reader is slow takes nothing away that has arrived, and a slow
 * reader who leaves takes nothing away from others.
 */
class PausedBreakTest {
  private final Vertx vertx = Vertx.vertx();
  private final Loops loops = Loops.start(vertx, 1);
  private final HttpPools pools =
      new HttpPools(
          loops,
          PoolSettings.DEFAULT,
          EgressGuard.configured(List.of()),
          BodyMemory.of(64 << 20),
          new SimpleMeterRegistry(),
          Clock.systemUTC());
  private final TestingUpstream upstream = TestingUpstream.start();
  private final CompletableFuture<Outcome> settled = new CompletableFuture<>();

  @AfterEach
  void close() throws Exception {
    pools.close();
    vertx.close().await();
    upstream.close();
  }

  @Test
  void what_has_arrived_is_read_before_the_break() throws Exception {
    var gate = new Gate();
    upstream.play(
        turn -> {
          turn.stream().event(text("one")).await(gate);
          turn.event(text("two")).event(finish()).event("[DONE]").close();
        });
    var sink = new Reader(gate::open, true);
    loops.next().run(() -> open(sink, call()));
    assertThat(Patience.await(sink.ended, "the end")).isInstanceOf(Outcome.Completed.class);
    assertThat(sink.chunks.get()).isEqualTo(4); // with usage, which was counted
    assertThat(Patience.await(settled, "the account")).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void who_leaves_what_has_come_as_a_whole_breaks_no_other_call() throws Exception {
    var gate = new Gate();
    upstream.play(
        turn -> turn.write(wholeInOnePacket()),
        turn -> turn.stream().event(text("two")).await(gate).event(finish()).done());
    var slow = call();
    var told = new Gate();
    loops.next().run(() -> open(new Reader(told::open, true), slow));
    told.await();
    var other = new Reader(() -> {}, false);
    loops.next().run(() -> open(other, call()));
    upstream.turn();
    upstream.turn();
    slow.cancel(Fault.of(FaultCode.CANCELLED, "the caller left"));
    assertThat(Patience.await(settled, "the account")).isInstanceOf(Outcome.Failed.class);
    gate.open();
    assertThat(Patience.await(other.ended, "the end")).isInstanceOf(Outcome.Completed.class);
  }

  /** An answer whose end has been read by the time that its first event is told. */
  private static String wholeInOnePacket() {
    var head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
    return Stream.of(text("one"), finish(), "[DONE]")
        .map("data: %s\n\n"::formatted)
        .map(event -> "%x\r\n%s\r\n".formatted(event.length(), event))
        .collect(Collectors.joining("", head + "transfer-encoding: chunked\r\n\r\n", "0\r\n\r\n"));
  }

  private Call call() {
    return new Call("c", Caller.ANONYMOUS, loops.next(), Duration.ofMinutes(1));
  }

  private void open(Reader sink, Call call) {
    var request = ChatRequest.builder("m").user("Hello").stream().build();
    new Providers(
            pools,
            _ -> List.of(this::account),
            Clock.systemUTC(),
            new RequestIds(Clock.systemUTC(), new Random()))
        .provider(settings())
        .deployment("m")
        .open(request, call)
        .onSuccess(sink::read)
        .onFailure(sink.ended::completeExceptionally);
  }

  private Future<Void> account(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(settled::complete);
    return Future.succeededFuture();
  }

  private ProviderSettings settings() {
    return ConfigSource.text("test", "base_url: \"%s\"".formatted(upstream.url()))
        .read(
            Map.of(),
            section ->
                ProviderSettings.read(
                    "up", section, Presets.load(), EgressGuard.configured(List.of())));
  }

  /** A reader who may wait at the first chunk, and then never goes on. */
  private static final class Reader implements ChatStream.Sink {
    private final CompletableFuture<Outcome> ended = new CompletableFuture<>();
    private final AtomicInteger chunks = new AtomicInteger();
    private final Runnable waiting;
    private final boolean waits;
    private Runnable pause = () -> {};

    Reader(Runnable waiting, boolean waits) {
      this.waiting = waiting;
      this.waits = waits;
    }

    void read(ChatStream stream) {
      pause = stream::pause;
      stream.start(this);
    }

    @Override
    public void chunk(Chunk chunk) {
      chunks.incrementAndGet();
    }

    @Override
    public void flush() {
      if (waits) {
        pause.run();
      }
      waiting.run();
    }

    @Override
    public void end(Outcome outcome) {
      ended.complete(outcome);
    }
  }
}
