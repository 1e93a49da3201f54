package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Scales and currencies by their words, and those of captions such as 单位：万元 or (in millions). */
final class ScaleTable {

  private static final Map<String, Integer> SCALES =
      Map.ofEntries(
          Map.entry("thousand", 3),
          Map.entry("thousands", 3),
          Map.entry("k", 3),
          Map.entry("million", 6),
          Map.entry("millions", 6),
          Map.entry("mn", 6),
          Map.entry("mm", 6),
          Map.entry("m", 6),
          Map.entry("billion", 9),
          Map.entry("billions", 9),
          Map.entry("bn", 9),
          Map.entry("b", 9),
          Map.entry("trillion", 12),
          Map.entry("trillions", 12),
          Map.entry("tn", 12),
          Map.entry("mio", 6),
          Map.entry("mrd", 9),
          Map.entry("tsd", 3),
          Map.entry("millionen", 6),
          Map.entry("milliarden", 9),
          Map.entry("milliard", 9),
          Map.entry("milliards", 9),
          Map.entry("millones", 6),
          Map.entry("milioni", 6),
          Map.entry("miliardi", 9),
          Map.entry("crore", 7),
          Map.entry("crores", 7),
          Map.entry("lakh", 5),
          Map.entry("lakhs", 5),
          Map.entry("t", 3),
          Map.entry("000s", 3),
          Map.entry("000", 3));
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("$", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("美元", "USD"),
          Map.entry("dollars", "USD"),
          Map.entry("dollar", "USD"),
          Map.entry("us dollars", "USD"),
          Map.entry("us dollar", "USD"),
          Map.entry("美金", "USD"),
          Map.entry("hk$", "HKD"),
          Map.entry("hkd", "HKD"),
          Map.entry("港元", "HKD"),
          Map.entry("港币", "HKD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("欧元", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("英镑", "GBP"),
          Map.entry("pounds", "GBP"),
          Map.entry("₹", "INR"),
          Map.entry("inr", "INR"),
          Map.entry("¥", "CNY"),
          Map.entry("rmb", "CNY"),
          Map.entry("cny", "CNY"),
          Map.entry("人民币", "CNY"),
          Map.entry("元", "CNY"),
          Map.entry("yuan", "CNY"),
          Map.entry("renminbi", "CNY"),
          Map.entry("日元", "JPY"),
          Map.entry("日圆", "JPY"),
          Map.entry("加元", "CAD"),
          Map.entry("澳元", "AUD"),
          Map.entry("新加坡元", "SGD"),
          Map.entry("新台币", "TWD"),
          Map.entry("台币", "TWD"),
          Map.entry("卢布", "RUB"),
          Map.entry("瑞郎", "CHF"),
          Map.entry("瑞士法郎", "CHF"),
          Map.entry("yen", "JPY"),
          Map.entry("jpy", "JPY"),
          Map.entry("韩元", "KRW"),
          Map.entry("nt$", "TWD"),
          Map.entry("a$", "AUD"),
          Map.entry("aud", "AUD"),
          Map.entry("c$", "CAD"),
          Map.entry("cad", "CAD"),
          Map.entry("s$", "SGD"),
          Map.entry("krw", "KRW"),
          Map.entry("chf", "CHF"),
          Map.entry("sgd", "SGD"));
  private static final String MONEY =
      "人民币|美元|港元|港币|欧元|日元|英镑|韩元|元|US\\$|HK\\$|USD|RMB|CNY|EUR|GBP|JPY|[$€£¥₹]|yen|euros?|dollars";
  private static final Pattern CAPTION_ZH =
      Pattern.compile("(?:人民币\\s?)?([十百千万亿]{0,4})(" + MONEY + "|人|家|台|吨|户|件|份|股)");
  private static final Pattern CAPTION_SIGN =
      Pattern.compile("单位\\s*[:：为]?\\s*(?:人民币)?\\s*([十百千万亿]{0,4})([^\\s)）,，;；]*)");
  private static final Pattern CAPTION_EN =
      Pattern.compile(
          "(?i)\\b(thousands?|millions?|billions?|trillions?|lakhs?|crores?|tsd|mio|mrd)\\b|[$€£¥₹]\\s?(m|bn|k|000s?|mn)\\b|\\b(000s)\\b|['’‘](000)s?\\b|\\b(000)['’]s|\\b(t)(?:eur\\b|€)|\\b(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|INR|CHF)\\s?(m|bn|k|mn)\\b");
  private static final Pattern CAPTION_MONEY = Pattern.compile("(?i)" + MONEY);
  private static final Pattern ROW_UNIT =
      Pattern.compile("[(（\\[【]\\s*([^()（）\\[\\]【】]{1,24})\\s*[)）\\]】]");
  private static final Pattern ROW_END =
      Pattern.compile("[/_：:\\s]([十百千万亿]{0,4})(美元|港元|欧元|日元|英镑|韩元|元|人|家|台|吨|户|件|份|股)\\s*$");
  private static final NumberUnit PERCENT = new NumberUnit("%", null, new BigDecimal("0.01"));

  private ScaleTable() {}

  static @Nullable String currency(@Nullable String word) {
    return word == null ? null : CURRENCIES.get(word.toLowerCase(Locale.ROOT));
  }

  static BigDecimal scale(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return BigDecimal.ONE;
    }
    Integer power = SCALES.get(word.toLowerCase(Locale.ROOT).replace(".", ""));
    return power == null
        ? ChineseDigits.value("1" + word)
        : ChineseDigits.plain(BigDecimal.ONE.scaleByPowerOfTen(power));
  }

