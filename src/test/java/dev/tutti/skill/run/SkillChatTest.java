package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.CountingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.wire.Loops;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkillChatTest {
  private static final Vertx vertx = Vertx.vertx();

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300 << 10})
  @KnownFault("SECURITY-F3")
  void large_requests_are_read_beside_the_loop(int length) throws InterruptedException {
    var loop = new CountingLoop(Loops.start(vertx, 1).all().getFirst());
    var body =
        "{\"model\":\"skill/s\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted("x".repeat(length));
    var request = ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
    var failed = new CompletableFuture<Fault>();
    loop.run(
        () -> {
          var call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
          SkillChat.read(request, call).onFailure(thrown -> failed.complete(Fault.from(thrown)));
        });
    assertThat(Patience.await(failed, "the refusal").param()).contains("n");
    assertThat(loop.beside()).isEqualTo(length < 1_000 ? 0 : 1);
  }

  @Test
  @KnownFault("SECURITY-F2")
  void the_tree_of_a_large_request_counts() throws InterruptedException {
    var loop = Loops.start(vertx, 1).all().getFirst();
    var body =
        "{\"model\":\"skill/s\",\"context\":{\"a\":[%s{}]},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .formatted("{},".repeat(100_000));
    var request = ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
    var memory = BodyMemory.of(32 << 20);
    var refused = new CompletableFuture<Fault>();
    var read = new CompletableFuture<Long>();
    loop.run(
        () -> {
          var small = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
          small.memory(BodyMemory.of(1 << 20).lease());
          SkillChat.read(request, small).onFailure(why -> refused.complete(Fault.from(why)));
          var large = new Call("c2", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
          large.memory(memory.lease());
          SkillChat.read(request, large).onSuccess(_ -> read.complete(memory.held()));
        });
    assertThat(Patience.await(refused, "the refusal").code())
        .isEqualTo(FaultCode.REQUEST_TOO_LARGE);
    assertThat(Patience.await(read, "the chat")).isGreaterThan(10 << 20);
  }
}
