package dev.tutti.character.group;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Filter for what one speaker says, while it comes: a line that begins with another's name and a
 * colon ends it, and the speaker's own name at the very beginning is left out. What may still
 * become a name is held back until it is clear, never more than the longest name and what surrounds
 * it. For one reply; not thread-safe.
 */
public final class SpeakerCutter {
  private static final String BEFORE_NAME = " \t*_[【「\"“";
  private static final String BEHIND_NAME = " \t*_]】」\"”";
  private static final int MOST_MARKS = 4;
  private static final int MOST_HELD_LINES = 64;

  private final List<String> own;
  private final List<String> others;
  private final StringBuilder held = new StringBuilder(); // ends of lines, and the begin of one
  private int line; // where in it the line begins
  private boolean beginning = true; // of the reply
  private boolean undecided = true; // whether the line may still begin with a name
  private boolean afterName; // the own one, whose marks and blanks are left out, too
  private boolean cut;

  /**
   * A filter for one reply.
   *
   * @param own names of the speaker
   * @param others names of everybody else, the user's among them
   */
  public SpeakerCutter(List<String> own, List<String> others) {
    this.own = forms(own);
    this.others = forms(others);
  }

  private enum Verdict {
    OTHER,
    OWN,
    OPEN,
    TEXT
  }

  private static List<String> forms(List<String> names) {
    return names.stream()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(SpeakerCutter::form)
        .toList();
  }

  private static String form(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  /** Whether another's line has ended the reply. */
  public boolean isCut() {
    return cut;
  }

  /** Takes a piece of the reply; returns what may be shown of all that came. */
  public String add(String piece) {
    var shown = new StringBuilder();
    for (int i = 0; i < piece.length() && !cut; i++) {
      add(piece.charAt(i), shown);
    }
    return shown.toString();
  }

  private void add(char each, StringBuilder shown) {
    if (each == '\n' || each == '\r') {
      if (held.substring(line).isBlank() && held.length() < MOST_HELD_LINES) {
        held.append(each);
      } else {
        show(shown);
        held.append(each);
      }
      line = held.length();
      undecided = true;
    } else if (afterName && BEHIND_NAME.indexOf(each) >= 0) {
      line = held.length();
    } else if (undecided) {
      afterName = false;
      held.append(each);
      decide(shown);
    } else {
      shown.append(each);
    }
  }

  private void show(StringBuilder shown) {
    shown.append(held);
    beginning &= held.isEmpty();
    held.setLength(0);
    line = 0;
  }

  private void decide(StringBuilder shown) {
    switch (verdict(held.substring(line))) {
      case OTHER -> {
        cut = true;
        held.setLength(0);
      }
      case OWN -> {
        held.setLength(0);
        line = 0;
        afterName = true;
      }
      case TEXT -> {
        show(shown);
        undecided = false;
      }
      case OPEN -> {}
    }
  }

  private Verdict verdict(String text) {
    int from = marks(text, 0, BEFORE_NAME);
    if (from == text.length()) {
      return from <= MOST_MARKS ? Verdict.OPEN : Verdict.TEXT;
    }
    var begin = form(text.substring(from));
    var verdict = verdict(begin, others, Verdict.OTHER);
    if (verdict == Verdict.OTHER || !beginning) {
      return verdict;
    }
    var mine = verdict(begin, own, Verdict.OWN);
    return mine == Verdict.TEXT ? verdict : mine;
  }

  private static int marks(String text, int from, String marks) {
    int at = from;
    while (at < text.length() && at - from < MOST_MARKS && marks.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static Verdict verdict(String begin, List<String> names, Verdict found) {
    var verdicts = names.stream().map(name -> verdict(begin, name, found));
    return verdicts
        .filter(each -> each != Verdict.TEXT)
        .reduce((left, right) -> left == found ? left : right)
        .orElse(Verdict.TEXT);
  }

  private static Verdict verdict(String begin, String name, Verdict found) {
    if (begin.length() <= name.length()) {
      return name.startsWith(begin) ? Verdict.OPEN : Verdict.TEXT;
    }
    if (!begin.startsWith(name)) {
      return Verdict.TEXT;
    }
    int at = marks(begin, name.length(), BEHIND_NAME);
    if (at == begin.length()) {
      return at - name.length() <= MOST_MARKS ? Verdict.OPEN : Verdict.TEXT;
    }
    return begin.charAt(at) == ':' ? found : Verdict.TEXT;
  }

  /** What is still held back when the reply has ended. */
  public String end() {
    var rest = cut ? "" : held.toString();
    held.setLength(0);
    return rest;
  }

  /** Words at which a provider may stop, for as many of the others as it allows. */
  public static List<String> stops(List<String> others, int most) {
    return others.stream()
        .flatMap(name -> Stream.of("\n" + name + ":", "\n" + name + "："))
        .limit(most)
        .toList();
  }
}
