package dev.tutti.http.connection;

import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/** Guarded transport as Vert.x is given one: with its name, and whether this machine has it. */
record NamedTransport(Transport actual, GuardedTransport implementation) implements Transport {

  static Transport over(Transport actual, OpenConnections connections) {
    return new NamedTransport(actual, new GuardedTransport(actual.implementation(), connections));
  }

  @Override
  public String name() {
    return actual.name();
  }

  @Override
  public boolean available() {
    return actual.available();
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return actual.unavailabilityCause();
  }
}
