package dev.tutti.routing.retry;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.RoutingRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A model, and the models that are asked in order when it fails. Thread-safe.
 *
 * @param budget lets the more attempts follow a failure the more calls there are
 */
public record FallbackModel(
    RetryingModel first, Fallbacks<RetryingModel> fallbacks, RetryBudget budget)
    implements ChatModel {

  /** Its own deployments. */
  public List<Candidate> members() {
    return first.members();
  }

  /** The deployments that would be asked, in their order, and why. Asks nobody. */
  public Explanation explain(ChatRequest request, Caller caller) {
    var routing = new RoutingRequest(request, caller);
    var links = new ArrayList<Explanation.Link>();
    links.add(first.explain("first", routing));
    fallbacks.outage().forEach(each -> links.add(each.explain("fallback", routing)));
    fallbacks
        .contextLength()
        .forEach(each -> links.add(each.explain("on_context_length", routing)));
    fallbacks
        .contentFilter()
        .forEach(each -> links.add(each.explain("on_content_filter", routing)));
    return new Explanation(request.model(), List.copyOf(links));
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    budget.call();
    return first
        .open(request, call)
        .recover(
            thrown -> {
              var fault = Fault.from(thrown);
              var left = fallbacks.after(fault);
              if (!left.isEmpty()) {
                call.decision().enter(fallbacks.link(fault));
              }
              return next(request, call, fault, left.iterator());
            });
  }

  private static Future<ChatStream> next(
      ChatRequest request, Call call, Fault fault, Iterator<RetryingModel> left) {
    if (call.cancelled() || !left.hasNext()) {
      return Future.failedFuture(AttemptLog.verdict(call, fault));
    }
    return left.next()
        .open(request, call)
        .recover(thrown -> next(request, call, heavier(fault, Fault.from(thrown)), left));
  }

  /** A model that cannot take the request says nothing of why another one failed. */
  private static Fault heavier(Fault before, Fault now) {
    return now.isUnfit() ? before : now;
  }
}
