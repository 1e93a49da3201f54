package dev.tutti.document.verify;

import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.number.PeriodGrammar.FoundPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers of a quote that a name may mean: one for each place of the name, and those of other
 * periods that go on about it, as in 2024年为14亿元 and compared with $12 million in 2023.
 */
final class NamedNumbers {
  private static final Pattern GOES_ON = Pattern.compile("[，,、；;为达到是则\\s]{0,4}");
  private static final Set<String> COMPARING =
      Set.of(
          "",
          "in",
          "for",
          "during",
          "the",
          "year",
          "quarter",
          "fiscal",
          "of",
          "as",
          "compared",
          "with",
          "to",
          "versus",
          "vs",
          "from",
          "up",
          "down",
          "against",
          "and");

  private NamedNumbers() {}

  /** Numbers, the likeliest first; none where the quote does not have the name, or no number. */
  static List<NumberMention> of(String name, List<NumberMention> read, String quote) {
    List<NumberMention> meant = new ArrayList<>();
    for (int place : MetricNames.places(name, quote)) {
      NumberMention number = MetricNames.number(read, place, quote);
      if (number != null && !meant.contains(number)) {
        meant.add(number);
      }
    }
    List<FoundPeriod> periods = PeriodGrammar.find(quote);
    for (NumberMention first : List.copyOf(meant)) {
      NumberMention last = first;
      for (NumberMention each : read) {
        boolean level = each.start() > last.end() && !each.sense().change();
        if (level && each.kind() == first.kind() && goesOn(last, each, quote, periods)) {
          meant.add(each);
          last = each;
        }
      }
    }
    return meant;
  }

  /** Whether only a period and words of comparison stand between two numbers. */
  private static boolean goesOn(
      NumberMention last, NumberMention next, String quote, List<FoundPeriod> periods) {
    StringBuilder between = new StringBuilder();
    int from = last.end();
    FoundPeriod before = null;
    for (FoundPeriod each : periods) {
      if (each.start() >= from && each.end() <= next.start()) {
        between.append(quote, from, each.start()).append(' ');
        from = each.end();
        before = each;
      }
    }
    String rest = quote.substring(from, next.start());
    between.append(rest);
    return before != null && (comparing(between.toString()) || chinese(between.toString(), rest));
  }

  private static boolean comparing(String between) {
    for (String word : between.toLowerCase(Locale.ROOT).split("[\\s,(;$€£¥]+", -1)) {
      if (!COMPARING.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** What stands before the period may be a change; right behind it nothing else is named. */
  private static boolean chinese(String between, String rest) {
    return GOES_ON.matcher(rest).matches()
        && between.chars().anyMatch(c -> c > 0x2e80)
        && between.replaceAll("[\\d.%％]+", "").matches("(?:[，,、；;为达到是则较比同增长下降上升\\s])*");
  }
}
