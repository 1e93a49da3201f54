package dev.tutti.cooperation.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Likeness of longer texts: the cosine of their words, each counted by the root of how often it
 * occurs; of Chinese, pairs of characters are words.
 */
final class ProseVectors {
  private static final int MOST_WORDS = 4_000;

  private final List<Map<String, Double>> vectors;

  private ProseVectors(List<Map<String, Double>> vectors) {
    this.vectors = vectors;
  }

  static ProseVectors of(List<String> texts) {
    return new ProseVectors(texts.stream().map(ProseVectors::vector).toList());
  }

  /** Likeness of two texts, from 0 to 1. */
  double similarity(int first, int second) {
    var left = vectors.get(first);
    var right = vectors.get(second);
    boolean fewerLeft = left.size() <= right.size();
    var fewer = fewerLeft ? left : right;
    var more = fewerLeft ? right : left;
    double sum = 0;
    for (var each : fewer.entrySet()) {
      sum += each.getValue() * more.getOrDefault(each.getKey(), 0.0);
    }
    return Math.clamp(sum, 0, 1);
  }

  private static Map<String, Double> vector(String text) {
    var counts = new HashMap<String, Integer>();
    var lower = text.toLowerCase(Locale.ROOT);
    int words = 0;
    for (int i = 0; i < lower.length() && words < MOST_WORDS; ) {
      int end = end(lower, i);
      if (end > i) {
        counts.merge(lower.substring(i, end), 1, Integer::sum);
        words++;
      }
      boolean han = Character.isIdeographic(lower.charAt(i));
      i = han || end == i ? i + 1 : end;
    }
    return unit(counts);
  }

  /** Place after the word that begins here: two ideographs, or letters and digits. */
  private static int end(String text, int start) {
    if (Character.isIdeographic(text.charAt(start))) {
      boolean pair = start + 1 < text.length() && Character.isIdeographic(text.charAt(start + 1));
      return pair ? start + 2 : start + 1;
    }
    int end = start;
    while (end < text.length()
        && Character.isLetterOrDigit(text.charAt(end))
        && !Character.isIdeographic(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static Map<String, Double> unit(Map<String, Integer> counts) {
    double length = Math.sqrt(counts.values().stream().mapToInt(Integer::intValue).sum());
    var unit = new HashMap<String, Double>();
    counts.forEach((word, count) -> unit.put(word, Math.sqrt(count) / length));
    return unit;
  }
}
