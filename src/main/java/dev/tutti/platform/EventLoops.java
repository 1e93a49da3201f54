package dev.tutti.platform;

import dev.tutti.wire.Loops;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;

/** The event loops' machinery. */
public final class EventLoops {
  private static final int WORKERS = 4;

  private EventLoops() {}

  /**
   * Starts one event loop a core; large bodies are parsed on a few threads beside them.
   *
   * @param closer stops them
   * @param transport what they read and write with
   */
  public static Loops start(Closer closer, Transport transport) {
    int count = Runtime.getRuntime().availableProcessors();
    var vertx =
        Vertx.builder()
            .withTransport(transport)
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(count)
                    .setWorkerPoolSize(WORKERS)
                    .setDisableTCCL(true) // there is one class loader, and each task would set it
                    .setFileSystemOptions(
                        new FileSystemOptions()
                            .setFileCachingEnabled(false)
                            .setClassPathResolvingEnabled(false)))
            .build();
    closer.add(() -> vertx.close().await());
    return Loops.start(vertx, count);
  }
}
