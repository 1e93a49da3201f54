package dev.tutti.document.number;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grammar of numbers in Chinese and English texts. Characters of full width are folded one by one,
 * so that places stay; dates, ordinals and identifiers are masked; the numerals that are left get
 * their scale, unit and sign, neighbours become ranges, and the words around say whether they are
 * changes.
 */
public final class NumberGrammar {

  private static final String MONEY =
      "US\\$|HK\\$|NT\\$|[ACS]\\$|USD|RMB|CNY|EUR|GBP|JPY|HKD|INR|CHF|SGD|AUD|CAD|KRW|人民币|[$€£¥₹]";
  private static final String UNIT =
      "个百分点|百分点|个基点|基点|个点(?![位子])|个(?i:bps?)(?![A-Za-z])|percentage[\\s-]+points?|basis[\\s-]+points?|(?i:bps?|ppts?|pp|pct)(?![A-Za-z])|percent|per\\s+cent|[Pp]rozent|pour\\s+cent|por\\s+ciento|per\\s+cento"
          + "|[%‰]|成(?!为|立|本|功|员|果|交|长|绩|都|分|熟|品|效|就|了|不变)|折(?!旧|算|合|现)|倍|x(?![A-Za-z0-9])|times(?=\\s+(?:higher|more|as|larger|greater))"
          + "|美元|美金|港元|港币|欧元|日元|日圆|英镑|韩元|加元|澳元|新加坡元|新台币|台币|卢布|瑞士法郎|瑞郎|人民币|元|yen|[Yy]uan|renminbi|US dollars?|dollars?|[Ee]uros?|pounds|USD|EUR|GBP|CNY|RMB|JPY|HKD|CHF|SGD|AUD|CAD|[€£]"
          + "|千瓦时|千米|公里|千克|公斤|平方米|小时|分钟|天|年|个月|度|人|家|台|吨|户|份|件|股|辆|套|笔|单|亩|个|名|项|条|次|mol(?![a-z])|kg|km|employees|customers|units|days|months|years|hours";
  private static final String SCALE =
      "[十百千万亿]+(?![瓦米克分])|百(?=万)|(?i:(?:mio|mrd|tsd)(?:\\.|(?![a-z]))|(?:millionen|milliarden|milliards?|millones|milioni|miliardi)(?![a-z])|thousand|million|billion|trillion|crore|lakh|(?:mn|bn|tn|[kmb])(?![A-Za-z0-9]))";
  private static final String PLAIN =
      "\\d{1,3}(?:\\.\\d{3}){1,5},\\d{2}(?![\\d,])|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d{1,3}(?:['’]\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d{1,2}(?!\\d))?";
  private static final String COMMA =
      "\\d{1,3}(?:[. \\u00a0]\\d{3})+(?!\\d)(?:,\\d+)?|\\d+(?:,\\d+)?";
  private static final String ZH = "[零〇一二三四五六七八九两十百千万亿]+(?:点[零〇一二三四五六七八九]+)?";
  private static final String MIXED = "\\d+(?:\\.\\d+)?[百千万亿]+(?:\\d+(?:\\.\\d+)?[百千万]+){1,8}";
  private static final Pattern NUMERAL = numeral(PLAIN);
  private static final Pattern NUMERAL_COMMA = numeral(COMMA);
  private static final String ABSENT =
      "——|—|--?|–|n/a|n[.]a[.]|n/m|n[.]m[.]|nm|not\\s(?:available|applicable|disclosed|reported|meaningful)|tbd|none|不适用|未披露|未公布|未提供|待披露|待定|暂无|不详|无|nil|零";
  private static final Pattern SOLE_MISSING =
      Pattern.compile("(?i)(?:^|[:：])\\s*+(?:[$€£¥]\\s*+)?(" + ABSENT + ")\\s*+$");
  private static final Pattern LINK = Pattern.compile("\\s*(-|–|~|至|到|to|—)\\s*");

  private NumberGrammar() {}

  private static Pattern numeral(String plain) {
    return Pattern.compile(
        "(?<sign>零下|负(?!增)|(?<![\\d%元万亿千百\\w)])[-△▲▼]\\s?)?(?:(?<cur>"
            + MONEY
            + ")\\s{0,4}(?<minus>-(?=\\d))?)?(?<open>\\(\\s*[-$€£¥]?)?(?<body>"
            + MIXED
            + "|"
            + plain
            + "|"
            + ZH
            + ")(?<pct>\\s?%)?(?<close>\\s*\\))?\\s?(?:[多余](?=[百千万亿])|个(?=[百千]?[万亿]))?(?<scale>"
            + SCALE
            + ")?\\s?(?:[多余](?=[人家台吨户份件股辆套笔名项条次元天年个倍度亩]|[美港欧日韩]元|英镑|公里|小时|平方米))?(?<unit>"
            + UNIT
            + ")?");
  }

