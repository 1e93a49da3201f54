package dev.tutti.selection.quality;

import dev.tutti.selection.keyword.EnglishStems;
import java.util.Arrays;
import java.util.Locale;

/**
 * Hashed grams of a prompt: stems of words and pairs of them, single Chinese characters, pairs and
 * threes, commands of TeX. Of a long prompt the beginning and the end count.
 */
final class PromptGrams {
  /** How many different grams can be told apart. */
  static final int BUCKETS = 1 << 16;

  private static final int HEAD = 2_400;
  private static final int TAIL = 800;
  private static final int MOST = 800;
  private static final int PRIME = 0x01000193;

  private final char[] grams = new char[4 * MOST];
  private int size;

  private PromptGrams() {}

  /** The grams of a text, ascending, each once. */
  static char[] of(String text) {
    var found = new PromptGrams();
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() <= HEAD + TAIL) {
      found.read(lower);
    } else {
      found.read(lower.substring(0, HEAD));
      found.read(lower.substring(lower.length() - TAIL));
    }
    return found.distinct();
  }

  private char[] distinct() {
    var sorted = Arrays.copyOf(grams, size);
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, Math.min(kept, MOST));
  }

  private void add(int hash) {
    if (size < grams.length) {
      grams[size++] = (char) ((hash * 0x9E3779B1) >>> 16);
    }
  }

  private void read(String text) {
    int before = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isHan(c)) {
        han(text, at);
        before = 0;
        at++;
      } else if (Character.isLetterOrDigit(c) || c == '\\') {
        int end = wordEnd(text, at);
        int hash = hash(text, at, end);
        add(hash);
        if (before != 0) {
          add((before * 31 + hash) * PRIME);
        }
        before = hash;
        at = end;
      } else {
        if (c > ' ' && "+=^<>/%$".indexOf(c) >= 0) {
          add(c * PRIME);
        }
        at++;
      }
    }
  }

  private static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9fff';
  }

  private static int wordEnd(String text, int from) {
    int end = from + 1;
    while (end < text.length()
        && Character.isLetterOrDigit(text.charAt(end))
        && !isHan(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int hash(String text, int from, int to) {
    if (Character.isDigit(text.charAt(from))) {
      return 17 + Math.min(to - from, 4);
    }
    var stem = EnglishStems.of(text.substring(from, to));
    int hash = 31;
    for (int i = 0; i < stem.length(); i++) {
      hash = (hash ^ stem.charAt(i)) * PRIME;
    }
    return hash;
  }

  private void han(String text, int at) {
    int hash = 7;
    for (int length = 1; length <= 3 && at + length <= text.length(); length++) {
      char c = text.charAt(at + length - 1);
      if (!isHan(c)) {
        return;
      }
      hash = (hash ^ c) * PRIME;
      add(hash + length);
    }
  }
}
