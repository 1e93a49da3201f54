package dev.tutti.provider;

import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.provider.exchange.Backend;
import dev.tutti.provider.exchange.HttpBackend;
import dev.tutti.wire.Pool;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One provider of the configuration, with every model that it has. Its guards are shared by all of
 * its models, and it outlives a reload that does not change it. Thread-safe.
 */
public final class Provider {
  private static final Logger log = LoggerFactory.getLogger(Provider.class);
  private static final int REMEMBERED = 1_000;

  private final ProviderSettings settings;
  private final List<Guard> guards;
  private final Backend backend;
  private final ConcurrentHashMap<String, Deployment> deployments = new ConcurrentHashMap<>();
  private final AtomicBoolean unlistedTold = new AtomicBoolean();
  private volatile List<String> known;

  /**
   * @param known the models that are listed until the upstream has said which it has
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

  /** The settings that it was made of. */
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
    return new Deployment(new DeploymentId(name(), model), guards, backend);
  }

  /** The pool of its connections, if it has any. */
  Stream<Pool> pool() {
    return backend instanceof HttpBackend http ? Stream.of(http.pool()) : Stream.empty();
  }

  /**
   * The models that can be listed: those that the upstream named when it was last asked with
   * success. Each can be asked for, and so can others.
   */
  public Stream<String> models() {
    return known.stream();
  }

  /** Asks the upstream which models it has, if it can be asked; on the call's loop. */
  void list(Call call) {
    if (backend instanceof HttpBackend http && http.adapter().models().isPresent()) {
      http.models(call).onSuccess(this::listed).onFailure(this::unlisted);
    }
  }

  private void listed(List<String> names) {
    known = names;
    unlistedTold.set(false);
  }

  /**
   * A line in the log once, until it succeeds again: the list is a courtesy, and calls work without
   * it.
   */
  private void unlisted(Throwable why) {
    if (unlistedTold.compareAndSet(false, true)) {
      log.info("{}: its models cannot be listed: {}", name(), why.getMessage());
    }
  }
}
