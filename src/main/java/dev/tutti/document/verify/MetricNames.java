package dev.tutti.document.verify;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of metrics in quotes: which of several numbers a name means. */
public final class MetricNames {
  private MetricNames() {}

  /** Place after the name in a quote, or -1; the words of an English name may stand apart. */
  static int place(String name, String quote) {
    String in = quote.toLowerCase(Locale.ROOT);
    String what = name.strip().toLowerCase(Locale.ROOT);
    int whole = in.indexOf(what);
    if (whole >= 0) {
      return whole + what.length();
    }
    int end = -1;
    for (String word : what.split("[\\s_-]+")) {
      String stem =
          word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
      int at = in.indexOf(stem);
      if (at < 0) {
        at = initials(word, in) - stem.length();
      }
      if (at + stem.length() < 0) {
        return -1;
      }
      end = Math.max(end, at + stem.length());
    }
    return end;
  }

  /** Place after the words whose initials an abbreviation is, or -1. */
  private static int initials(String word, String in) {
    String letters = word.replaceAll("[^a-z]", "");
    if (letters.length() < 2 || letters.length() > 5) {
      return -1;
    }
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      pattern
          .append(i == 0 ? "\\b" : "\\s+(?:(?:and|of|the|to)\\s+)?")
          .append(letters.charAt(i))
          .append("\\p{L}+");
    }
    var found = Pattern.compile(pattern.toString()).matcher(in);
    return found.find() ? found.end() : -1;
  }

  /**
   * Number that a name means: the first level after it, else the last one before it, else a change.
   */
  static @Nullable NumberMention number(List<NumberMention> read, int place, String quote) {
    NumberMention before = null;
    NumberMention change = null;
    for (NumberMention each : read) {
      if (each.start() >= place && !each.sense().change()) {
        return before != null && ended(quote, place, each.start()) ? before : each;
      }
      if (each.end() <= place && !each.sense().change()) {
        before = each;
      } else if (each.start() >= place && change == null) {
        change = each;
      }
    }
    return change != null ? change : before;
  }

  private static boolean ended(String quote, int place, int start) {
    return quote.substring(place, start).matches("(?s).*[。；;].*|[,，].*");
  }

  /** Currency that a unit names, or none. */
  static @Nullable String currency(String unit) {
    List<NumberMention> read = NumberGrammar.read("1 " + unit);
    return read.isEmpty() ? null : read.getFirst().unit().currency();
  }
}
