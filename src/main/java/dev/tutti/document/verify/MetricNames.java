package dev.tutti.document.verify;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of metrics in quotes: which of several numbers a name means. */
public final class MetricNames {
  private static final int LONGEST_QUALIFIER = 24;
  private static final Pattern LONGER_BEFORE =
      Pattern.compile(
          "(?:扣非|扣除非经常性损益后的?|归母|股东的|所有者的|毛|非|其他|营业外|递延|调整后的?|预计|目标|上年|去年|\\b(?:adjusted|non-gaap|operating|gross|net|deferred|other|comprehensive|cost"
              + " of|pre-?tax|expected)[ -])$");
  private static final Pattern LONGER_AFTER =
      Pattern.compile(
          "率|增速|增幅|增长率|占比|比重|目标|\\s+(?:margin|growth(?! of)|rate|ratio|per"
              + " share|target|guidance)\\b");
  private static final List<String> ALIKE = List.of("人名个位", "家户个", "件个台套", "笔单个份");

  private MetricNames() {}

  /**
   * Places after the name in a quote: where it is no part of a longer one, such as 扣非净利润 for 净利润,
   * else where it is; the words of an English name may stand apart. Not where another name begins
   * with it, as 净利润率 does.
   */
  static List<Integer> places(String name, String quote) {
    String in = quote.toLowerCase(Locale.ROOT);
    String what = name.strip().toLowerCase(Locale.ROOT);
    if (what.isEmpty()) {
      return List.of(0);
    }
    List<Integer> whole = whole(what, in);
    if (!whole.isEmpty() || in.contains(what)) {
      return whole;
    }
    int apart = apart(what, in);
    return apart < 0 ? List.of() : List.of(apart);
  }

  private static int apart(String what, String in) {
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

  private static List<Integer> whole(String name, String in) {
    List<Integer> free = new ArrayList<>();
    List<Integer> qualified = new ArrayList<>();
    for (int at = in.indexOf(name); at >= 0; at = in.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (!LONGER_AFTER.matcher(in).region(end, in.length()).lookingAt()) {
        String before = in.substring(Math.max(0, at - LONGEST_QUALIFIER), at);
        (LONGER_BEFORE.matcher(before).find() ? qualified : free).add(end);
      }
    }
    return free.isEmpty() ? qualified : free;
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

  /**
   * Whether a unit that is claimed can be the one that is written: of money it is the currency, of
   * other things what is counted. The scale is part of the value.
   */
  static boolean sameUnit(String claimed, NumberUnit written) {
    List<NumberMention> read = NumberGrammar.read("1 " + claimed);
    String own = read.isEmpty() ? null : read.getFirst().unit().name();
    String other = written.name();
    if (own == null || other == null || own.equals(other)) {
      return true;
    }
    String currency = read.getFirst().unit().currency();
    if (currency != null && written.currency() != null) {
      return currency.equals(written.currency());
    }
    if (currency != null || written.currency() != null) {
      return !counted(currency == null ? own : other);
    }
    return !counted(own)
        || !counted(other)
        || ALIKE.stream().anyMatch(group -> group.contains(own) && group.contains(other));
  }

  /** Whether a unit is a Chinese measure word, of which each has its own things. */
  private static boolean counted(String unit) {
    return unit.length() == 1 && Character.isIdeographic(unit.charAt(0));
  }
}
