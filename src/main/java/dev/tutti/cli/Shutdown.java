package dev.tutti.cli;

import org.slf4j.LoggerFactory;

/** Orderly stop of a process that is told to end. */
final class Shutdown {
  private Shutdown() {}

  /** Closes a server on SIGTERM or Ctrl-C, as slowly as its streams need. */
  static void closeOnSignal(AutoCloseable server) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(server)));
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      LoggerFactory.getLogger(Shutdown.class).warn("Stopping failed: {}", e.toString());
    }
  }
}
