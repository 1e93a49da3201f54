package dev.tutti.provider.simulated;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * One simulated model. Nothing blocks: an answer that takes minutes costs its text and one timer.
 */
public record SimulatedModel(String name, SimulatedPace pace, RandomFailures failures) {
  private static final int LARGE = 64 << 10;

  /** Answers, as a {@link dev.tutti.call.ChatModel} does; the watcher hears how it goes. */
  public Future<ChatStream> open(ChatRequest request, Call call, PlaybackListener listener) {
    var playback = new AnswerPlayback(call, pace, listener);
    var planned = Behaviours.named(name);
    var behaviour = failures.throwOnce(planned).orElse(planned);
    boolean small = request.operation() != Operation.EMBEDDINGS && request.body().length() < LARGE;
    if (small) {
      playback.play(script(behaviour, request, call));
    } else {
      call.loop()
          .offload(() -> script(behaviour, request, call))
          .onComplete((plan, thrown) -> playback.play(plan == null ? failed(thrown) : plan));
    }
    return playback.opened();
  }

  private static AnswerPlan failed(@Nullable Throwable thrown) {
    return AnswerPlan.broken(
        Fault.from(thrown == null ? new IllegalStateException("no script") : thrown));
  }

  private AnswerPlan script(Behaviour behaviour, ChatRequest request, Call call) {
    try {
      return behaviour.play(
          new SimulatedRequest(request, name, "sim-" + call.id(), failures.seed()));
    } catch (RuntimeException e) {
      return AnswerPlan.broken(Fault.from(e));
    }
  }
}
