package dev.tutti.routing.limit;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.Lease;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * A model that is asked when the limits of the call allow it. What was taken is settled once, when
 * the call has ended, with what all its attempts have used. Thread-safe.
 *
 * @param name as the caller named it
 */
public record LimitedModel(ChatModel model, String name, CallLimits limits) implements ChatModel {

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (limits.isFree(name, call.caller())) {
      note(call, 0);
      return model.open(request, call);
    }
    var admitted = admitted(request, call);
    return admitted.succeeded()
        ? settlement(admitted.result()).open(model, request, call)
        : admitted.compose(lease -> settlement(lease).open(model, request, call));
  }

  private Future<Lease> admitted(ChatRequest request, Call call) {
    long since = call.loop().nanos();
    return limits
        .admit(name, request, call)
        .onSuccess(_ -> note(call, since))
        .onComplete(_ -> call.tail().waits().forLimits(passed(call, since)));
  }

  private static Duration passed(Call call, long since) {
    return Duration.ofNanos(call.loop().nanos() - since);
  }

  /** Notes the step of a call in a conversation; it takes no time where nothing is limited. */
  private void note(Call call, long since) {
    if (call.tail().flow().isOn()) {
      long now = call.loop().nanos();
      var details = Json.object().put("model", name).put("limited", since != 0);
      call.tail().flow().note(FlowStep.Kind.LIMITS, since == 0 ? now : since, now, details);
    }
  }

  private static Settlement settlement(Lease lease) {
    return (outcome, attempts) -> lease.settle(total(outcome, attempts));
  }

  /** The outcome of the call, with what it has used in all. */
  private static Outcome total(Outcome last, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
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