  /** All numbers of a text, in their order. */
  public static List<NumberMention> read(String source, NumberSurroundings around) {
    return folded(FoldedText.folded(source), around);
  }

  /** Numbers of a folded text, in time that grows no faster than the text. */
  static List<NumberMention> folded(CharSequence text, NumberSurroundings around) {
    BitSet masked = NumberMask.of(text);
    SenseReader senses = new SenseReader(text);
    List<NumberMention> found = new ArrayList<>();
    for (NumberMention each : NumberWords.read(text, senses)) {
      if (masked.get(each.start(), each.end()).isEmpty()) {
        found.add(each);
        masked.set(each.start(), each.end());
      }
    }
    boolean comma = around.decimalComma() || (around.silent() && DecimalComma.certain(text));
    NumberUnit outer = ScaleTable.around(around);
    Matcher at = (comma ? NUMERAL_COMMA : NUMERAL).matcher(text);
    int from = 0;
    while (from < text.length() && at.find(from)) {
      NumeralMatch match = NumeralMatch.of(at, text, comma);
      from = Math.max(match.end(), at.start() + 1);
      if (match.endless()) {
        from = Math.max(from, at.end("body"));
      } else if (!masked.get(match.start(), match.end()).isEmpty()) {
        int free = masked.nextClearBit(masked.nextSetBit(match.start()));
        from = Math.max(at.start() + 1, Math.min(free, text.length()));
      } else if (match.quantity(text)) {
        found.add(mention(match, outer, senses));
      }
    }
    addMissing(text, found);
    found.sort(Comparator.comparingInt(NumberMention::start));
    return NumberRanges.joined(text, found, senses, LINK);
  }

  /** All numbers of a text without surroundings. */
  public static List<NumberMention> read(String text) {
    return read(text, NumberSurroundings.NONE);
  }

  /** The number that a cell is, if it is one. */
  public static @Nullable NumberMention cell(String raw, NumberSurroundings around) {
    String folded = FoldedText.folded(raw).strip();
    if (folded.isEmpty()) {
      return null;
    }
    List<NumberMention> all = read(": " + folded, around);
    if (all.size() != 1) {
      return null;
    }
    NumberMention only = all.getFirst();
    boolean whole =
        folded.length() + 2 - only.end() <= 1
            && folded.substring(0, only.start() - 2).length() <= 2;
    int shift = raw.indexOf(raw.strip()) - 2;
    return whole
        ? new NumberMention(
            Math.max(0, only.start() + shift),
            only.end() + shift,
            only.kind(),
            only.value(),
            only.unit(),
            only.sense())
        : null;
  }

  private static NumberMention mention(NumeralMatch match, NumberUnit outer, SenseReader senses) {
    NumberUnit own = match.unit();
    NumberUnit unit = match.bare() ? withContext(own, outer) : own;
    NumberSense sense = senses.at(match.start(), match.end(), match.ambiguous());
    NumberKind kind = match.kind();
    if (kind == NumberKind.ABSOLUTE && "%".equals(unit.name())) {
      kind = NumberKind.PERCENT;
    }
    BigDecimal factor = unit.scale();
    BigDecimal value = ChineseDigits.plain(match.number().multiply(factor));
    BigDecimal step = match.step().multiply(factor);
    if (kind == NumberKind.MULTIPLE && match.grown(sense)) {
      value = value.add(BigDecimal.ONE);
    }
    boolean falling =
        sense.change()
            && kind != NumberKind.MULTIPLE
            && value.signum() > 0
            && senses.falling(match.start());
    NumberValue printed = NumberValue.of(FoldedText.tidy(value), step);
    return new NumberMention(
        match.start(), match.end(), kind, falling ? printed.negated() : printed, unit, sense);
  }

  private static NumberUnit withContext(NumberUnit own, NumberUnit around) {
    return new NumberUnit(
        own.name() == null ? around.name() : own.name(),
        own.currency() == null ? around.currency() : own.currency(),
        own.scale().multiply(around.scale()));
  }

  private static void addMissing(CharSequence text, List<NumberMention> found) {
    Matcher at = SOLE_MISSING.matcher(text);
    if (!at.find() || (!found.isEmpty() && found.getLast().end() > at.start(1))) {
      return;
    }
    String word = at.group(1);
    boolean zero = word.equalsIgnoreCase("nil") || word.equals("零");
    NumberSense sense = new NumberSense(false, null, null, false, null, word.equals("无"));
    found.add(
        new NumberMention(
            at.start(1),
            at.end(1),
            zero ? NumberKind.ABSOLUTE : NumberKind.MISSING,
            zero ? NumberValue.of(BigDecimal.ZERO, BigDecimal.ZERO) : null,
            NumberUnit.NONE,
            sense));
  }
}
