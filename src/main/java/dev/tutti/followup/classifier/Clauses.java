package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;

/** Clauses and sentences of a text: what stands between marks. */
final class Clauses {
  private static final String CLAUSE = ",\uff0c.\u3002!\uff01?\uff1f;\uff1b\n";
  private static final String SENTENCE = ".!?\u3002\uff01\uff1f\n";

  private Clauses() {}

  /** The clauses with at least one word, in their order. */
  static List<List<TextToken>> of(List<TextToken> tokens) {
    return parts(tokens, CLAUSE);
  }

  /** How many sentences there are. */
  static int sentences(List<TextToken> tokens) {
    return parts(tokens, SENTENCE).size();
  }

  private static List<List<TextToken>> parts(List<TextToken> tokens, String ends) {
    var parts = new ArrayList<List<TextToken>>();
    var part = new ArrayList<TextToken>();
    for (var token : tokens) {
      if (!token.isMark()) {
        part.add(token);
      } else if (ends.contains(token.text()) && !part.isEmpty()) {
        parts.add(List.copyOf(part));
        part.clear();
      }
    }
    if (!part.isEmpty()) {
      parts.add(List.copyOf(part));
    }
    return parts;
  }
}
