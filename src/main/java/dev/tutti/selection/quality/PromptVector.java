package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptShape;
import dev.tutti.selection.analysis.TaskType;
import java.nio.ByteBuffer;

/** Features of a prompt from which quality is predicted; it holds no text. Immutable. */
public final class PromptVector {
  /** Number of features about the structure. */
  static final int DENSE = PromptShape.FEATURES + 1;

  private final TaskType taskType;
  private final float[] dense;
  private final char[] grams;

  private PromptVector(TaskType taskType, float[] dense, char[] grams) {
    this.taskType = taskType;
    this.dense = dense;
    this.grams = grams;
  }

  /** The features of a user's text. */
  public static PromptVector of(String text, PromptAnalysis analysis) {
    var shape = PromptShape.of(text).features();
    var dense = new float[DENSE];
    for (int i = 0; i < shape.length; i++) {
      dense[i] = (float) shape[i];
    }
    dense[DENSE - 1] = (float) (analysis.complexity() * 4);
    return new PromptVector(analysis.taskType(), dense, PromptGrams.of(text));
  }

  /** The task type that its analysis has told. */
  public TaskType taskType() {
    return taskType;
  }

  float dense(int feature) {
    return dense[feature];
  }

  char[] grams() {
    return grams;
  }

  /** Bytes that {@link #write} takes. */
  int bytes() {
    return 1 + 4 * DENSE + 2 + 2 * grams.length;
  }

  /** Writes it behind what is there. */
  void write(ByteBuffer out) {
    out.put((byte) taskType.index());
    for (float each : dense) {
      out.putFloat(each);
    }
    out.putChar((char) grams.length);
    for (char each : grams) {
      out.putChar(each);
    }
  }

  /** Reads what {@link #write} has written. */
  static PromptVector read(ByteBuffer in) {
    int type = in.get();
    if (type < 0 || type >= TaskType.values().length) {
      throw new IllegalArgumentException("task type: %d (expected: a known one)".formatted(type));
    }
    var dense = new float[DENSE];
    for (int i = 0; i < DENSE; i++) {
      dense[i] = in.getFloat();
    }
    var grams = new char[in.getChar()];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = in.getChar();
    }
    return new PromptVector(TaskType.values()[type], dense, grams);
  }
}
