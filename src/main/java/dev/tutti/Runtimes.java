package dev.tutti;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The event loops' machinery. */
final class Runtimes {
  private static final int WORKERS = 4;

  private Runtimes() {}

  /** One event loop a core; large bodies are parsed on a few threads beside them. */
  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setPreferNativeTransport(true)
            .setEventLoopPoolSize(loops())
            .setWorkerPoolSize(WORKERS)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }
}
