package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.Question;
import dev.tutti.routing.retry.Chains;
import dev.tutti.routing.retry.Fallback;
import dev.tutti.routing.retry.Retrying;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Chat model behind a model's name: its deployments, and what is asked when they fail. Thread-safe.
 */
public final class Route implements ChatModel {
  private final Retrying own;
  private final Chains<Retrying> chains;
  private final ChatModel whole;

  /**
   * @param around puts around all attempts what takes their place when it can
   */
  public Route(
      Retrying own, Chains<Retrying> chains, RetryBudget budget, UnaryOperator<ChatModel> around) {
    this.own = own;
    this.chains = chains;
    var attempts = new Fallback(own, chains);
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
    var question = new Question(request, caller);
    var links = new ArrayList<Explanation.Link>();
    links.add(own.explain("first", question));
    chains.outage().forEach(each -> links.add(each.explain("fallback", question)));
    chains.contextLength().forEach(each -> links.add(each.explain("on_context_length", question)));
    chains.contentFilter().forEach(each -> links.add(each.explain("on_content_filter", question)));
    return new Explanation(request.model(), List.copyOf(links));
  }
}
