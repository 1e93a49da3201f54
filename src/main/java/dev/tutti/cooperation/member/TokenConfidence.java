package dev.tutti.cooperation.member;

import dev.tutti.cooperation.vote.StatedConfidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Confidence in an answer by the log probabilities of its tokens: the probability of the last line
 * that says something, without the words that announce it, such as {@code Answer:}. What a line of
 * many tokens has is the probability of its wording, so that a longer one says nothing.
 */
final class TokenConfidence {
  private static final int MOST_TOKENS = 24;
  private static final int LONGEST_LINE = 400;

  private final List<JsonNode> tokens;

  private TokenConfidence(List<JsonNode> tokens) {
    this.tokens = tokens;
  }

  /**
   * Probability of the answer that some tokens end with.
   *
   * @param tokens in OpenAI's form, {@code {token, logprob}}
   * @return empty without tokens, or where the last line is too long
   */
  static Optional<StatedConfidence> of(List<JsonNode> tokens) {
    return new TokenConfidence(tokens).lastLine();
  }

  private Optional<StatedConfidence> lastLine() {
    int end = tokens.size();
    while (end > 0) {
      int start = end;
      var line = new StringBuilder();
      while (start > 0 && line.length() <= LONGEST_LINE && !word(start - 1).contains("\n")) {
        line.insert(0, word(--start));
      }
      if (!isAside(line.toString())) {
        return probability(answer(start, end), end);
      }
      end = start - 1; // the token with the end of the line before
    }
    return Optional.empty();
  }

  /** Whether a line is no answer: an empty one, or what the model says of its confidence. */
  private static boolean isAside(String line) {
    var bare = line.strip().toLowerCase(Locale.ROOT).replaceAll("^[*_#>\\s-]+", "");
    return bare.isEmpty() || bare.startsWith("confidence") || bare.startsWith("置信度");
  }

  /** Place after the first colon of a line, where anything stands behind it. */
  private int answer(int start, int end) {
    for (int i = start; i < end - 1; i++) {
      var word = word(i).stripTrailing();
      if (word.endsWith(":") || word.endsWith("：")) {
        return i + 1;
      }
    }
    return start;
  }

  private Optional<StatedConfidence> probability(int from, int to) {
    if (to - from > MOST_TOKENS) {
      return Optional.empty();
    }
    double sum = 0;
    for (var token : tokens.subList(from, to)) {
      sum += token.path("logprob").asDouble(0);
    }
    return Optional.of(new StatedConfidence(Math.clamp(Math.exp(sum), 0, 1)));
  }

  private String word(int place) {
    return tokens.get(place).path("token").asString("");
  }
}
