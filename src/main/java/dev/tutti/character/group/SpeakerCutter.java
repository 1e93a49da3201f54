package dev.tutti.character.group;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Filter for what one speaker says, while it comes: a line that begins with another's name and a
 * colon ends it, and the speaker's own name at the very beginning is left out. What may still
 * become a name is held back until it is clear, never more than the longest name and what surrounds
 * it. For one reply; not thread-safe.
 */
public final class SpeakerCutter {
  private static final String BEFORE_NAME = " \t*_[【「\"“";
  private static final String BEHIND_NAME = " \t*_]】」\"”";
  private static final String OPENING = "[【「“";
  private static final String CLOSING = "]】」”";
  private static final int MOST_MARKS = 4;
  private static final int MOST_HELD_LINES = 64;

  private final List<String> own;
  private final List<String> others;
  private final List<String> named; // the others as they were handed over
  private final StringBuilder held = new StringBuilder(); // ends of lines, and the begin of one
  private int line; // where in it the line begins
  private boolean beginning = true; // of the reply
  private boolean undecided = true; // whether the line may still begin with a name
  private boolean afterName; // the own one, whose blanks are left out, too
  private String toClose = ""; // marks that were opened before the own name
  private boolean cut;
  private String cutBy = "";
  private String half = ""; // first half of a character whose second one has not come yet

  /**
   * A filter for one reply.
   *
   * @param own names of the speaker
   * @param others names of everybody else, the user's among them
   */
  public SpeakerCutter(List<String> own, List<String> others) {
    this.own = forms(own);
    this.named = others.stream().filter(each -> !each.isBlank()).toList();
    this.others = forms(named);
  }

  /**
   * The same for names of which some may be both the speaker's and another's: those cut nothing.
   */
  public static SpeakerCutter of(List<String> own, List<String> others) {
    var mine = forms(own);
    return new SpeakerCutter(
        own, others.stream().filter(each -> !mine.contains(form(each.strip()))).toList());
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

  /** Name at which the reply was ended, as it was handed over; empty where it was not. */
  public String cutBy() {
    return cutBy;
  }

  /** Takes a piece of the reply; returns what may be shown of all that came. */
  public String add(String piece) {
    var shown = new StringBuilder();
    for (int i = 0; i < piece.length() && !cut; i++) {
      add(piece.charAt(i), shown);
    }
    return whole(shown);
  }

  /** Only whole characters are shown, however the pieces are cut. */
  private String whole(StringBuilder shown) {
    shown.insert(0, half);
    half = "";
    int last = shown.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(shown.charAt(last)) && !cut) {
      half = shown.substring(last);
      shown.setLength(last);
    }
    return shown.toString();
  }

  private void add(char each, StringBuilder shown) {
    boolean ends = each == '\n' || each == '\r';
    if (ends && !afterName) {
      if (held.substring(line).isBlank() && held.length() < MOST_HELD_LINES) {
        held.append(each);
      } else {
        show(shown);
        held.append(each);
      }
      line = held.length();
      undecided = true;
    } else if (afterName && (isBlank(each) || toClose.indexOf(each) == 0)) {
      toClose = isBlank(each) ? "" : toClose.substring(1);
    } else if (undecided) {
      afterName = false;
      held.append(each);
      decide(shown);
    } else {
      shown.append(each);
    }
  }

  private static boolean isBlank(char each) {
    return each == ' ' || each == '\t' || each == '\n' || each == '\r';
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
        cutBy = other(held.substring(line));
        held.setLength(0);
      }
      case OWN -> {
        toClose = toClose(held.substring(line));
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

  /**
   * Marks around the own name that are closed behind its colon, such as those of {@code **Ann:**}.
   */
  private String toClose(String text) {
    int from = marks(text, 0, BEFORE_NAME);
    var begin = form(text.substring(from));
    int closed =
        own.stream()
            .filter(name -> verdict(begin, name, Verdict.OWN) == Verdict.OWN)
            .mapToInt(name -> begin.substring(name.length()).strip().length() - 1)
            .findFirst()
            .orElse(0);
    var open = new StringBuilder(text.substring(0, from).strip()).reverse();
    open.delete(0, Math.min(closed, open.length()));
    for (int i = 0; i < open.length(); i++) {
      int pair = OPENING.indexOf(open.charAt(i));
      open.setCharAt(i, pair < 0 ? open.charAt(i) : CLOSING.charAt(pair));
    }
    return open.toString();
  }

  private String other(String text) {
    var begin = form(text.substring(marks(text, 0, BEFORE_NAME)));
    for (int i = 0; i < others.size(); i++) {
      if (verdict(begin, others.get(i), Verdict.OTHER) == Verdict.OTHER) {
        return named.get(i);
      }
    }
    return "";
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
    var rest = cut ? "" : half + held;
    half = "";
    held.setLength(0);
    return rest;
  }
}
