package dev.tutti.routing.balance;

import dev.tutti.call.ChatModel;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A deployment that may be asked, with what a balancer can know of it. Figures are those of the
 * moment. Thread-safe.
 */
public final class Candidate {
  private final DeploymentId target;
  private final ChatModel model;
  private final int weight;
  private final GroupContext context;

  public Candidate(DeploymentId target, ChatModel model, int weight, GroupContext context) {
    this.target = target;
    this.model = model;
    this.weight = weight;
    this.context = context;
  }

  /** The id of the deployment. */
  public DeploymentId target() {
    return target;
  }

  /** Weight in the choice, 1 to 1,000. */
  public int weight() {
    return weight;
  }

  /** Attempts that have not ended, of all callers and aliases. */
  public int inFlight() {
    return context.traffic().inFlight(target);
  }

  /** Attempts that have not ended, for each unit of weight. */
  double load() {
    return (double) inFlight() / weight;
  }

  /**
   * The moving average of the time to the first token, sensitive to peaks; zero while nothing is
   * known.
   */
  public Duration latency() {
    return context.traffic().latency(target);
  }

  /** US dollars for a million input and a million output tokens together, if known. */
  public OptionalDouble price() {
    return context.pricing().of(target);
  }

  /** The share of its limits that is left, 0 to 1; 1 when it has none. */
  public double shareLeft() {
    return context.shareLeft().applyAsDouble(target);
  }

  /** The reason why it cannot take a request, see {@link ChatModel#against}. */
  Optional<Fault> against(ChatRequest request) {
    return model.against(request);
  }

  public ChatModel model() {
    return model;
  }

  @Override
  public String toString() {
    return target.deployment();
  }
}
