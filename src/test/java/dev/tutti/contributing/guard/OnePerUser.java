package dev.tutti.contributing.guard;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Guard that lets an end user have one attempt at a time at each provider. Thread-safe. */
public final class OnePerUser implements Guard {
  /** No more than attempts are in flight. */
  private final Set<Place> taken = ConcurrentHashMap.newKeySet();

  /** Other keys have other users, even of the same name. */
  private record Place(String provider, String key, String user) {}

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var caller = call.caller();
    if (caller.user().isEmpty()) {
      return Future.succeededFuture();
    }
    var place = new Place(attempt.target().provider(), caller.key(), caller.user());
    if (!taken.add(place)) {
      return Future.failedFuture(
          Fault.of(
              FaultCode.RATE_LIMITED,
              "user: has a call at %s (expected: one at a time)".formatted(place.provider())));
    }
    attempt.onSettle(_ -> taken.remove(place));
    return Future.succeededFuture();
  }
}
