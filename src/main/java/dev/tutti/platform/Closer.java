package dev.tutti.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resources that were opened, to be closed in reverse order. Not thread-safe. */
public final class Closer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closer.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Deque<AutoCloseable> last = new ArrayDeque<>();

  /** Remembers to close something. */
  public <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Remembers to close something after all that {@link #add} was told of. */
  public <T extends AutoCloseable> T addLast(T resource) {
    last.push(resource);
    return resource;
  }

  /** Closes everything, even when some of it cannot be closed well. */
  @Override
  public void close() {
    close(opened);
    close(last);
  }

  private static void close(Deque<AutoCloseable> resources) {
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        log.warn("Closing failed: {}", e.toString());
      }
    }
  }
}
