package dev.tutti.resilience.budget;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;

/**
 * Budgets of keys and owners: how much money they may spend. Immutable.
 *
 * @param key by each virtual key that has no terms of its own, in billionths of a dollar
 * @param owner by each owner of keys, in billionths of a dollar
 * @param zone where days and months begin
 * @param alertAt the share of a budget at which operators are told, 0 to 1
 */
public record BudgetSettings(
    Map<BudgetPeriod, Long> key, Map<BudgetPeriod, Long> owner, ZoneId zone, double alertAt) {
  /** No budget. */
  public static final BudgetSettings NONE =
      new BudgetSettings(Map.of(), Map.of(), ZoneOffset.UTC, 0.8);

  private static final double DOLLAR = 1e9;
  private static final double MOST = 1e8; // more than this overflows when budgets are added up
  private static final double LEAST = 1e-6;

  /** Keeps copies. */
  public BudgetSettings {
    key = Map.copyOf(key);
    owner = Map.copyOf(owner);
  }

  /** Reads {@code {key, owner, zone, alert_at}}; amounts are dollars. */
  public static BudgetSettings read(Section section) {
    return new BudgetSettings(
        amounts(section.section("key")),
        amounts(section.section("owner")),
        section.value("zone", Kind.zone()).or(NONE.zone),
        section.decimal("alert_at", 0.01, 1).or(NONE.alertAt));
  }

  private static Map<BudgetPeriod, Long> amounts(Section section) {
    var amounts = new EnumMap<BudgetPeriod, Long>(BudgetPeriod.class);
    for (var period : BudgetPeriod.values()) {
      section
          .decimal(period.word(), LEAST, MOST)
          .optional()
          .ifPresent(dollars -> amounts.put(period, Math.round(dollars * DOLLAR)));
    }
    return amounts;
  }
}
