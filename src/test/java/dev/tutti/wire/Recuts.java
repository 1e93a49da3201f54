package dev.tutti.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Bytes as reads that end anywhere. */
public final class Recuts {
  private Recuts() {}

  /**
   * How long reads are, one after the other and then from the beginning again; 0 for an empty one.
   */
  public static Arbitrary<List<Integer>> cuts() {
    var lengths =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.integers().between(0, 4)),
            Tuple.of(2, Arbitraries.integers().between(5, 200)));
    return lengths
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(all -> all.stream().anyMatch(n -> n > 0) ? all : List.of(1));
  }

  /** The bytes in reads of these lengths. */
  public static List<byte[]> pieces(byte[] bytes, List<Integer> cuts) {
    var pieces = new ArrayList<byte[]>();
    int at = 0;
    for (int i = 0; at < bytes.length; i++) {
      int to = Math.min(bytes.length, at + cuts.get(i % cuts.size()));
      pieces.add(Arrays.copyOfRange(bytes, at, to));
      at = to;
    }
    return pieces;
  }
}
