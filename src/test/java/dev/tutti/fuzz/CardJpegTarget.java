package dev.tutti.fuzz;

import java.io.ByteArrayOutputStream;

/** The reader of cards in an archive behind a JPEG. */
public final class CardJpegTarget {
  private static final byte[] BEGIN = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private CardJpegTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, CardJpegTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes behind the beginning of a JPEG. */
  public static void fuzzerTestOneInput(byte[] input) {
    var file = new ByteArrayOutputStream();
    file.writeBytes(BEGIN);
    file.writeBytes(input);
    CardTarget.read(file.toByteArray());
  }
}