  /** Unit that the surroundings give a bare number; a row's own unit goes first. */
  static NumberUnit around(NumberSurroundings around) {
    String row = around.row();
    if (row != null) {
      NumberUnit own = rowUnit(row);
      if (own != null) {
        return own.name() == null && own.scale().compareTo(BigDecimal.ONE) > 0
            ? withMoney(own, around.caption())
            : own;
      }
    }
    String caption = around.caption();
    if (caption == null || (row != null && excepted(caption, row))) {
      return NumberUnit.NONE;
    }
    NumberUnit unit = ofCaption(caption);
    return unit == null ? NumberUnit.NONE : unit;
  }

  /** Scale of a row, such as (in millions), with the currency of the caption. */
  private static NumberUnit withMoney(NumberUnit scale, @Nullable String caption) {
    Matcher money = CAPTION_MONEY.matcher(caption == null ? "" : caption);
    String currency = money.find() ? currency(money.group()) : null;
    return new NumberUnit(currency, currency, scale.scale());
  }

  /** Unit in brackets, or at the end: 销售额（万元）, Revenue ($ millions), 销售额/万元, 毛利率%. */
  private static @Nullable NumberUnit rowUnit(String row) {
    Matcher unit = ROW_UNIT.matcher(row);
    while (unit.find()) {
      NumberUnit own = bracketed(unit.group(1).strip());
      if (own != null) {
        return own;
      }
    }
    if (row.endsWith("%") || row.endsWith("％")) {
      return PERCENT;
    }
    Matcher end = ROW_END.matcher(row);
    if (end.find()) {
      return new NumberUnit(end.group(2), currency(end.group(2)), scale(end.group(1)));
    }
    String lower = row.toLowerCase(Locale.ROOT);
    boolean share = row.contains("每股") || lower.contains("per share");
    return share ? NumberUnit.NONE : null;
  }

  private static @Nullable NumberUnit bracketed(String inside) {
    Matcher zh = CAPTION_ZH.matcher(inside);
    if (zh.matches()) {
      return new NumberUnit(zh.group(2), currency(zh.group(2)), scale(zh.group(1)));
    }
    if (inside.equals("%") || inside.equals("％")) {
      return PERCENT;
    }
    return CAPTION_EN.matcher(inside).find() ? ofCaption(inside) : null;
  }

  private static boolean excepted(String caption, String row) {
    String lower = caption.toLowerCase(Locale.ROOT);
    int except = Math.max(lower.indexOf("except"), lower.indexOf("除"));
    if (except < 0) {
      return false;
    }
    for (String word : row.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
      if (word.length() > 3 && lower.indexOf(word, except) > 0) {
        return true;
      }
    }
    return lower.indexOf("employees", except) > 0
        && row.toLowerCase(Locale.ROOT).contains("headcount");
  }

  private static @Nullable NumberUnit ofCaption(String caption) {
    Matcher sign = CAPTION_SIGN.matcher(caption);
    if (sign.find()) {
      String unit = sign.group(2);
      if (unit.equals("%") || unit.equals("％")) {
        return PERCENT;
      }
      Matcher scaled = CAPTION_EN.matcher(caption).region(sign.start(), caption.length());
      boolean english = sign.group(1).isEmpty() && scaled.find();
      return new NumberUnit(unit, currency(unit), english ? scale(scaled) : scale(sign.group(1)));
    }
    Matcher money = CAPTION_MONEY.matcher(caption);
    String currency = money.find() ? currency(money.group()) : null;
    Matcher en = CAPTION_EN.matcher(caption);
    if (en.find()) {
      return new NumberUnit(currency, currency, scale(en));
    }
    Matcher zh = CAPTION_ZH.matcher(caption);
    if (zh.find()) {
      return new NumberUnit(zh.group(2), currency(zh.group(2)), scale(zh.group(1)));
    }
    return null;
  }

  /** Scale that an English caption names. */
  private static BigDecimal scale(Matcher found) {
    for (int group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return scale(found.group(group));
      }
    }
    return BigDecimal.ONE;
  }
}
