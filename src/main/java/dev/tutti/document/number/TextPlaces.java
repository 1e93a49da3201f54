package dev.tutti.document.number;

import dev.tutti.document.number.PeriodGrammar.FoundPeriod;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Places in a text that do not overlap, in their order: marks that divide it, or its periods. */
final class TextPlaces {
  private final int[] starts;
  private final int[] ends;

  private TextPlaces(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  static TextPlaces of(Pattern pattern, CharSequence text) {
    var found = pattern.matcher(text).results().toList();
    return new TextPlaces(
        found.stream().mapToInt(MatchResult::start).toArray(),
        found.stream().mapToInt(MatchResult::end).toArray());
  }

  static TextPlaces of(List<FoundPeriod> periods) {
    return new TextPlaces(
        periods.stream().mapToInt(FoundPeriod::start).toArray(),
        periods.stream().mapToInt(FoundPeriod::end).toArray());
  }

  int size() {
    return starts.length;
  }

  /** Last one that ends at a place or before it; -1 for none. */
  int lastBefore(int place) {
    int at = Arrays.binarySearch(ends, place);
    return at >= 0 ? at : -at - 2;
  }

  /** First one that begins at a place or behind it; as many as there are for none. */
  int firstFrom(int place) {
    int at = Arrays.binarySearch(starts, place);
    return at >= 0 ? at : -at - 1;
  }

  /** End of one; the begin of the text for none. */
  int end(int number) {
    return number < 0 ? 0 : ends[number];
  }

  /** Begin of the first one from a place on. */
  int startFrom(int place) {
    int next = firstFrom(place);
    return next < starts.length ? starts[next] : Integer.MAX_VALUE;
  }
}
