package dev.tutti.routing.balance;

import dev.tutti.config.Kind;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every kind of balancing, by its name: Tutti's own and those of plugins. Immutable. */
public final class Balancers {
  /** The balancer where none is configured. */
  static final String DEFAULT = "round_robin";

  private static final Logger log = LoggerFactory.getLogger(Balancers.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]{0,63}");
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
    BuiltInBalancer.all().forEach(each -> all.put(each.name(), each));
    var found = ServiceLoader.load(BalancerFactory.class).iterator();
    while (add(found, all)) {}
    return new Balancers(Map.copyOf(all));
  }

  /** A plugin that cannot be used is left out and named in the log; all others are there. */
  private static boolean add(Iterator<BalancerFactory> found, Map<String, BalancerFactory> all) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      var plugin = found.next();
      if (!NAME.matcher(plugin.name()).matches()
          || all.putIfAbsent(plugin.name(), plugin) != null) {
        log.error(
            "Balancer plugin {} is left out: its name is {} (expected: a new one of lower-case"
                + " letters and _)",
            plugin.getClass().getName(),
            plugin.name());
      }
    } catch (ServiceConfigurationError e) {
      log.error("A balancer plugin is left out", e);
    }
    return true;
  }

  /** The names that the configuration may give. */
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
