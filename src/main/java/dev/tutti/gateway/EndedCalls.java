package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls that have ended since they were last told: the first ones one by one, and how many more
 * there were, so that telling costs the same however many end. Thread-safe.
 */
final class EndedCalls {
  /** The most calls that are told one by one at a time. */
  static final int MOST = 25;

  private final Queue<EndedCall> first = new ConcurrentLinkedQueue<>();
  private final AtomicInteger room = new AtomicInteger(MOST);
  private final LongAdder more = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Call as readers are told of it. */
  private record EndedCall(
      String id, String model, String outcome, int status, int attempts, long millis) {
    static EndedCall of(Call call, String model, CallEnd end) {
      return new EndedCall(
          call.id(),
          model,
          end.outcome(),
          end.status(),
          call.attempts().size(),
          call.elapsed().toMillis());
    }

    private String json() {
      return Json.text(
          Json.object()
              .put("id", id)
              .put("model", model)
              .put("outcome", outcome)
              .put("status", status)
              .put("attempts", attempts)
              .put("total_ms", millis));
    }
  }

  /** Notes one; called on the way of a call, so that nothing is written yet. */
  void add(Call call, String model, CallEnd end) {
    if (room.get() > 0 && room.getAndDecrement() > 0) {
      first.add(EndedCall.of(call, model, end));
    } else {
      more.increment();
      if (!end.outcome().equals(CallEnd.COMPLETED)) {
        failed.increment();
      }
    }
  }

  /** Takes what is to be told, as JSON. */
  List<String> take() {
    var told = new ArrayList<String>();
    for (var each = first.poll(); each != null; each = first.poll()) {
      told.add(each.json());
    }
    room.set(MOST);
    long others = more.sumThenReset();
    if (others > 0) {
      told.add(Json.text(Json.object().put("more", others).put("failed", failed.sumThenReset())));
    }
    return told;
  }
}
