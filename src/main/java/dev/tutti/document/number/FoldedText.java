package dev.tutti.document.number;

import java.math.BigDecimal;

/**
 * Text whose characters of full width are folded one by one, so that every place stays where it is.
 */
final class FoldedText {

  private static final String FROM = "−﹣％（）．～＋＄￥：";
  private static final String TO = "--%().~+$¥:";

  private FoldedText() {}

  static String folded(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int known = FROM.indexOf(c);
      if (known >= 0) {
        folded.setCharAt(i, TO.charAt(known));
      } else if ((c >= '０' && c <= '９') || (c >= 'Ａ' && c <= 'Ｚ') || (c >= 'ａ' && c <= 'ｚ')) {
        folded.setCharAt(i, (char) (c - 0xFEE0));
      } else if (c == '\u00a0' || c == '\u202f' || c == '　') {
        folded.setCharAt(i, ' ');
      }
    }
    return folded.toString();
  }

  static BigDecimal tidy(BigDecimal value) {
    return value.scale() > 0 ? ChineseDigits.plain(value.stripTrailingZeros()) : value;
  }
}
