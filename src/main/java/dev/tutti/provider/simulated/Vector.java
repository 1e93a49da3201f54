package dev.tutti.provider.simulated;

import java.util.List;
import java.util.Locale;

/**
 * A text as a unit vector by feature hashing (Weinberger et al., 2009): each token, each pair of
 * tokens and each three letters of a token adds or subtracts its weight at a place that its hash
 * names. Texts with the same words come out near to each other, in any process.
 */
final class Vector {
  private static final float TOKEN = 1;
  private static final float PAIR = 0.5f;
  private static final float LETTERS = 0.3f;

  private Vector() {}

  static float[] of(List<String> tokens, int dimensions) {
    var vector = new float[dimensions];
    var before = "";
    for (var token : tokens) {
      var word = token.strip().toLowerCase(Locale.ROOT);
      add(vector, word, TOKEN);
      add(vector, before + " " + word, PAIR);
      for (int i = 0; i + 3 <= word.length(); i++) {
        add(vector, "~" + word.substring(i, i + 3), LETTERS);
      }
      before = word;
    }
    return unit(vector);
  }

  private static void add(float[] vector, String feature, float weight) {
    long mixed = feature.hashCode() * 0x9E3779B97F4A7C15L;
    int place = (int) Long.remainderUnsigned(mixed >>> 16, vector.length);
    vector[place] += mixed < 0 ? -weight : weight;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += (double) each * each;
    }
    if (squares == 0) {
      vector[0] = 1;
      return vector;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return vector;
  }
}
