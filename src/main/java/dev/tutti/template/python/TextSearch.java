package dev.tutti.template.python;

/**
 * Search for a part in a text, forwards or backwards, in time linear in both, after Knuth, Morris
 * and Pratt ("Fast pattern matching in strings", 1977): texts and parts come from callers, and a
 * naive search for {@code aaa...ab} in {@code aaa...a} takes the product of their lengths.
 * Occurrences do not overlap. Confined to one thread.
 */
final class TextSearch {
  private static final int PLACES_PER_STEP = 4;

  private final String text;
  private final String part;
  private final boolean backwards;
  private final int[] borders;

  private TextSearch(String text, String part, boolean backwards, Meter meter) {
    this.text = text;
    this.part = part;
    this.backwards = backwards;
    boolean fits = part.length() <= text.length();
    meter.scan(text.length());
    meter.charge(fits ? part.length() / PLACES_PER_STEP : 0);
    this.borders = fits ? borders() : new int[0];
  }

  static TextSearch forwards(String text, String part, Meter meter) {
    return new TextSearch(text, part, false, meter);
  }

  static TextSearch backwards(String text, String part, Meter meter) {
    return new TextSearch(text, part, true, meter);
  }

  /**
   * The offset at which the part occurs first (backwards: last) in the whole text; -1 for nowhere.
   */
  int first() {
    return backwards ? from(text.length()) : from(0);
  }

  /**
   * The next occurrence.
   *
   * @param bound where the text begins (backwards: ends) that is searched
   * @return the index of its first character, -1 for none
   */
  int from(int bound) {
    if (part.isEmpty()) {
      return bound;
    }
    int length = part.length();
    int left = backwards ? bound : text.length() - bound;
    if (length > left) {
      return -1;
    }
    int matched = 0;
    for (int i = 0; i < left; i++) {
      char each = text.charAt(backwards ? bound - 1 - i : bound + i);
      matched = extended(matched, each);
      if (matched == length) {
        return backwards ? bound - 1 - i : bound + i + 1 - length;
      }
    }
    return -1;
  }

  /**
   * The length of the part that matches after another character, when so much matched before it.
   */
  private int extended(int matched, char each) {
    int state = matched;
    while (state > 0 && at(state) != each) {
      state = borders[state - 1];
    }
    return at(state) == each ? state + 1 : state;
  }

  /** For each beginning of the part, the length of the longest one that also ends it. */
  private int[] borders() {
    var found = new int[part.length()];
    int state = 0;
    for (int i = 1; i < found.length; i++) {
      while (state > 0 && at(state) != at(i)) {
        state = found[state - 1];
      }
      state += at(state) == at(i) ? 1 : 0;
      found[i] = state;
    }
    return found;
  }

  private char at(int index) {
    return part.charAt(backwards ? part.length() - 1 - index : index);
  }
}
