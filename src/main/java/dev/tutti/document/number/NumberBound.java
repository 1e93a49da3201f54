package dev.tutti.document.number;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bound of a number by the words right before and behind it: at least 5, 超过5, 5左右. */
enum NumberBound {
  AT_MOST("不超过", "至多", "最多", "不高于", "不多于", "≤", "at most", "up to", "no more than"),
  AT_LEAST("至少", "不低于", "不少于", "不小于", "≥", "at least", "no less than"),
  OVER("超过", "超", "逾", "高于", "突破", ">", "more than", "over", "exceeded", "above", "exceeding"),
  UNDER("接近", "近", "不足", "低于", "<", "nearly", "almost", "under", "less than", "below"),
  ABOUT("大约", "大概", "约", "≈", "about", "approximately", "around", "roughly", "circa");

  private static final String SPACE = " \t\n\u000b\f\r";
  private static final String MONEY = "$€£¥";

  /** Ends of lines that are no white space for others. */
  private static final String LINE_ENDS = "\u0085\u2028\u2029";

  private static final int LONGEST = "approximately".length();

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> words;

  NumberBound(String... words) {
    this.words = List.of(words);
  }

  /** Name in JSON. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bound by what ends a text between two places, before the sign of a currency. */
  static @Nullable String before(CharSequence text, int from, int to) {
    int end = to > from && isOf(LINE_ENDS, text, to - 1) ? to - 1 : to;
    end = without(SPACE, text, from, end);
    end = without(MONEY, text, from, end);
    end = without(SPACE, text, from, end);
    int begin = Math.max(from, end - LONGEST);
    String last = text.subSequence(begin, end).toString().toLowerCase(Locale.ROOT);
    for (NumberBound each : values()) {
      if (each.words.stream().anyMatch(last::endsWith)) {
        return each.word();
      }
    }
    return null;
  }

  /** Bound by what comes after a number. */
  static @Nullable String after(String text) {
    String next = text.stripLeading();
    if (next.startsWith("以上") || next.startsWith("余") || next.startsWith("多")) {
      return OVER.word();
    }
    if (next.startsWith("左右") || next.startsWith("上下")) {
      return ABOUT.word();
    }
    return next.startsWith("以下") ? UNDER.word() : null;
  }

  private static int without(String characters, CharSequence text, int from, int to) {
    int end = to;
    while (end > from && isOf(characters, text, end - 1)) {
      end--;
    }
    return end;
  }

  private static boolean isOf(String characters, CharSequence text, int at) {
    return characters.indexOf(text.charAt(at)) >= 0;
  }
}
