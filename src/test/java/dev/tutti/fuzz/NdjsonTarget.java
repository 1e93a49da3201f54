package dev.tutti.fuzz;

import dev.tutti.wire.frame.NdjsonReader;

/** The reader of one JSON text a line. */
public final class NdjsonTarget {
  private static final Recut RECUT = new Recut(NdjsonReader::new);

  private NdjsonTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, NdjsonTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    RECUT.check(input);
  }
}
