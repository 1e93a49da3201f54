package dev.tutti.routing.balance;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Balancer that draws two and asks the one that is likely to answer first: the average time to the
 * first token, times the attempts in flight with this one, divided by the weight (Finagle's peak
 * EWMA).
 *
 * <p>Two random choices (M. Mitzenmacher, 2001) instead of the best of all: figures are a little
 * old by the time that they are used, and callers that all follow the same ones would run in a herd
 * from one deployment to the next.
 */
final class LeastLatency implements Balancer {
  private final RandomGenerator random;

  LeastLatency(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Candidate choose(List<Candidate> candidates, RoutingRequest routing) {
    int size = candidates.size();
    if (size == 1) {
      return candidates.getFirst();
    }
    int first = random.nextInt(size);
    int other = random.nextInt(size - 1);
    var one = candidates.get(first);
    var two = candidates.get(other < first ? other : other + 1);
    return cost(two) < cost(one) ? two : one;
  }

  /**
   * A deployment of which nothing is known is asked once, to learn it, and until that has answered
   * no second time while there is another.
   */
  private static double cost(Candidate candidate) {
    int inFlight = candidate.inFlight();
    double latency = candidate.latency().toNanos();
    if (latency == 0 && inFlight > 0) {
      return Double.MAX_VALUE / 2 + inFlight;
    }
    return latency * (inFlight + 1) / candidate.weight();
  }

  @Override
  public List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing) {
    return candidates.stream().sorted(Comparator.comparingDouble(LeastLatency::cost)).toList();
  }
}
