package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** A deployment that does what its script says, and answers when the script is over. */
public final class TestingDeployment implements ChatModel {
  private final DeploymentId target;
  private final List<Guard> guards;
  private final Queue<Function<Attempt, Outcome>> script = new ArrayDeque<>();
  private Optional<Fault> against = Optional.empty();
  private int asked;

  public TestingDeployment(DeploymentId target, List<Guard> guards) {
    this.target = target;
    this.guards = guards;
  }

  public DeploymentId target() {
    return target;
  }

  /** How many attempts have reached it. */
  public int asked() {
    return asked;
  }

  /** It can take no request, for this reason. */
  public TestingDeployment unfit(String why) {
    against = Optional.of(Fault.of(FaultCode.INVALID_REQUEST, why).unfit());
    return this;
  }

  @Override
  public Optional<Fault> against(ChatRequest request) {
    return against;
  }

  /** The next attempt fails so. */
  public TestingDeployment fails(Fault fault) {
    script.add(_ -> new Outcome.Failed(fault, Usage.NONE));
    return this;
  }

  /** The next attempt fails after its request has gone out once more. */
  public TestingDeployment failsTwice(FaultCode code) {
    script.add(
        attempt -> {
          attempt.repeated();
          return new Outcome.Failed(Fault.of(code, "as the test wants"), Usage.NONE);
        });
    return this;
  }

  /** The next attempts fail with this code. */
  public TestingDeployment fails(FaultCode code, int times) {
    for (int i = 0; i < times; i++) {
      fails(Fault.of(code, "as the test wants"));
    }
    return this;
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var attempt = call.attempt(target);
    for (var guard : guards) {
      var admitted = guard.admit(request, call, attempt);
      if (admitted.failed()) {
        attempt.settle(new Outcome.Failed(Fault.from(admitted.cause()), Usage.NONE));
        return Future.failedFuture(admitted.cause());
      }
    }
    asked++;
    attempt.admitted();
    return answer(
        attempt,
        script.isEmpty() ? new Outcome.Completed(Usage.NONE) : script.remove().apply(attempt));
  }

  private static Future<ChatStream> answer(Attempt attempt, Outcome outcome) {
    attempt.settle(outcome);
    return switch (outcome) {
      case Outcome.Completed _ -> Future.succeededFuture(new Answered());
      case Outcome.Failed(Fault fault, var _) -> Future.failedFuture(fault);
    };
  }

  /** An answer without words. */
  private record Answered() implements ChatStream {
    @Override
    public void start(Sink sink) {
      sink.end(new Outcome.Completed(Usage.NONE));
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
  }
}
