package dev.tutti.routing;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A kind of balancing, found by its name in {@code balance}. Plugins add one with a file {@code
 * META-INF/services/dev.tutti.routing.BalancerFactory} that names a class with a public constructor
 * without parameters:
 *
 * {@snippet :
 * public final class FirstThatIsThere implements BalancerFactory, Balancer {
 *   public String name() {
 *     return "first";
 *   }
 *
 *   public Balancer create(List<Candidate> members, RandomGenerator random) {
 *     return this;
 *   }
 *
 *   public Candidate choose(List<Candidate> candidates, Question question) {
 *     return candidates.getFirst();
 *   }
 *
 *   public List<Candidate> ranking(List<Candidate> candidates, Question question) {
 *     return candidates;
 *   }
 * }
 * }
 */
public interface BalancerFactory {
  /** The word in the configuration, of lower-case letters and {@code _}. */
  String name();

  /** A balancer for an alias with these members, at least one. */
  Balancer create(List<Candidate> members, RandomGenerator random);
}
