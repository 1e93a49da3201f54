package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.RoutingRequest;
import dev.tutti.routing.retry.FallbackModel;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.routing.retry.RetryingModel;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Chat model behind a model's name: its deployments, and what is asked when they fail. Thread-safe.
 */
public final class Route implements ChatModel {
  private final RetryingModel own;
  private final Fallbacks<RetryingModel> fallbacks;
  private final ChatModel whole;

  /**
   * @param around puts around all attempts what takes their place when it can
   */
  public Route(
      RetryingModel own,
      Fallbacks<RetryingModel> fallbacks,
      RetryBudget budget,
      UnaryOperator<ChatModel> around) {
    this.own = own;
    this.fallbacks = fallbacks;
    var attempts = new FallbackModel(own, fallbacks);
    this.whole =
        around.apply(
            (request, call) -> {
              budget.call();
              return attempts.open(request, call);
            });
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return whole.open(request, call);
  }

  /** Its own deployments. */
  List<Candidate> members() {
    return own.members();
  }

  /** Which deployments would be asked in which order, and why. Asks nobody. */
  public Explanation explain(ChatRequest request, Caller caller) {
    var routing = new RoutingRequest(request, caller);
    var links = new ArrayList<Explanation.Link>();
    links.add(own.explain("first", routing));
    fallbacks.outage().forEach(each -> links.add(each.explain("fallback", routing)));
    fallbacks
        .contextLength()
        .forEach(each -> links.add(each.explain("on_context_length", routing)));
    fallbacks
        .contentFilter()
        .forEach(each -> links.add(each.explain("on_content_filter", routing)));
    return new Explanation(request.model(), List.copyOf(links));
  }
}
