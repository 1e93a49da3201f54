package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that are being answered, so that a server that stops can end them. Thread-safe. */
final class LiveCalls {
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();

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
  }

  int count() {
    return calls.size();
  }

  /** Ends every call, for a reason. */
  void cancel(Fault why) {
    calls.forEach(call -> call.cancel(why));
  }
}
