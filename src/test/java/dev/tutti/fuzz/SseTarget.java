package dev.tutti.fuzz;

import dev.tutti.wire.frame.SseReader;

/** The reader of server-sent events. */
public final class SseTarget {
  private static final Recut RECUT = new Recut(SseReader::new);

  private SseTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, SseTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    RECUT.check(input);
  }
}
