package dev.tutti.document.verify;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Numbers of a text, each once, read a piece at a time: a text of nothing but numbers takes little
 * more memory than itself. Beyond a bound the rest is not known, so that whoever names it is asked
 * for a quote.
 */
final class KnownNumbers {
  private static final int PIECE = 50_000;
  private static final int LONGEST_NUMBER = 100;
  private static final int MOST = 200_000;

  private final Set<KnownNumber> known = new HashSet<>();

  private record KnownNumber(NumberKind kind, BigDecimal low, BigDecimal high) {}

  KnownNumbers(String text, NumberSurroundings around) {
    int left = MOST;
    for (int from = 0; from < text.length() && left > 0; ) {
      int to = end(text, from);
      List<NumberMention> read = NumberGrammar.read(text.substring(from, to), around);
      read.stream().filter(each -> each.value() != null).forEach(each -> known.add(key(each)));
      left -= read.size();
      from = to;
    }
  }

  /** End of a piece: behind a line or a sentence where there is one, else between numbers. */
  private static int end(String text, int from) {
    int most = from + PIECE;
    if (most >= text.length()) {
      return text.length();
    }
    int cut = Math.max(text.lastIndexOf('\n', most), text.lastIndexOf('。', most)) + 1;
    if (cut <= from) {
      cut = most;
      while (cut > most - LONGEST_NUMBER && !Character.isWhitespace(text.charAt(cut - 1))) {
        cut--;
      }
    }
    return cut;
  }

  boolean hold(NumberMention number) {
    return number.value() == null || known.contains(key(number));
  }

  private static KnownNumber key(NumberMention number) {
    var value = Objects.requireNonNull(number.value());
    return new KnownNumber(number.kind(), plain(value.low()), plain(value.high()));
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
