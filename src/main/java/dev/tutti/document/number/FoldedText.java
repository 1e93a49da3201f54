package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text whose characters of full width, traditional ones of the words around numbers, and numerals
 * of cheques (壹佰万) are folded one by one, so that every place stays where it is.
 */
final class FoldedText {

  private static final String FROM = "−﹣％（）．～＋＄￥￡：" + "萬億個兩點幣歐圓鎊長減漲縮擴較過約達單從環虧淨";
  private static final String TO = "--%().~+$¥£:" + "万亿个两点币欧元镑长减涨缩扩较过约达单从环亏净";
  private static final Pattern CHEQUE = Pattern.compile("[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万亿]{2,}");

  /** First character that may be folded. */
  private static final char FIRST = '\u00a0';

  private static final String CHEQUE_FROM = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟";
  private static final String CHEQUE_TO = "一二二三三四五六六七八九十百千";

  private FoldedText() {}

  static String folded(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST) {
        continue;
      }
      int known = FROM.indexOf(c);
      if (known >= 0) {
        folded.setCharAt(i, TO.charAt(known));
      } else if ((c >= '０' && c <= '９') || (c >= 'Ａ' && c <= 'Ｚ') || (c >= 'ａ' && c <= 'ｚ')) {
        folded.setCharAt(i, (char) (c - 0xFEE0));
      } else if (c == '，' && dividesThousands(text, i)) {
        folded.setCharAt(i, ',');
      } else if (c == '\u00a0' || c == '\u202f' || c == '　') {
        folded.setCharAt(i, ' ');
      }
    }
    Matcher cheque = CHEQUE.matcher(folded.toString());
    while (cheque.find()) {
      for (int i = cheque.start(); i < cheque.end(); i++) {
        int known = CHEQUE_FROM.indexOf(folded.charAt(i));
        if (known >= 0) {
          folded.setCharAt(i, CHEQUE_TO.charAt(known));
        }
      }
    }
    return folded.toString();
  }

  /** Whether a comma stands before three digits of full width, and behind one. */
  private static boolean dividesThousands(String text, int at) {
    return wide(text, at - 1)
        && wide(text, at + 1)
        && wide(text, at + 2)
        && wide(text, at + 3)
        && !wide(text, at + 4);
  }

  private static boolean wide(String text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '０' && text.charAt(at) <= '９';
  }

  static BigDecimal tidy(BigDecimal value) {
    return value.scale() > 0 ? ChineseDigits.plain(value.stripTrailingZeros()) : value;
  }
}
