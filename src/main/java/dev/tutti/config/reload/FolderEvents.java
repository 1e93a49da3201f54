package dev.tutti.config.reload;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hints of the operating system that something in a folder has changed. They come late or never for
 * what is behind a symbolic link or on a network, so nothing may depend on them.
 */
final class FolderEvents implements AutoCloseable {
  /** Lets one change's many events become one hint, and bounds what a busy folder costs. */
  private static final Duration LULL = Duration.ofMillis(50);

  private final @Nullable WatchService service;

  private FolderEvents(@Nullable WatchService service) {
    this.service = service;
  }

  /** Events of a folder; of one that cannot be watched there are none. */
  static FolderEvents of(Path folder) {
    WatchService service = null;
    try {
      service = folder.getFileSystem().newWatchService();
      folder.register(
          service,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      return new FolderEvents(service);
    } catch (IOException | UnsupportedOperationException _) {
      close(service);
      return new FolderEvents(null);
    }
  }

  /** Waits for a hint, at most about so long. */
  void await(Duration most) throws InterruptedException {
    if (service == null) {
      Thread.sleep(most);
      return;
    }
    try {
      var key = service.poll(most.toMillis(), TimeUnit.MILLISECONDS);
      if (key != null) {
        Thread.sleep(LULL);
        key.pollEvents();
        key.reset();
      }
    } catch (ClosedWatchServiceException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(service);
  }

  private static void close(@Nullable WatchService service) {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException _) {
      // There is nothing left to free.
    }
  }
}
