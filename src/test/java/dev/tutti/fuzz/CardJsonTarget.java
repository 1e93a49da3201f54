package dev.tutti.fuzz;

/** The reader of cards as documents. */
public final class CardJsonTarget {
  private CardJsonTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, CardJsonTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes. */
  public static void fuzzerTestOneInput(byte[] input) {
    CardTarget.read(input);
  }
}
