package dev.tutti.routing.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Balancer that asks in turn, as often as the weights say.
 *
 * <p>The order is nginx's smooth weighted round robin: in a cycle as long as the sum of the
 * weights, each deployment comes as often as its weight says and as evenly spread as can be. The
 * cycle is computed once; a turn is one atomic increment. A deployment that may not be asked is
 * passed over.
 */
final class RoundRobin implements Balancer {
  private final int members;
  private final List<Candidate> cycle;
  private final AtomicInteger turn = new AtomicInteger();

  RoundRobin(List<Candidate> members) {
    this.members = members.size();
    this.cycle = cycle(members);
  }

  private static List<Candidate> cycle(List<Candidate> members) {
    int[] weights = weights(members);
    int total = Arrays.stream(weights).sum();
    int[] credit = new int[weights.length];
    var order = new ArrayList<Candidate>(total);
    for (int i = 0; i < total; i++) {
      Arrays.setAll(credit, m -> credit[m] + weights[m]);
      int best = 0;
      for (int m = 1; m < credit.length; m++) {
        best = credit[m] > credit[best] ? m : best;
      }
      credit[best] -= total;
      order.add(members.get(best));
    }
    return List.copyOf(order);
  }

  /** In lowest terms, so that weights of 100 and 200 make a cycle of 3. */
  private static int[] weights(List<Candidate> members) {
    int common = 0;
    for (var each : members) {
      common = greatestDivisor(each.weight(), common);
    }
    int divisor = common;
    return members.stream().mapToInt(each -> each.weight() / divisor).toArray();
  }

  private static int greatestDivisor(int one, int other) {
    return other == 0 ? one : greatestDivisor(other, one % other);
  }

  @Override
  public Candidate choose(List<Candidate> candidates, RoutingRequest routing) {
    boolean all = candidates.size() == members;
    for (int i = 0; i < cycle.size(); i++) {
      var next = cycle.get(Math.floorMod(turn.getAndIncrement(), cycle.size()));
      if (all || candidates.contains(next)) {
        return next;
      }
    }
    return candidates.getFirst();
  }

  @Override
  public List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing) {
    var rotated = new ArrayList<>(cycle);
    Collections.rotate(rotated, -Math.floorMod(turn.get(), cycle.size()));
    return rotated.stream().distinct().filter(candidates::contains).toList();
  }
}
