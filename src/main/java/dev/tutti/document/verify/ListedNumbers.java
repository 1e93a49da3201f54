package dev.tutti.document.verify;

import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.number.PeriodGrammar.FoundPeriod;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers that are listed after or before as many periods: 2022年和2023年分别为10亿元和12亿元. */
final class ListedNumbers {
  private static final Pattern EACH = Pattern.compile("(?i)分别|依次|\\brespectively\\b");

  private ListedNumbers() {}

  /** Number of a period in such a list; null where there is no list, or it has no such period. */
  static @Nullable NumberMention of(
      @Nullable String period, List<NumberMention> numbers, String quote) {
    Matcher each = EACH.matcher(quote);
    if (period == null || !each.find()) {
      return null;
    }
    boolean chinese = quote.charAt(each.start()) > 0x2e80;
    List<FoundPeriod> periods =
        PeriodGrammar.find(quote).stream()
            .filter(found -> !chinese || found.end() <= each.start())
            .toList();
    List<NumberMention> levels =
        numbers.stream()
            .filter(number -> !number.sense().change())
            .filter(number -> !chinese || number.start() >= each.start())
            .toList();
    int count = periods.size();
    if (count < 2 || levels.size() < count || (!chinese && levels.size() > count)) {
      return null;
    }
    for (int i = 0; i < count; i++) {
      if (periods.get(i).period().equals(period)) {
        return levels.get(i);
      }
    }
    return null;
  }
}
