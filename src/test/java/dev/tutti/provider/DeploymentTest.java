package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.CountingLoop;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.wire.Loops;
import dev.tutti.wire.VertxLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final VertxLoop loop = Loops.start(vertx, 1).all().getFirst();

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  /** What is rewritten on the loop is known at once. */
  @ParameterizedTest
  @ValueSource(ints = {10, 300 << 10})
  @KnownFault("SECURITY-F3")
  void large_requests_with_custom_tools_are_rewritten_beside_the_loop(int length)
      throws InterruptedException {
    var body =
        """
        {"model":"m","messages":[{"role":"user","content":"%s"}],
         "tools":[{"type":"custom","custom":{"name":"a"}}],"tool_choice":{"type":"allowed_tools",
         "allowed_tools":{"mode":"auto","tools":[{"type":"custom","custom":{"name":"b"}}]}}}
        """
            .formatted("x".repeat(length));
    var request = ChatRequest.parse(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
    var deployment =
        new Deployment(
            new DeploymentId("up", "m"),
            List.of(),
            (_, _, _) -> Future.failedFuture(new AssertionError("asked")));
    var counted = new CountingLoop(loop);
    var failed = new CompletableFuture<Fault>();
    loop.run(
        () -> {
          var call = new Call("c1", Caller.ANONYMOUS, counted, Duration.ofMinutes(1));
          deployment.open(request, call).onFailure(thrown -> failed.complete(Fault.from(thrown)));
        });
    assertThat(Patience.await(failed, "the refusal").param())
        .contains("tool_choice.allowed_tools.tools");
    assertThat(counted.beside()).isEqualTo(length < 1_000 ? 0 : 1);
  }
}
