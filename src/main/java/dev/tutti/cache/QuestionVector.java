package dev.tutti.cache;

/** Unit vector that an embedding model makes of a question. Immutable. */
public final class QuestionVector {
  private final float[] parts;

  private QuestionVector(float[] parts) {
    this.parts = parts;
  }

  /** The direction of a vector of any length. */
  public static QuestionVector of(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += (double) each * each;
    }
    var parts = new float[vector.length];
    for (int i = 0; i < parts.length && squares > 0; i++) {
      parts[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return new QuestionVector(parts);
  }

  /** Cosine of two, -1 to 1; vectors of different models are not similar at all. */
  public double cosine(QuestionVector other) {
    if (parts.length != other.parts.length) {
      return -1;
    }
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += (double) parts[i] * other.parts[i];
    }
    return Math.min(1, sum);
  }

  int bytes() {
    return parts.length * Float.BYTES;
  }
}
