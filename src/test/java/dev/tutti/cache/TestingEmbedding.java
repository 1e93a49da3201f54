package dev.tutti.cache;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text as a vector by hashing its letters in ones and twos: texts with the same letters are near
 * to each other. Knows nothing of meaning, so that the rules have all the work to do.
 */
public final class TestingEmbedding {
  private static final int DIMENSIONS = 512;

  private TestingEmbedding() {}

  public static QuestionVector of(String text) {
    var letters =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", " ");
    var vector = new float[DIMENSIONS];
    for (int length = 1; length <= 2; length++) {
      for (int i = 0; i + length <= letters.length(); i++) {
        int hash = letters.substring(i, i + length).hashCode() * 0x9E3779B9;
        vector[Math.floorMod(hash >>> 8, DIMENSIONS)] += hash < 0 ? -1 : 1;
      }
    }
    return QuestionVector.of(vector);
  }
}
