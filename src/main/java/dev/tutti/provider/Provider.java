package dev.tutti.provider;

import dev.tutti.call.Guard;
import dev.tutti.call.Target;
import dev.tutti.wire.Pool;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One provider of the configuration, with every model that it has. Its guards are shared by all of
 * its models, and it outlives a reload that does not change it. Thread-safe.
 */
public final class Provider {
  private static final int REMEMBERED = 1_000;

  private final ProviderSettings settings;
  private final List<String> known;
  private final List<Guard> guards;
  private final Backend backend;
  private final ConcurrentHashMap<String, Deployment> deployments = new ConcurrentHashMap<>();

  /**
   * @param known the models that are listed before anybody asked for them
   */
  Provider(ProviderSettings settings, List<String> known, List<Guard> guards, Backend backend) {
    this.settings = settings;
    this.known = known;
    this.guards = guards;
    this.backend = backend;
  }

  /** Its name in the configuration. */
  public String name() {
    return settings.name();
  }

  /** How it was configured. */
  public ProviderSettings settings() {
    return settings;
  }

  /** One of its models, by the upstream's own name; whether it exists only the upstream knows. */
  public Deployment deployment(String model) {
    var deployment = deployments.get(model);
    if (deployment != null) {
      return deployment;
    }
    return deployments.size() < REMEMBERED
        ? deployments.computeIfAbsent(model, this::deploy)
        : deploy(model);
  }

  private Deployment deploy(String model) {
    return new Deployment(new Target(name(), model), guards, backend);
  }

  /** Its connections, if it has any. */
  Stream<Pool> pool() {
    return backend instanceof HttpBackend http ? Stream.of(http.pool()) : Stream.empty();
  }

  /** The models that can be listed. */
  public Stream<String> models() {
    return known.stream();
  }
}
