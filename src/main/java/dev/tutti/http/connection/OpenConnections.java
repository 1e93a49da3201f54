package dev.tutti.http.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.transport.Transport;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open, and the bounds on them. Where a new one is too many, the
 * unauthenticated one goes whose latest request is the longest ago: whoever only occupies
 * connections loses them, and a caller who sends a request at once gets through. Thread-safe.
 */
public final class OpenConnections {
  private final ConnectionSettings settings;
  private final Counter late;
  private final Counter displaced;
  private final Counter refused;
  private final Set<ConnectionGuard> unauthenticated = new LinkedHashSet<>();
  private int open;

  /** None yet. */
  public OpenConnections(ConnectionSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.late = closed(registry, "head_timeout");
    this.displaced = closed(registry, "displaced");
    this.refused = closed(registry, "max_connections");
    Gauge.builder("tutti.connections.open", this, OpenConnections::open).register(registry);
    Gauge.builder("tutti.connections.unauthenticated", this, OpenConnections::unauthenticated)
        .register(registry);
  }

  private static Counter closed(MeterRegistry registry, String reason) {
    return Counter.builder("tutti.connections.closed").tag("reason", reason).register(registry);
  }

  /** The same transport, for servers whose connections are counted here. */
  public Transport guarding(Transport transport) {
    return NamedTransport.over(transport, this);
  }

  ConnectionSettings settings() {
    return settings;
  }

  private synchronized int open() {
    return open;
  }

  private synchronized int unauthenticated() {
    return unauthenticated.size();
  }

  /** Whether a connection that was accepted may stay; another one may have to go for it. */
  boolean admit(ConnectionGuard guard) {
    ConnectionGuard leaving = null;
    synchronized (this) {
      if (open >= settings.most() || unauthenticated.size() >= settings.mostUnauthenticated()) {
        leaving = eldest();
        if (leaving == null) {
          refused.increment();
          return false;
        }
        unauthenticated.remove(leaving);
        open--;
      }
      unauthenticated.add(guard);
      open++;
    }
    if (leaving != null) {
      displaced.increment();
      leaving.close();
    }
    return true;
  }

  private @Nullable ConnectionGuard eldest() {
    var each = unauthenticated.iterator();
    return each.hasNext() ? each.next() : null;
  }

  /** A request has come from somebody who is not authenticated. */
  synchronized void requested(ConnectionGuard guard) {
    if (unauthenticated.remove(guard)) {
      unauthenticated.add(guard);
    }
  }

  /**
   * Its caller is authenticated.
   *
   * @return whether the connection is still counted; one that had to go is not
   */
  synchronized boolean authenticated(ConnectionGuard guard) {
    return unauthenticated.remove(guard);
  }

  /**
   * It is closed.
   *
   * @param known whether its caller was authenticated
   */
  synchronized void closed(ConnectionGuard guard, boolean known) {
    if (known || unauthenticated.remove(guard)) {
      open--;
    }
  }

  void late() {
    late.increment();
  }
}
