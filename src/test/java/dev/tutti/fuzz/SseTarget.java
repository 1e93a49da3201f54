package dev.tutti.fuzz;

import dev.tutti.wire.SseReader;

/** The reader of server-sent events. */
public final class SseTarget {
  private static final Recut RECUT = new Recut(SseReader::new);

  private SseTarget() {}

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    RECUT.check(input);
  }
}
