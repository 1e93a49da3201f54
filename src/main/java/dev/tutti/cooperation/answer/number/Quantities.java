package dev.tutti.cooperation.answer.number;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quantities in texts: sign, currency, number, percent sign, unit. {@code (1,200)} is negative, as
 * accountants write.
 */
public final class Quantities {
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("US$", "USD"),
          Map.entry("HK$", "HKD"),
          Map.entry("NT$", "TWD"),
          Map.entry("CN¥", "CNY"),
          Map.entry("JP¥", "JPY"),
          Map.entry("$", "USD"),
          Map.entry("¥", "CNY"),
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("₹", "INR"),
          Map.entry("₩", "KRW"),
          Map.entry("USD", "USD"),
          Map.entry("EUR", "EUR"),
          Map.entry("GBP", "GBP"),
          Map.entry("CNY", "CNY"),
          Map.entry("RMB", "CNY"),
          Map.entry("JPY", "JPY"),
          Map.entry("HKD", "HKD"),
          Map.entry("人民币", "CNY"));

  private static final Pattern SIGN =
      Pattern.compile("-\\s?|\\+\\s?|负|零下|(?i:(?:minus|negative)\\s)");
  private static final Pattern CURRENCY =
      Pattern.compile(
          "(?:US\\$|HK\\$|NT\\$|CN¥|JP¥|[$¥€£₹₩]|(?:USD|EUR|GBP|CNY|RMB|JPY|HKD)(?![A-Za-z])|人民币)\\s?");
  private static final Pattern MILLIONS = Pattern.compile("([MB])(?![A-Za-z])");
  private static final Pattern PERCENT =
      Pattern.compile("\\s?(?:(%)|(‰)|(?i:(?:percent|per cent|pct)(?![A-Za-z])))");
  private static final Pattern WRITTEN = Pattern.compile(",\\d{3}|\\.\\d|[$¥€£]");
  private static final Pattern DIGITS_ALONE = Pattern.compile("\\(\\d{3,}\\)");
  private static final Pattern CLASSIFIER = Pattern.compile("\\s{0,2}个?");
  private static final Pattern JOIN =
      Pattern.compile("\\s{0,2}(?:and\\s|,\\s|又|零)?(?=[\\d.零一二两三四五六七八九十])");
  private static final int MOST_PARTS = 3;

  /** Words before a number that make a speed of a length behind it. */
  private static final Pattern EACH = Pattern.compile("(每小时|时速|每分钟|每秒钟?|秒速)(?:约|为|是|:)?\\s?");

  /** Digits behind 米 and 块 that say tenths and hundredths of them. */
  private static final Pattern TAIL =
      Pattern.compile("(?:(?<=米)|(?<=块)|(?<=元))([\\d一二三四五六七八九]{1,2})(?![\\d.一二三四五六七八九十百千万亿分角毛厘寸])");

  /** Feet and inches, such as 5'11. */
  private static final Pattern INCHES =
      Pattern.compile("'\\s?(\\d{1,2}(?:\\.\\d{1,3})?)(?:\"|'')?(?!\\d)");

  /** Minutes without a name of their own, told by what follows. */
  private static final Pattern MINUTES =
      Pattern.compile("\\s?分(?=半|\\s?[\\d零一二三四五六七八九十]{1,4}\\s?秒)");

  private static final Unit MINUTE = new Unit("s", Rational.of(60));
  private static final Rational HUNDRED = Rational.of(100);

  private final String text;
  private int place;

  private Quantities(String text, int place) {
    this.text = text;
    this.place = place;
  }

  /**
   * Quantity in a text.
   *
   * @param start the place of its first character
   * @param end the place after it
   */
  public record Found(Quantity quantity, int start, int end) {}

  /** Quantity that begins at a place; null where none does. */
  public static @Nullable Found at(String text, int start) {
    try {
      var quantities = new Quantities(text, start);
      return text.startsWith("(", start) ? quantities.accounted(start) : quantities.read(start);
    } catch (ArithmeticException _) {
      return null; // too long, or no number at all
    }
  }

  /** First quantity from a place on; null where there is none. */
  public static @Nullable Found next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (mayBegin(text, i)) {
        var found = at(text, i);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Whether a number may begin here, rather than go on. */
  private static boolean mayBegin(String text, int place) {
    char c = text.charAt(place);
    char before = place == 0 ? ' ' : text.charAt(place - 1);
    if (isLatin(c)) {
      return !isLatin(before) && !isDigit(before);
    }
    if (c == '-' || c == '+') {
      return !isDigit(before) && !isLatin(before) && before != ')';
    }
    if (isDigit(c)) {
      return !isDigit(before) && !isLatin(before);
    }
    return ".(负半人".indexOf(c) >= 0 || c >= 0x80 || c == '$';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && Character.isLetter(c);
  }

  /** Number in the brackets that make it negative. */
  private @Nullable Found accounted(int start) {
    if (!take("(")) {
      return null;
    }
    var inner = read(place);
    if (inner == null || inner.quantity.value().signum() < 0 || !text.startsWith(")", inner.end)) {
      return null;
    }
    boolean written = WRITTEN.matcher(text).region(start, inner.end).find();
    boolean alone = start == 0 && DIGITS_ALONE.matcher(text).matches();
    return written || alone ? new Found(negated(inner.quantity), start, inner.end + 1) : null;
  }

  private static Quantity negated(Quantity quantity) {
    return new Quantity(quantity.value().negated(), quantity.base(), quantity.literal().negated());
  }

  private @Nullable Found read(int start) {
    var each = EACH.matcher(text).region(place, text.length());
    if (each.lookingAt()) {
      place = each.end();
      return speed(start, each.group(1));
    }
    var scale = take("摄氏") ? "摄氏" : take("华氏") ? "华氏" : "";
    boolean negative = takeSign();
    var currency = takeCurrency();
    negative |= !currency.isEmpty() && takeSign();
    var number = Numerals.at(text, place);
    if (number == null) {
      return null;
    }
    place = number.end();
    var value = negative ? number.value().negated() : number.value();
    var degrees = scale.isEmpty() ? null : UnitTable.at(scale + "度", 0);
    if (degrees != null && take("度")) {
      return new Found(degrees.unit().of(value), start, place);
    }
    if (!currency.isEmpty()) {
      var amount = value.times(millions());
      return new Found(new Quantity(amount, currency, amount), start, place);
    }
    return new Found(measured(value), start, place);
  }

  /** Length in each hour, minute or second, as it is said in front. */
  private @Nullable Found speed(int start, String each) {
    var number = Numerals.at(text, place);
    var length = number == null ? null : unit(number.end());
    if (number == null || length == null || !length.unit().base().equals("m")) {
      return null;
    }
    long seconds = each.contains("时") ? 3_600 : each.contains("分") ? 60 : 1;
    var speed = length.unit().per(new Unit("s", Rational.of(seconds)));
    return new Found(speed.of(number.value()), start, length.end());
  }

  private boolean takeSign() {
    var sign = SIGN.matcher(text).region(place, text.length());
    if (!sign.lookingAt()) {
      return false;
    }
    place = sign.end();
    return !sign.group().startsWith("+");
  }

  /** Currency before its number; empty where there is none. */
  private String takeCurrency() {
    var currency = CURRENCY.matcher(text).region(place, text.length());
    if (!currency.lookingAt()) {
      return "";
    }
    place = currency.end();
    return CURRENCIES.getOrDefault(currency.group().strip(), "");
  }

  private boolean take(String mark) {
    boolean there = text.startsWith(mark, place);
    place += there ? mark.length() : 0;
    return there;
  }

  private Rational millions() {
    var found = MILLIONS.matcher(text).region(place, text.length()).useTransparentBounds(true);
    if (!found.lookingAt()) {
      return Rational.ONE;
    }
    place = found.end();
    return Rational.of(found.group(1).equals("M") ? 1_000_000 : 1_000_000_000);
  }

  /** Number with the percent sign or the unit behind it. */
  private Quantity measured(Rational number) {
    var percent = PERCENT.matcher(text).region(place, text.length()).useTransparentBounds(true);
    if (percent.lookingAt()) {
      place = percent.end();
      var share = number.over(HUNDRED);
      return Quantity.bare(percent.group(2) == null ? share : share.over(Rational.of(10)));
    }
    var inches = find(INCHES);
    if (inches.isPresent() && number.isWhole()) {
      place = inches.get().end();
      var feet = number.plus(Rational.of(inches.get().group(1)).over(Rational.of(12)));
      return new Unit("m", Rational.of("0.3048")).of(feet);
    }
    var unit = unit(place);
    var minutes = find(MINUTES);
    if (unit == null && minutes.isPresent()) {
      unit = new UnitTable.Found(MINUTE, minutes.get().end());
    }
    if (unit == null) {
      return Quantity.bare(number);
    }
    place = unit.end();
    return withParts(unit.unit(), withTail(number));
  }

  private Optional<Matcher> find(Pattern pattern) {
    var found = pattern.matcher(text).region(place, text.length()).useTransparentBounds(true);
    return found.lookingAt() ? Optional.of(found) : Optional.empty();
  }

  /** Number with the half, or the tenths, that are said behind its unit: 5斤半, 1米75, 三块五. */
  private Rational withTail(Rational number) {
    boolean half = text.startsWith("半", place) && !text.startsWith("半", place - 1);
    if (half && Character.isIdeographic(text.charAt(place - 1))) {
      place++;
      return number.plus(Rational.HALF);
    }
    var tail = find(TAIL);
    if (tail.isEmpty()) {
      return number;
    }
    var digits = new StringBuilder("0.");
    for (char c : tail.get().group(1).toCharArray()) {
      digits.append(isDigit(c) ? c - '0' : ChineseNumerals.digit(c));
    }
    place = tail.get().end();
    return number.plus(Rational.of(digits.toString()));
  }

  /**
   * Quantity with what is said in smaller units behind it, as in 1小时30分 and {@code 5 ft 3 inches}.
   */
  private Quantity withParts(Unit unit, Rational number) {
    var sum = unit.of(number);
    var last = unit;
    for (int parts = 0; parts < MOST_PARTS; parts++) {
      var join = JOIN.matcher(text).region(place, text.length()).useTransparentBounds(true);
      var part = join.lookingAt() ? Numerals.at(text, join.end()) : null;
      var smaller = part == null ? null : smaller(last, part.end());
      if (part == null || smaller == null) {
        return sum;
      }
      var more = smaller.unit().of(number.signum() < 0 ? part.value().negated() : part.value());
      var value = sum.value().plus(more.value());
      sum = new Quantity(value, sum.base(), value.over(unit.factor()));
      last = smaller.unit();
      place = smaller.end();
    }
    return sum;
  }

  /** Smaller unit of the same dimension; 分 is a minute behind hours, and a hundredth behind 元. */
  private UnitTable.@Nullable Found smaller(Unit than, int after) {
    var found = unit(after);
    if (than.base().equals("s") && isMinute(after)) {
      return new UnitTable.Found(MINUTE, after + 1);
    }
    if (found == null && text.startsWith("分", after) && !text.startsWith("分之", after)) {
      boolean time = than.base().equals("s");
      var unit = new Unit(than.base(), time ? Rational.of(60) : Rational.of(1, 100));
      found = time || than.base().equals("CNY") ? new UnitTable.Found(unit, after + 1) : null;
    }
    boolean fits =
        found != null
            && found.unit().base().equals(than.base())
            && than.offset().signum() == 0
            && found.unit().factor().plus(than.factor().negated()).signum() < 0;
    return fits ? found : null;
  }

  /** Whether an m alone stands here, which is a minute behind hours. */
  private boolean isMinute(int place) {
    return text.startsWith("m", place)
        && (place + 1 == text.length() || !Character.isLetter(text.charAt(place + 1)));
  }

  private UnitTable.@Nullable Found unit(int after) {
    int start = after;
    while (start < text.length() && start < after + 2 && " -".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    var unit = UnitTable.at(text, start);
    if (unit != null) {
      return unit;
    }
    var classifier = CLASSIFIER.matcher(text).region(start, text.length());
    return classifier.lookingAt() && classifier.end() > start
        ? UnitTable.at(text, classifier.end())
        : null;
  }
}
