package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.CallLimits;
import dev.tutti.resilience.Lease;
import io.vertx.core.Future;
import java.util.List;

/**
 * A model that is asked when the limits of the call allow it. What was taken is settled once, when
 * the last attempt has ended, with what all attempts have used. Thread-safe.
 *
 * @param name as the caller named it
 */
record Limited(ChatModel model, String name, CallLimits limits) implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var admitted = limits.admit(name, request, call);
    return admitted.succeeded()
        ? begin(request, call, admitted.result())
        : admitted.compose(lease -> begin(request, call, lease));
  }

  private Future<ChatStream> begin(ChatRequest request, Call call, Lease lease) {
    int before = call.trail().size();
    try {
      return model
          .open(request, call)
          .onSuccess(_ -> answered(call.trail().subList(before, call.trail().size()), lease))
          .onFailure(thrown -> failed(thrown, call, before, lease));
    } catch (RuntimeException | Error e) {
      failed(e, call, before, lease);
      throw e;
    }
  }

  private static void answered(List<Attempt> attempts, Lease lease) {
    if (attempts.isEmpty()) {
      lease.settle(new Outcome.Completed(Usage.NONE));
      return;
    }
    var all = List.copyOf(attempts);
    var last = all.getLast();
    last.outcome()
        .ifPresentOrElse(
            outcome -> lease.settle(total(outcome, all)),
            () -> last.onSettle(outcome -> lease.settle(total(outcome, all))));
  }

  private static void failed(Throwable thrown, Call call, int before, Lease lease) {
    var attempts = call.trail().subList(before, call.trail().size());
    lease.settle(new Outcome.Failed(Fault.from(thrown), used(attempts)));
  }

  /** How the call ended, with what it has used in all. */
  private static Outcome total(Outcome last, List<Attempt> attempts) {
    if (attempts.size() == 1) {
      return last;
    }
    var used = used(attempts);
    return switch (last) {
      case Outcome.Completed _ -> new Outcome.Completed(used);
      case Outcome.Failed(var fault, var _) -> new Outcome.Failed(fault, used);
    };
  }

  private static Usage used(List<Attempt> attempts) {
    long input = 0;
    long output = 0;
    for (var attempt : attempts) {
      var usage = attempt.outcome().map(Outcome::usage).orElse(Usage.NONE);
      input += usage.input();
      output += usage.output();
    }
    return Usage.of(input, output);
  }
}
