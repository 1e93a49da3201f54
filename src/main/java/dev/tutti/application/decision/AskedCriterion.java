package dev.tutti.application.decision;

import dev.tutti.application.decision.scoring.WeightedCriterion;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Criterion as a caller asks for it.
 *
 * @param weight none where no criterion has one, so that all are equal
 * @param direction min, max, or none where the name decides
 * @param scored whether values are scores from 0 to 10
 */
record AskedCriterion(
    String name, @Nullable Double weight, @Nullable String direction, boolean scored) {
  private static final Pattern COST =
      Pattern.compile(
          "风险|成本|费用|价格|周期|工期|时间|回收期|投入|投资额|难度|复杂|能耗|排放|流失|故障|损失"
              + "|\\b(?:risks?|costs?|prices?|time|timeline|duration|effort|payback|complexity|expenses?|delay|emissions?|churn|latency|loss(?:es)?)\\b");

  /** Words that make a good thing of a bad one: 成本节约, risk control. */
  private static final Pattern RELIEF =
      Pattern.compile(
          "节约|节省|降低|减少|优势|效率|效益|能力|控制|可控|分散|产出|价值|收益|回报|利润|savings?|value|competitiv|reduction|advantage|efficien|effective|control|mitigat|resilien|tolerance");

  /** Whether less is better. */
  boolean cost() {
    return direction == null
        ? COST.matcher(plain()).find() && !RELIEF.matcher(plain()).find()
        : direction.equals("min");
  }

  String plain() {
    return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  WeightedCriterion weighted() {
    return new WeightedCriterion(name, weight == null ? 1 : weight, cost(), scored);
  }
}
