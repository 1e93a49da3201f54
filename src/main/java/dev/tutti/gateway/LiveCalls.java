package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The calls that are being answered, so that a server that stops can end them. Thread-safe. */
final class LiveCalls {
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Promise<Void>> awaited = new AtomicReference<>();

  /** Remembers a call until its answer has ended; a caller who leaves cancels it. */
  void add(Call call, HttpServerResponse response) {
    calls.add(call);
    var stop = call.enforceDeadline();
    response
        .endHandler(_ -> ended(call, stop))
        .closeHandler(
            _ -> {
              ended(call, stop);
              call.cancel();
            });
  }

  private void ended(Call call, Runnable stopDeadline) {
    stopDeadline.run();
    calls.remove(call);
    tellWhenNone();
  }

  /** Completes when the last call has ended; asked once, when no more are let in. */
  Future<Void> none() {
    Promise<Void> none = Promise.promise();
    awaited.set(none);
    tellWhenNone();
    return none.future();
  }

  private void tellWhenNone() {
    var none = awaited.get();
    if (none != null && calls.isEmpty()) {
      none.tryComplete();
    }
  }

  int count() {
    return calls.size();
  }

  /** Ends every call, for a reason. */
  void cancel(Fault why) {
    calls.forEach(call -> call.cancel(why));
  }
}
