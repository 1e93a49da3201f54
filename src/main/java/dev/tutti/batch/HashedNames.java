package dev.tutti.batch;

import dev.tutti.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Set of many names that keeps 64 bits of the hash of each, in 16 bytes or so: two of a million
 * names are taken for the same once in thirty million such sets. Not thread-safe.
 */
final class HashedNames {
  private static final int USUAL = 1 << 10;

  private long[] table = new long[USUAL];
  private int size;

  /** Adds a name; says whether it was new. */
  boolean add(String name) {
    if (2 * size >= table.length) {
      grow();
    }
    long hash = ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8))).getLong();
    boolean isNew = put(table, hash == 0 ? 1 : hash);
    size += isNew ? 1 : 0;
    return isNew;
  }

  private static boolean put(long[] into, long hash) {
    int mask = into.length - 1;
    int at = (int) hash & mask;
    while (into[at] != 0 && into[at] != hash) {
      at = (at + 1) & mask;
    }
    boolean isNew = into[at] == 0;
    into[at] = hash;
    return isNew;
  }

  private void grow() {
    var larger = new long[2 * table.length];
    for (long hash : table) {
      if (hash != 0) {
        put(larger, hash);
      }
    }
    table = larger;
  }
}
