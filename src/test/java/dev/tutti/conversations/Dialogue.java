package dev.tutti.conversations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Dialogue as it was held.
 *
 * @param source the data set that it is from
 * @param lines what was said, the oldest first
 * @param labels what people say of user lines, by their places
 */
record Dialogue(String source, String id, List<Line> lines, Map<Integer, Label> labels) {
  private static final Pattern WORD = Pattern.compile("[\\p{IsHan}]|[a-z0-9']{3,}");
  private static final Set<String> COMMON =
      Set.of(
          "the", "and", "what", "who", "how", "why", "when", "where", "which", "its", "are", "was",
          "were", "does", "did", "his", "her", "their", "this", "that", "there", "have", "has",
          "had", "with", "for", "from", "about", "any", "other", "you", "your", "can", "could",
          "would", "should", "will", "not", "please", "tell", "she", "they", "them", "him", "been",
          "some");

  /** What somebody said. */
  record Line(boolean user, String text) {}

  /**
   * Label of a user's line.
   *
   * @param followUp whether it needs what was said before
   * @param rewritten the same in words that need nothing, where people wrote some
   */
  record Label(boolean followUp, Optional<String> rewritten) {}

  /** The label of a line, where it is a user's and has one. */
  Optional<Label> label(int at) {
    return Optional.ofNullable(labels.get(at));
  }

  /**
   * The places of what a follow-up needs: the last question with its answer, and, where people have
   * rewritten it, the last lines that have the words which they put in.
   */
  Set<Integer> needs(int at) {
    var needs = new HashSet<>(exchangeBefore(at));
    var rewritten = label(at).flatMap(Label::rewritten);
    if (rewritten.isPresent()) {
      var here = words(lines.get(at).text());
      for (var word : words(rewritten.get())) {
        if (!here.contains(word)) {
          last(word, at).ifPresent(needs::add);
        }
      }
    }
    return needs;
  }

  /** The places of the last question before a line and of what was answered. */
  Set<Integer> exchangeBefore(int at) {
    var places = new HashSet<Integer>();
    int before = at - 1;
    while (before >= 0 && !lines.get(before).user()) {
      places.add(before--);
    }
    if (before >= 0) {
      places.add(before);
    }
    return places;
  }

  /** The place of the line that opened the topic by the labels: the last one that stood alone. */
  int opening(int at) {
    for (int before = at - 1; before > 0; before--) {
      if (label(before).filter(label -> !label.followUp()).isPresent()) {
        return before;
      }
    }
    return questions().getFirst();
  }

  private Optional<Integer> last(String word, int at) {
    for (int before = at - 1; before >= 0; before--) {
      if (words(lines.get(before).text()).contains(word)) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group())
        .filter(word -> !COMMON.contains(word))
        .forEach(words::add);
    return words;
  }

  /** The places of user lines. */
  List<Integer> questions() {
    var places = new ArrayList<Integer>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).user()) {
        places.add(at);
      }
    }
    return places;
  }
}
