package dev.tutti.routing.limit;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.util.List;

/** Reservation for a call, to be settled once when the call has ended. */
@FunctionalInterface
interface Settlement {

  /**
   * Settles it.
   *
   * @param outcome how the call ended
   * @param attempts those that were made for it; none when another caller's call answered it
   */
  void settle(Outcome outcome, List<Attempt> attempts);

  /**
   * Asks a model and sees to it that the call is settled: when the answer has ended, when there is
   * none, or when the caller has left, whichever comes first.
   */
  default Future<ChatStream> open(ChatModel model, ChatRequest request, Call call) {
    var ending = new Ending(this, call, call.attempts().size());
    try {
      return model.open(request, call).map(ending::watched).onFailure(ending::failed);
    } catch (RuntimeException | Error e) {
      ending.failed(e);
      throw e;
    }
  }

  /** Observer of a call to its end. Confined to the call's loop. */
  final class Ending {
    private final Settlement settlement;
    private final Call call;
    private final int before;
    private Runnable forget = () -> {};
    private boolean over;

    private Ending(Settlement settlement, Call call, int before) {
      this.settlement = settlement;
      this.call = call;
      this.before = before;
    }

    private ChatStream watched(ChatStream stream) {
      forget = call.onCancel(() -> failed(call.reason()));
      return stream.through(sink -> new EndWatch(sink, this));
    }

    private void failed(Throwable thrown) {
      ended(new Outcome.Failed(Fault.from(thrown), Usage.NONE));
    }

    private void ended(Outcome outcome) {
      if (over) {
        return;
      }
      over = true;
      forget.run();
      if (call.coalesced() || call.attemptsEnd().isComplete()) {
        settlement.settle(outcome, attempts());
      } else { // the caller has left, and others who share the answer have not
        call.attemptsEnd().onComplete(_ -> outlived(outcome));
      }
    }

    private void outlived(Outcome left) {
      var attempts = attempts();
      var last = attempts.isEmpty() ? left : attempts.getLast().outcome().orElse(left);
      settlement.settle(last, attempts);
    }

    private List<Attempt> attempts() {
      var attempts = call.attempts();
      return call.coalesced()
          ? List.of()
          : List.copyOf(attempts.subList(Math.min(before, attempts.size()), attempts.size()));
    }
  }

  /** Sink that notices the end. */
  final class EndWatch extends ForwardingSink {
    private final Ending ending;

    private EndWatch(ChatStream.Sink reader, Ending ending) {
      super(reader);
      this.ending = ending;
    }

    @Override
    public void end(Outcome outcome) {
      ending.ended(outcome);
      super.end(outcome);
    }
  }
}
