package dev.tutti.resilience.budget;

import dev.tutti.call.Allowance;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Period of a budget, from midnight to midnight. */
public enum BudgetPeriod {
  /** A calendar day. */
  DAY(Allowance.Quantity.DAY),
  /** A calendar month. */
  MONTH(Allowance.Quantity.MONTH);

  private final Allowance.Quantity quantity;

  BudgetPeriod(Allowance.Quantity quantity) {
    this.quantity = quantity;
  }

  /** The word in configurations. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Quantity that a key's own terms limit. */
  Allowance.Quantity quantity() {
    return quantity;
  }

  /** The first day of the period that a moment is in. */
  LocalDate start(ZonedDateTime now) {
    var day = now.toLocalDate();
    return this == DAY ? day : day.withDayOfMonth(1);
  }

  /** Start of the next one. */
  ZonedDateTime end(ZonedDateTime now) {
    var unit = this == DAY ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
    return start(now).plus(1, unit).atStartOfDay(now.getZone());
  }
}
