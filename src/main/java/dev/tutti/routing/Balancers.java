package dev.tutti.routing;

import dev.tutti.config.Kind;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Every kind of balancing, by its name: Tutti's own and those of plugins. Immutable. */
public final class Balancers {
  /** What is taken when nothing is said. */
  static final String DEFAULT = "round_robin";

  private static final Balancers LOADED = load();

  private final Map<String, BalancerFactory> byName;

  private Balancers(Map<String, BalancerFactory> byName) {
    this.byName = byName;
  }

  /** Tutti's own and those on the class path. */
  static Balancers loaded() {
    return LOADED;
  }

  private static Balancers load() {
    var all = new TreeMap<String, BalancerFactory>();
    ServiceLoader.load(BalancerFactory.class).forEach(each -> all.put(each.name(), each));
    BuiltInBalancer.all().forEach(each -> all.put(each.name(), each));
    return new Balancers(Map.copyOf(all));
  }

  /** How the configuration names one. */
  Kind<String> kind() {
    return Kind.of(
        "one of " + String.join(", ", new TreeMap<>(byName).keySet()), DEFAULT, this::known);
  }

  private String known(String name) {
    if (!byName.containsKey(name)) {
      throw new IllegalArgumentException(name);
    }
    return name;
  }

  Balancer create(String name, List<Candidate> members, RandomGenerator random) {
    var factory = byName.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "balance: %s (expected: one of %s)".formatted(name, byName.keySet()));
    }
    return factory.create(members, random);
  }
}
