package dev.tutti.routing.balance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Explanation of the deployments that a call would ask, and of their order.
 *
 * @param model the model as it was named
 * @param links the models that would be asked, the first one first
 */
public record Explanation(String model, List<Link> links) {

  /**
   * One model of a chain.
   *
   * @param when {@code first}, {@code fallback}, {@code on_context_length} or {@code
   *     on_content_filter}
   * @param balance how one of several deployments is chosen
   * @param attempts how many attempts it gets at most
   * @param deployments in the order in which they would be asked; those that would not be come last
   */
  public record Link(
      String model, String when, String balance, int attempts, List<Deployment> deployments) {}

  /**
   * One deployment.
   *
   * @param against why it would not be asked now, empty when it may be
   * @param figures what balancers know of it: {@code weight}, {@code in_flight}, {@code latency_ms}
   *     to the first token, {@code share_left} of its limits, and {@code usd_per_million} tokens in
   *     and out where a price is known
   */
  public record Deployment(String deployment, List<String> against, Map<String, Double> figures) {

    static Deployment of(Candidate candidate, List<String> against) {
      var figures = new TreeMap<String, Double>();
      figures.put("weight", (double) candidate.weight());
      figures.put("in_flight", (double) candidate.inFlight());
      figures.put("latency_ms", candidate.latency().toNanos() / 1e6);
      figures.put("share_left", candidate.shareLeft());
      candidate.price().ifPresent(price -> figures.put("usd_per_million", price));
      return new Deployment(candidate.target().deployment(), against, figures);
    }
  }
}
