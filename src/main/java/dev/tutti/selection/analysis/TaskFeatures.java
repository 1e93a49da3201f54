package dev.tutti.selection.analysis;

import java.util.Arrays;
import java.util.Map;

/**
 * Features of a prompt by which its task type is told: hashed words, pairs of words, Chinese
 * characters in pairs and threes, how the prompt begins and ends, its cues and its shape. What is
 * not there is 0, what is there 1.
 */
final class TaskFeatures {
  /** How many different features can be told apart. */
  static final int BUCKETS = 1 << 14;

  private static final int HEAD = 320;
  private static final int TAIL = 120;
  private static final int BEGINNING = 4;
  private static final int MOST = 2_048;
  private static final int PRIME = 0x01000193;

  private final int[] buckets = new int[MOST];
  private int size;

  private TaskFeatures() {}

  /**
   * The features of a prompt, ascending, each once.
   *
   * @param folded the instruction, without its payload
   */
  static int[] of(String folded, PromptShape shape, Map<Cue, String> cues) {
    var features = new TaskFeatures();
    if (folded.length() <= HEAD + TAIL) {
      features.read(folded, true);
    } else {
      features.read(folded.substring(0, HEAD), true);
      features.read(folded.substring(folded.length() - TAIL), false);
    }
    features.ending(folded.strip());
    cues.keySet().forEach(cue -> features.add("cue", cue.index()));
    features.shape(shape, folded.length());
    return Arrays.stream(features.buckets, 0, features.size).sorted().distinct().toArray();
  }

  private void add(int hash) {
    if (size < MOST) {
      int mixed = hash * 0x9E3779B1;
      buckets[size++] = mixed >>> 18; // the upper 14 bits
    }
  }

  private void add(String name, int value) {
    int hash = PRIME;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * PRIME;
    }
    add((hash ^ (value + 1_000)) * PRIME);
  }

  private void read(String text, boolean begins) {
    int before = 0;
    int index = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c >= '\u3400' && c <= '\u9fff') {
        han(text, at, begins && at < BEGINNING);
        before = c;
        at++;
      } else if (Character.isLetterOrDigit(c)) {
        int end = at;
        int hash = Character.isDigit(c) ? 17 : 31;
        while (end < text.length() && isWord(text.charAt(end))) {
          hash = Character.isDigit(c) ? hash : (hash ^ text.charAt(end)) * PRIME;
          end++;
        }
        add(hash);
        add((before * 31 + hash) * PRIME);
        if (begins && index < 2) {
          add((hash ^ (0x5bd1 + index)) * PRIME);
        }
        index++;
        before = hash;
        at = end;
      } else {
        at++;
      }
    }
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) && !(c >= '\u3400' && c <= '\u9fff');
  }

  private void han(String text, int at, boolean begins) {
    int hash = 7;
    for (int length = 1; length <= 3 && at + length <= text.length(); length++) {
      char c = text.charAt(at + length - 1);
      if (c < '\u3400' || c > '\u9fff') {
        return;
      }
      hash = (hash ^ c) * PRIME;
      add(hash + length);
      if (begins && length > 1) {
        add((hash ^ 0x3c6e) * PRIME + length);
      }
    }
  }

  private void ending(String text) {
    int hash = 11;
    for (int i = 1; i <= 3 && i <= text.length(); i++) {
      hash = (hash ^ text.charAt(text.length() - i)) * PRIME;
      add((hash ^ 0x0e7d) * PRIME + i);
    }
  }

  private void shape(PromptShape shape, int instruction) {
    add("length", bucket(shape.characters()));
    add("payload", bucket(shape.characters() - instruction));
    add("numbers", bucket(shape.numbers()));
    add("math", bucket(shape.mathSigns()));
    add("questions", bucket(shape.questions()));
    add("lines", bucket(shape.lines()));
    add("options", bucket(shape.options()));
    add("code", bucket(shape.codeLines()));
    add("rows", bucket(shape.rows()));
    add("chinese", shape.isChinese() ? 1 : 0);
    add("numbers+words", bucket(shape.numbers()) * 8 + bucket((int) shape.terms()) / 2);
  }

  /** Logarithm to the base 2, rounded down; 0 for none. */
  private static int bucket(int count) {
    return count <= 0 ? 0 : 32 - Integer.numberOfLeadingZeros(count);
  }
}
