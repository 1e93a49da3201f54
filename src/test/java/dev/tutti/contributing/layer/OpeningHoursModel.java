package dev.tutti.contributing.layer;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Degradation;
import dev.tutti.call.ReplayStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Model that is asked at some hours of the day; at others callers get a text. Thread-safe.
 *
 * @param clock its zone is that of the hours
 * @param from the first moment of the day
 * @param until after {@code from}; not asked any more
 */
public record OpeningHoursModel(
    ChatModel model, Clock clock, LocalTime from, LocalTime until, String closed)
    implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var now = LocalTime.now(clock);
    if (!now.isBefore(from) && now.isBefore(until)) {
      return model.open(request, call);
    }
    if (request.operation() != Operation.CHAT || request.wantsJson()) {
      return Future.failedFuture(
          Fault.of(FaultCode.OVERLOADED, "closed until %s (expected: later)".formatted(from)));
    }
    call.degrade(Degradation.TEXT);
    return Future.succeededFuture(new ReplayStream(said(), Usage.NONE));
  }

  private List<Chunk> said() {
    return List.of(
        Chunk.Events.of(new ChatEvent.Start("", ""), new ChatEvent.Text(0, closed)),
        Chunk.Events.of(new ChatEvent.Finish(0, FinishReason.STOP)));
  }

  @Override
  public Optional<Fault> against(ChatRequest request) {
    return model.against(request);
  }
}
