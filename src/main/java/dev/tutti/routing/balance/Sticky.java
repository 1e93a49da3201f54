package dev.tutti.routing.balance;

import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Balancer that asks the same deployment for the same session, so that its prompt cache is of use,
 * but none that is too busy: consistent hashing with bounded loads (V. Mirrokni, M. Thorup, M.
 * Zadimoghaddam, 2016). No deployment gets a call beyond {@value #FACTOR} times its share of the
 * attempts in flight; the next one in the session's order does.
 *
 * <p>The order is not that of a ring but each session's own, by weighted rendezvous hashing (D.
 * Thaler, C. Ravishankar, 1998): as few sessions move when a deployment comes or goes, the shares
 * are as exact as the hash, and what is too much for one deployment is spread over all others
 * instead of falling on its neighbour. It keeps nothing, so there is nothing to bound.
 *
 * <p>Calls that are decided at the same moment do not see each other, so that the bound may be
 * exceeded by one for each further loop.
 */
final class Sticky implements Balancer {
  private static final double FACTOR = 1.25;
  private static final double UNIT = 0x1.0p-53;

  private final Balancer withoutName;

  Sticky(RandomGenerator random) {
    this.withoutName = LowestFigure.inFlight(random);
  }

  @Override
  public Candidate choose(List<Candidate> candidates, RoutingRequest routing) {
    if (isNameless(routing)) {
      return withoutName.choose(candidates, routing);
    }
    long name = name(routing);
    double room = room(candidates);
    var best = candidates.getFirst();
    double highest = Double.NEGATIVE_INFINITY;
    for (var each : candidates) {
      double score = score(name, each);
      if (score > highest && hasRoom(each, room)) {
        best = each;
        highest = score;
      }
    }
    return best;
  }

  /** The attempts that one unit of weight may have in flight with this call. */
  private static double room(List<Candidate> candidates) {
    long inFlight = 1;
    long weights = 0;
    for (var each : candidates) {
      inFlight += each.inFlight();
      weights += each.weight();
    }
    return FACTOR * inFlight / weights;
  }

  private static boolean hasRoom(Candidate candidate, double room) {
    return candidate.inFlight() < Math.ceil(room * candidate.weight());
  }

  /** A caller without any name has no sessions that could be told apart. */
  private static boolean isNameless(RoutingRequest routing) {
    var caller = routing.caller();
    return caller.session().isEmpty()
        && caller.user().isEmpty()
        && caller.key().isEmpty()
        && routing.request().user().isEmpty();
  }

  /** The session, else the user, else the key; sessions of two keys are never the same. */
  private static long name(RoutingRequest routing) {
    var caller = routing.caller();
    long key = hash(0, caller.key());
    if (!caller.session().isEmpty()) {
      return hash(key + 1, caller.session());
    }
    var user = caller.user().isEmpty() ? routing.request().user().orElse("") : caller.user();
    return user.isEmpty() ? key : hash(key + 2, user);
  }

  /**
   * A session's preference for a deployment: {@code -weight / ln(u)} of a u in (0, 1), so that each
   * deployment is the favourite of as many sessions as its weight says.
   */
  private static double score(long name, Candidate candidate) {
    var target = candidate.target();
    long bits = mixed(hash(hash(name, target.provider()), target.model()));
    double uniform = ((bits >>> 11) + 0.5) * UNIT;
    return -candidate.weight() / Math.log(uniform);
  }

  /** FNV-1a of a text, over 64 bits, beginning with a seed. */
  private static long hash(long seed, String text) {
    long hash = 0xcbf29ce484222325L ^ mixed(seed);
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** MurmurHash3's last step: every bit of it depends on every bit that is given. */
  private static long mixed(long bits) {
    long hash = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }

  @Override
  public List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing) {
    if (isNameless(routing)) {
      return withoutName.ranking(candidates, routing);
    }
    long name = name(routing);
    double room = room(candidates);
    var byLiking = Comparator.<Candidate>comparingDouble(each -> -score(name, each));
    return candidates.stream()
        .sorted(
            Comparator.<Candidate, Boolean>comparing(each -> !hasRoom(each, room))
                .thenComparing(byLiking))
        .toList();
  }
}
