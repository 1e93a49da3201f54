package dev.tutti.routing.degrade;

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
import dev.tutti.routing.retry.AttemptLog;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model, and what its callers get when everybody has failed who could answer: an earlier answer,
 * a smaller model's, a text. What would fail anywhere, because of the request or because the caller
 * has left, fails here too. Thread-safe.
 *
 * @param smaller asked after an outage: none or one
 */
public record DegradingModel(
    ChatModel model,
    DegradeSettings settings,
    List<? extends ChatModel> smaller,
    Degradations degradations)
    implements ChatModel {
  private static final Logger log = LoggerFactory.getLogger(DegradingModel.class);

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return model
        .open(request, call)
        .recover(
            thrown -> {
              var fault = Fault.from(thrown);
              return isOutage(fault) ? stale(request, call, fault) : Future.failedFuture(fault);
            });
  }

  private static boolean isOutage(Fault fault) {
    return (fault.triesOther() && !fault.isUnfit()) || fault.code() == FaultCode.FALLBACK_EXHAUSTED;
  }

  private Future<ChatStream> stale(ChatRequest request, Call call, Fault fault) {
    if (!settings.stale() || call.cancelled()) {
      return smaller(request, call, fault);
    }
    return degradations
        .stale()
        .find(request, call)
        .otherwise(
            thrown -> {
              log.warn("{}: no earlier answer can be had: {}", call.id(), thrown.toString());
              return Optional.empty();
            })
        .compose(
            found -> {
              if (found.isEmpty() || call.cancelled()) {
                return smaller(request, call, fault);
              }
              degradations.answer(request, call, Degradation.STALE);
              return Future.succeededFuture(found.get());
            });
  }

  /** Another model's embeddings would be of no use to anybody. */
  private Future<ChatStream> smaller(ChatRequest request, Call call, Fault fault) {
    if (call.cancelled() || request.operation() == Operation.EMBEDDINGS) {
      return Future.failedFuture(call.cancelled() ? call.reason() : fault);
    }
    if (smaller.isEmpty()) {
      return text(request, call, fault);
    }
    return smaller
        .getFirst()
        .open(request, call)
        .map(
            stream -> {
              degradations.count(call, Degradation.MODEL);
              return stream;
            })
        .recover(thrown -> text(request, call, worse(call, fault, Fault.from(thrown))));
  }

  /** The fault when the smaller model has failed as well. */
  private static Fault worse(Call call, Fault fault, Fault smaller) {
    return isOutage(smaller) ? AttemptLog.verdict(call, smaller) : fault;
  }

  /** A text is no JSON. */
  private Future<ChatStream> text(ChatRequest request, Call call, Fault fault) {
    if (call.cancelled() || settings.text().isEmpty() || request.wantsJson()) {
      return Future.failedFuture(call.cancelled() ? call.reason() : fault);
    }
    degradations.answer(request, call, Degradation.TEXT);
    return Future.succeededFuture(new ReplayStream(spoken(settings.text()), Usage.NONE));
  }

  private static List<Chunk> spoken(String text) {
    return List.of(
        Chunk.Events.of(new ChatEvent.Start("", ""), new ChatEvent.Text(0, text)),
        Chunk.Events.of(new ChatEvent.Finish(0, FinishReason.STOP)));
  }
}
