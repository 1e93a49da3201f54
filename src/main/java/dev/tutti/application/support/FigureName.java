package dev.tutti.application.support;

import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Name that words call a figure of an option by, in Chinese or English. */
enum FigureName {
  NPV("净现值(?!率)|\\bNPV\\b|net present value", "npv", "mean", "quantiles"),
  IRR(
      "内[部含](?:收益|报酬|回报)率|\\bM?IRR\\b|internal rate of return",
      "irr",
      "irr_roots",
      "mirr",
      "crossover_rate"),
  ROI("投资(?:回报|收益|报酬)率|\\bROI\\b|return on investment", "roi", "expected_roi"),
  PAYBACK(
      "(?:投资)?(?:回收|回本|还本)期|回本|\\bpay(?:s|ing)?[- ]?back(?: (?:period|time))?\\b",
      "payback",
      "payback_simple",
      "payback_discounted"),
  OUTLAY(
      "(?:初始|初期|首期)投资额?|投资额|投入(?!产出|使用|运)|\\boutlay\\b"
          + "|\\b(?:initial|up-?front) (?:investment|cost)\\b",
      "outlay",
      "budget"),
  EXPECTED_VALUE("期望(?:价)?值|预期价值|\\bexpected value\\b", "expected_value", "mean"),
  EXPECTED_LOSS("(?:预期|期望)损失|\\bexpected loss(?:es)?\\b", "expected_loss"),

  /** Income, of which there are no figures; it says what a number is not. */
  INCOME(
      "现金(?:净?流入?|流量)|净?流入|收益(?!率)|收入|营收|利润"
          + "|\\b(?:revenues?|income|inflows?|cash flows?|profits?)\\b");

  private static final String FLAGS = "(?i)";
  private static final Pattern ANY;
  private static final Set<String> YEARS = Set.of("年", "years");

  static {
    var names = new StringBuilder(FLAGS);
    for (FigureName each : values()) {
      names.append(names.length() == FLAGS.length() ? "" : "|");
      names.append("(?<").append(each.group()).append('>').append(each.words).append(')');
    }
    ANY = Pattern.compile(names.toString());
  }

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> members;

  FigureName(String words, String... members) {
    this.words = words;
    this.members = Set.of(members);
  }

  /** Name at its place in a text. */
  record NamePlace(FigureName name, int start, int end) {}

  /** All names in a text, in their order. */
  static List<NamePlace> places(String text) {
    List<NamePlace> places = new ArrayList<>();
    Matcher at = ANY.matcher(text);
    while (at.find()) {
      for (FigureName each : values()) {
        if (at.group(each.group()) != null) {
          places.add(new NamePlace(each, at.start(), at.end()));
        }
      }
    }
    return places;
  }

  private String group() {
    return name().replace("_", "");
  }

  /** Whether a text has the name. */
  boolean isIn(String text) {
    return places(text).stream().anyMatch(each -> each.name() == this);
  }

  /** Whether there can be figures of this name. */
  boolean isComputed() {
    return !members.isEmpty();
  }

  /** Whether a member of JSON holds figures of this name. */
  boolean covers(String member) {
    return members.contains(member);
  }

  /** Whether a number that comes after the name can be meant to be the figure. */
  boolean admits(NumberMention number) {
    String unit = number.unit().name();
    boolean plain = unit == null || number.unit().currency() != null;
    return switch (this) {
      case IRR, ROI -> number.kind() == NumberKind.PERCENT || (isAmount(number) && plain);
      case PAYBACK -> isAmount(number) && (unit == null || isYears(number));
      case NPV, OUTLAY, EXPECTED_VALUE, EXPECTED_LOSS, INCOME -> isAmount(number) && plain;
    };
  }

  /** The same of one that comes before the name, which has to be of the figure's own kind. */
  boolean admitsBefore(NumberMention number) {
    return switch (this) {
      case IRR, ROI -> number.kind() == NumberKind.PERCENT;
      case PAYBACK, NPV, OUTLAY, EXPECTED_VALUE, EXPECTED_LOSS, INCOME -> admits(number);
    };
  }

  /** Whether a number that comes after the name is of a kind that no figure of the name has. */
  boolean excludes(NumberMention number) {
    return switch (this) {
      case NPV, EXPECTED_VALUE, EXPECTED_LOSS -> number.kind() == NumberKind.PERCENT;
      case IRR, ROI, PAYBACK, OUTLAY, INCOME -> false;
    };
  }

  private static boolean isAmount(NumberMention number) {
    return number.kind() == NumberKind.ABSOLUTE;
  }

  /** Whether a number is one of years. */
  static boolean isYears(NumberMention number) {
    String unit = number.unit().name();
    return unit != null && YEARS.contains(unit.toLowerCase(Locale.ROOT));
  }
}
