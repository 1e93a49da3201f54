package dev.tutti.document.verify;

import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.number.PeriodGrammar.FoundPeriod;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Period of a number of a quote: the one right after it, as in English, else the last one before it
 * that it is not merely compared with, else that of the document's title.
 */
final class ClaimedPeriod {
  private static final Pattern AFTER =
      Pattern.compile(
          "(?i)\\s*(?:[a-z]+\\s+){0,3}?(?:in|for|during|as"
              + " of|at)\\s+(?:the\\s+)?(?:[a-z]+\\s+){0,3}");
  private static final Pattern COMPARED =
      Pattern.compile("(?i)(?:较|比|相比|对比|与|从|由|vs\\.?|versus|than|over|against|from|with)\\s*$");
  private static final String YEAR_BEFORE =
      "上年同期|去年同期|上年|去年|上一年度|prior[- ]year|previous year|last year|year[- ](?:earlier|ago)";
  private static final Pattern PRIOR =
      Pattern.compile("(?is).*(?<![较比与])(?:" + YEAR_BEFORE + ")([^，,。;；]*)");
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?i)增|减|升|降|涨|跌|提高|扩大|收窄|\\b(?:increase|grew|rose|up|down|fell|decline|higher|lower)");

  private ClaimedPeriod() {}

  /** Why a claimed period is not the number's, or null when it may be. */
  static @Nullable String difference(
      String claimed, NumberMention number, String quote, @Nullable String title) {
    String read = read(number, quote);
    String meant = read == null ? title : read;
    String plain = plain(claimed);
    if (prior(quote.substring(0, number.start()))) {
      return meant != null && plain.equals(yearBefore(meant))
          ? null
          : "period " + claimed + " (read: the prior period)";
    }
    boolean partOfTitle =
        meant != null && title != null && title.equals(plain) && title.startsWith(meant);
    return meant == null || plain.endsWith(meant) || partOfTitle || ends(plain, meant)
        ? null
        : "period " + claimed + " (read: " + meant + ")";
  }

  /** Period as the grammar names it, however a claim writes it: Q3 2024, 2024年三季度, 2024-09. */
  private static String plain(String claimed) {
    String text = claimed.strip();
    if (text.matches("\\d{4}-\\d{2}")) {
      return text.replace("-", "M");
    }
    List<FoundPeriod> found = PeriodGrammar.find(text);
    boolean whole =
        found.size() == 1
            && found.getFirst().start() == 0
            && found.getFirst().end() == text.length();
    return whole ? found.getFirst().period() : text;
  }

  /** Whether a period is one that ends with a day, as 2024Q3 and 2024 do with days of theirs. */
  private static boolean ends(String period, String day) {
    if (!day.matches("\\d{4}-\\d{2}-\\d{2}")) {
      return false;
    }
    String year = day.substring(0, 4);
    int month = Integer.parseInt(day, 5, 7, 10);
    return List.of(
            year,
            "FY" + year,
            year + "Q" + ((month + 2) / 3),
            year + "H" + ((month + 5) / 6),
            year + "M" + day.substring(5, 7))
        .contains(period);
  }

  private static @Nullable String read(NumberMention number, String quote) {
    String before = null;
    for (FoundPeriod each : PeriodGrammar.find(quote)) {
      boolean compared = COMPARED.matcher(quote.substring(0, each.start())).find();
      if (each.end() <= number.start() && !compared) {
        before = each.period();
      }
      if (each.start() >= number.end()
          && AFTER.matcher(quote.substring(number.end(), each.start())).matches()) {
        return each.period();
      }
    }
    return before;
  }

  private static boolean prior(String before) {
    var at = PRIOR.matcher(before);
    return at.matches() && !CHANGE.matcher(at.group(1)).find();
  }

  private static String yearBefore(String period) {
    return period.matches("\\d{4}.*")
        ? (Integer.parseInt(period, 0, 4, 10) - 1) + period.substring(4)
        : period;
  }
}
