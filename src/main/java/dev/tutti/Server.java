package dev.tutti;

import dev.tutti.console.ConsoleSettings;
import dev.tutti.http.Gateway;
import dev.tutti.http.Loopback;
import dev.tutti.http.Rights;
import java.util.List;

/** A running server. Thread-safe. */
public final class Server implements AutoCloseable {
  private final Core core;
  private final Gateway gateway;
  private final String url;

  private Server(Core core) {
    this.core = core;
    this.gateway = core.gateway();
    requireKeyOutsideLoopback(core);
    this.url = gateway.start();
    core.tasks.start();
  }

  /**
   * Starts; when it returns, the server answers.
   *
   * @throws RuntimeException saying what could not be; then nothing is left running
   */
  public static Server start(Configuration configuration) {
    var core = new Core(configuration);
    try {
      return new Server(core);
    } catch (Throwable e) {
      core.close();
      throw e;
    }
  }

  private static void requireKeyOutsideLoopback(Core core) {
    var host = core.settings().server().host();
    if (!core.keys().exist() && !Loopback.isHost(host)) {
      throw new IllegalStateException(
          """
          server.host: %s can be reached from other machines, and no key exists \
          (expected: 127.0.0.1, or first: ./tutti keys create --role admin)\
          """
              .formatted(host));
    }
  }

  /** The address that clients use, such as {@code http://127.0.0.1:8080}. */
  public String url() {
    return url;
  }

  /** Whether callers need a key. */
  public boolean needsKey() {
    return core.keys().exist();
  }

  /** Whether the console is served. */
  public boolean hasConsole() {
    return core.settings().of(ConsoleSettings.SECTION).enabled();
  }

  /** The names of the providers. */
  public List<String> providers() {
    return List.copyOf(core.settings().providers().keySet());
  }

  /** Every route and who may use it. */
  List<Rights> rights() {
    return gateway.rights();
  }

  /** Drains, then stops; see {@link Gateway#close}. */
  @Override
  public void close() {
    gateway.close();
    core.close();
  }
}
