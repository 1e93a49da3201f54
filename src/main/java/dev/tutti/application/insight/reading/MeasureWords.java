package dev.tutti.application.insight.reading;

import dev.tutti.document.number.NumberMention;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words by which texts name what they count. */
final class MeasureWords {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)营业总?收入|主营业务收入|销售收入|销售额|销售量|净利润|毛利润|营业利润|毛利率|净利率|订单量|订单数|用户数|客户数|访问量"
              + "|成交额|成交量|产量|销量|利润|收入|营收|成本|费用|支出|客户|用户|员工|订单|流量|销售|人数|金额|数量"
              + "|net\\s+(?:income|profit)|gross\\s+(?:profit|margin)|revenues?|sales|profits?|income|costs?|expenses"
              + "|customers?|users?|orders?|units|visits|employees|headcount|volume|output");
  private static final Pattern COUNTED =
      Pattern.compile("^\\s*(?:个|名|位|家|件|台|单|份)\\s*([\\p{IsHan}]{1,4})");
  private static final Pattern COUNTED_ENGLISH = Pattern.compile("^\\s*([A-Za-z]{3,20})");
  private static final int AHEAD = 12;
  private static final int BEFORE = 2_000;

  private MeasureWords() {}

  /** Name in a passage, the last one; empty where there is none. */
  static String named(String passage) {
    Matcher at = NAME.matcher(passage);
    String name = "";
    while (at.find()) {
      name = at.group();
    }
    return name;
  }

  /** Unit of a number, with what is counted: 元, 个客户, customers; empty where there is none. */
  static String unit(String text, NumberMention number) {
    String currency = number.unit().currency();
    if (currency != null) {
      return currency;
    }
    String raw = number.raw(text);
    String printed = number.unit().name();
    int unitLength = printed != null && raw.endsWith(printed) ? printed.length() : 0;
    int from = number.end() - unitLength;
    String after = text.substring(from, Math.min(text.length(), from + AHEAD));
    Matcher counted = COUNTED.matcher(after);
    if (counted.find()) {
      return counted.group();
    }
    if (printed != null) {
      return printed;
    }
    Matcher english = COUNTED_ENGLISH.matcher(after);
    return english.find() && !named(english.group(1)).isEmpty() ? english.group(1) : "";
  }

  /** Name of what a number counts, by its unit, or by the text before it. */
  static String around(String text, NumberMention number, String unit) {
    String counted = named(unit);
    if (!counted.isEmpty()) {
      return counted;
    }
    Matcher at = COUNTED.matcher(unit);
    if (at.find()) {
      return at.group(1);
    }
    int from = Math.max(0, number.start() - BEFORE);
    String before = named(text.substring(from, number.start()));
    return !before.isEmpty() ? before : unit.isEmpty() ? "value" : unit;
  }
}
