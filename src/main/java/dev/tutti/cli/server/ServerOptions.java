package dev.tutti.cli.server;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.Origin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

  /** Fault of a server that cannot be reached, or of a file of this machine. */
  public Fault unreachable(IOException why) {
    if (why instanceof FileSystemException || why instanceof FileNotFoundException) {
      return ofFile(why);
    }
    var reason = why.getMessage() == null ? "nobody listens there" : why.getMessage();
    return Fault.of(
        FaultCode.CONNECTION,
        "%s: %s (start it: ./tutti serve; one at another address: --url)".formatted(url, reason));
  }

  /** A file of this machine is at fault, and not the server. */
  private static Fault ofFile(IOException why) {
    var what =
        switch (why) {
          case NoSuchFileException e -> e.getFile() + ": no such file";
          case AccessDeniedException e -> e.getFile() + ": may not be read or written";
          default -> String.valueOf(why.getMessage());
        };
    return Fault.of(
        FaultCode.INVALID_REQUEST, what + " (expected: a file that can be read or written)");
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
