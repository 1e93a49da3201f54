package dev.tutti.document.number;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Places of words in a text, for windows of it: each is read as if it were a text of its own. The
 * words are found once in the whole text, wherever one begins, so that a window takes no time by
 * its length. What a window makes a word is one that its begin cuts off from what is before, or its
 * end from letters behind; no number or clause, at which windows end, is within a Chinese word. For
 * one thread.
 */
final class WordPlaces {
  private final CharSequence text;
  private final Matcher begin;
  private @Nullable FoundWords found;

  /** Words are found when they are first asked for. */
  WordPlaces(Pattern words, CharSequence text) {
    this.text = text;
    this.begin = words.matcher(text);
  }

  /** Begins of words in their order, and their ends. */
  private static final class FoundWords {
    private final int[] starts;
    private final int[] ends;

    FoundWords(int[] starts, int[] ends) {
      this.starts = starts;
      this.ends = ends;
    }

    /** Number of the first word that begins at a place or behind it. */
    int from(int place) {
      int at = Arrays.binarySearch(starts, place);
      return at >= 0 ? at : -at - 1;
    }
  }

  /** Begin of the last word between two places; -1 for none. */
  int last(int from, int to) {
    if (isCut(to)) {
      return lastWithin(from, to);
    }
    FoundWords words = found();
    for (int at = words.from(to) - 1; at >= 0 && words.starts[at] > from; at--) {
      if (words.ends[at] <= to) {
        return words.starts[at];
      }
    }
    return beginsAt(from, to) ? from : -1;
  }

  /** Whether there is a word between two places. */
  boolean any(int from, int to) {
    return last(from, to) >= 0;
  }

  /** Whether a window ends within letters, of which a word may be left: droppedUS$1. */
  private boolean isCut(int to) {
    return to > 0 && to < text.length() && isLatin(to - 1) && isLatin(to);
  }

  private boolean isLatin(int at) {
    char c = text.charAt(at);
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private int lastWithin(int from, int to) {
    begin.region(from, to);
    int last = -1;
    while (begin.find()) {
      last = begin.start();
    }
    return last;
  }

  private boolean beginsAt(int from, int to) {
    return begin.region(from, to).lookingAt();
  }

  private FoundWords found() {
    FoundWords known = found;
    if (known == null) {
      known = find();
      found = known;
    }
    return known;
  }

  private FoundWords find() {
    var starts = IntStream.builder();
    var ends = IntStream.builder();
    for (int from = 0; from <= text.length() && begin.find(from); from = begin.start() + 1) {
      starts.add(begin.start());
      ends.add(begin.end());
    }
    return new FoundWords(starts.build().toArray(), ends.build().toArray());
  }
}
