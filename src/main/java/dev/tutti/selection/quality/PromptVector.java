package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptShape;
import dev.tutti.selection.analysis.TaskType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Features of a prompt from which quality is predicted; it holds no text. Immutable. */
public final class PromptVector {
  /** Number of features about the structure. */
  static final int DENSE = PromptShape.FEATURES + 1;

  private static final int LONGEST_LABEL = 64;

  private final TaskType taskType;
  private final String label;
  private final float[] dense;
  private final char[] grams;

  private PromptVector(TaskType taskType, String label, float[] dense, char[] grams) {
    this.taskType = taskType;
    this.label = label.substring(0, Math.min(LONGEST_LABEL, label.length()));
    this.dense = dense;
    this.grams = grams;
  }

  /** The features of a user's text. */
  public static PromptVector of(String text, PromptAnalysis analysis) {
    return of(text, analysis, "");
  }

  /**
   * The features of a prompt to learn from.
   *
   * @param label the operator's own name of its task type, in whatever words; empty where there is
   *     none. It is learned to be told from prompts, never read to decide.
   */
  public static PromptVector of(String text, PromptAnalysis analysis, String label) {
    var shape = PromptShape.of(text).features();
    var dense = new float[DENSE];
    for (int i = 0; i < shape.length; i++) {
      dense[i] = (float) shape[i];
    }
    dense[DENSE - 1] = (float) (analysis.complexity() * 4);
    return new PromptVector(analysis.taskType(), label, dense, PromptGrams.of(text));
  }

  /** The task type that its analysis has told. */
  public TaskType taskType() {
    return taskType;
  }

  String label() {
    return label;
  }

  float dense(int feature) {
    return dense[feature];
  }

  char[] grams() {
    return grams;
  }

  /** Bytes that {@link #write} takes. */
  int bytes() {
    return 1 + 1 + label.getBytes(StandardCharsets.UTF_8).length + 4 * DENSE + 2 + 2 * grams.length;
  }

  /** Writes it behind what is there. */
  void write(ByteBuffer out) {
    out.put((byte) taskType.index());
    var name = label.getBytes(StandardCharsets.UTF_8);
    out.put((byte) name.length).put(name);
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
    var name = new byte[Byte.toUnsignedInt(in.get())];
    in.get(name);
    var dense = new float[DENSE];
    for (int i = 0; i < DENSE; i++) {
      dense[i] = in.getFloat();
    }
    var grams = new char[in.getChar()];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = in.getChar();
    }
    return new PromptVector(
        List.of(TaskType.values()).get(type),
        new String(name, StandardCharsets.UTF_8),
        dense,
        grams);
  }
}
