package dev.tutti.crash;

import java.util.Arrays;
import java.util.Locale;

/** Way in which a server is disturbed. */
enum CrashMode {
  /** It is killed. */
  KILLS,
  /** It is killed, and one call of its database in a hundred fails. */
  STORE1,
  /** It is killed, and one call of its database in ten fails. */
  STORE10,
  /** Its disk is full for a while. */
  DISK,
  /** It stands still for longer than a lease would last. */
  STOP,
  /** It is killed while it answers a batch. */
  BATCH,
  /** A task ends it whenever it runs. */
  POISON;

  /**
   * Mode of a name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static CrashMode of(String name) {
    return Arrays.stream(values())
        .filter(mode -> mode.word().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "mode: %s (expected: one of %s)".formatted(name, Arrays.toString(values()))));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
