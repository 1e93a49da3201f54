package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.CallStart;
import dev.tutti.http.Door;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.Visit;
import dev.tutti.resilience.limit.CallLimits;
import java.util.Optional;

/**
 * A door whose requests ask no model, and count at the limits of their user and key as calls do:
 * what they keep takes the database's time and room.
 */
record CountedDoor(Door door, CallStart calls, CallLimits limits) implements Door {

  @Override
  public Optional<ErrorFormat> errors() {
    return door.errors();
  }

  @Override
  public void answer(Visit visit) {
    var call = calls.beginAlone(visit);
    var _ = call.onCancel(() -> visit.fail(call.reason()));
    visit.pause();
    limits
        .admit(call)
        .onSuccess(
            lease -> {
              visit.onEnd(() -> lease.settle(new Outcome.Completed(Usage.NONE)));
              visit.attempt(call, () -> enter(visit, call));
            })
        .onFailure(
            thrown -> {
              write(visit, call);
              visit.fail(thrown);
            });
  }

  /** The door reads the body, if it does, before anything comes of it. */
  private void enter(Visit visit, Call call) {
    write(visit, call);
    door.answer(visit);
    visit.resume();
  }

  private static void write(Visit visit, Call call) {
    if (!visit.response().headWritten()) {
      call.headers()
          .forEach(header -> visit.response().putHeader(header.getKey(), header.getValue()));
    }
  }
}
