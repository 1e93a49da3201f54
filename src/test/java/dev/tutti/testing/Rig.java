package dev.tutti.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An upstream and Tutti in front of it, once for all tests of a class. */
public final class Rig implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  /** One provider, {@code up}; headers are held back until something is known. */
  public static final String PLAIN =
      """
      server: {commit_after: 10m}
      providers:
        up: {base_url: "{upstream}", api_key: sk-of-the-provider}
      """;

  private final String yaml;
  private final boolean resilient;
  private @Nullable Parts parts;

  private Rig(String yaml, boolean resilient) {
    this.yaml = yaml;
    this.resilient = resilient;
  }

  /**
   * A rig with this configuration, in which <code>{upstream}</code> is the upstream's address.
   * Every failure reaches the caller.
   */
  public static Rig of(String yaml) {
    return new Rig(yaml, false);
  }

  /** A rig with this configuration, retries and breakers as it says. */
  public static Rig resilient(String yaml) {
    return new Rig(yaml, true);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var folder = Files.createTempDirectory("tutti-test");
    var upstream = TestingUpstream.start();
    var complete = yaml.replace("{upstream}", upstream.url());
    var tutti =
        resilient ? TestingTutti.resilient(folder, complete) : TestingTutti.start(folder, complete);
    parts = new Parts(folder, upstream, tutti);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    upstream().forget();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    var all = parts();
    try {
      all.tutti.close();
      all.upstream.close();
    } finally {
      Files.walkFileTree(all.folder, new Deleting());
    }
  }

  /** The upstream. */
  public TestingUpstream upstream() {
    return parts().upstream;
  }

  /** The server. */
  public TestingTutti tutti() {
    return parts().tutti;
  }

  /**
   * Closes every connection to the upstream, so that the next call opens one: what breaks on one
   * that was open before is tried once more.
   */
  public void closeConnections() throws IOException {
    upstream().closeConnections();
    Patience.until(
        () -> upstream().open() == 0 && tutti().pool(upstream()).path("idle").asInt(0) == 0,
        "no connection is open");
  }

  /** A new connection on which a chat was asked for. */
  public TestingClient ask(String json, String... headers) throws IOException {
    return tutti().ask(json, headers);
  }

  private Parts parts() {
    if (parts == null) {
      throw new IllegalStateException("the rig is not up");
    }
    return parts;
  }

  private record Parts(Path folder, TestingUpstream upstream, TestingTutti tutti) {}

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
