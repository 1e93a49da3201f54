package dev.tutti;

import dev.tutti.wire.Loops;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The event loops' machinery. */
final class EventLoops {
  private static final int WORKERS = 4;

  private EventLoops() {}

  /**
   * Starts one event loop a core; large bodies are parsed on a few threads beside them.
   *
   * @param closer stops them
   */
  static Loops start(Closer closer) {
    int count = Runtime.getRuntime().availableProcessors();
    var vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(WORKERS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    closer.add(() -> vertx.close().await());
    return Loops.start(vertx, count);
  }
}
