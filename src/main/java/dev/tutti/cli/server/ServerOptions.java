package dev.tutti.cli.server;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.Origin;
import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Option;

/** Options by which a command reaches a running server. */
public final class ServerOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The server (default: $TUTTI_URL, else ${DEFAULT-VALUE}).",
      defaultValue = "${env:TUTTI_URL:-http://127.0.0.1:8080}")
  private String url = "http://127.0.0.1:8080";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "A virtual key (default: $TUTTI_API_KEY).",
      defaultValue = "${env:TUTTI_API_KEY:-}")
  private String key = "";

  /** Fault of a server that cannot be reached. */
  public Fault unreachable(IOException why) {
    var reason = why.getMessage() == null ? "nobody listens there" : why.getMessage();
    return Fault.of(
        FaultCode.CONNECTION,
        "%s: %s (start it: ./tutti serve; one at another address: --url)".formatted(url, reason));
  }

  /**
   * A client of that server.
   *
   * @throws IllegalArgumentException when the address is none
   */
  public ApiClient client() {
    try {
      Origin.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--url: " + e.getMessage(), e);
    }
    return new ApiClient(url, key);
  }
}
