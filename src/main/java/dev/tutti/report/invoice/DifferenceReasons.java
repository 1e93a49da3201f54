package dev.tutti.report.invoice;

import dev.tutti.report.ReportMeasure;
import dev.tutti.report.invoice.Reconciliation.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reasons for which an invoice and the ledger may differ. */
final class DifferenceReasons {
  /** Days of most providers' invoices, and of most of those who read them. */
  private static final List<ZoneId> ZONES =
      Stream.of("UTC", "America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Shanghai")
          .map(ZoneId::of)
          .toList();

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal SMALL = new BigDecimal("0.005"); // a part of what is compared
  private static final int LEAST_DAYS = 3; // on which a ratio must hold
  private static final MathContext DIGITS = new MathContext(12);

  private final DailyCosts ledger;
  private final ZoneId zone;
  private final List<Row> rows;

  /**
   * @param zone in which the invoice's days were taken
   * @param rows all of the comparison, since prices that differ do so every day
   */
  DifferenceReasons(DailyCosts ledger, ZoneId zone, List<Row> rows) {
    this.ledger = ledger;
    this.zone = zone;
    this.rows = rows;
  }

  /** Keys of the reasons, the surest first; none where both say the same. */
  List<String> of(Row row) {
    if (row.theirs().isEmpty()) {
      return List.of("not_invoiced");
    }
    if (isSame(row)) {
      return List.of();
    }
    if (row.ours().attempts().count() == 0) {
      return List.of("not_recorded");
    }
    var reasons = new ArrayList<String>();
    add(reasons, "time_zone", fittingZone(row).isPresent());
    add(reasons, "another_price", priceRatio(row).isPresent());
    add(reasons, "unpriced", row.ours().spend().unpriced() > 0);
    add(reasons, "estimated", row.ours().spend().estimated() > 0);
    add(reasons, "incomplete", row.ours().incomplete());
    add(
        reasons,
        "failed_attempts",
        row.difference().signum() > 0 && row.ours().attempts().failed() > 0);
    add(reasons, "unexplained", reasons.isEmpty());
    return reasons;
  }

  private static void add(List<String> reasons, String key, boolean holds) {
    if (holds) {
      reasons.add(key);
    }
  }

  /** Whether both agree to the cent, or to half a percent. */
  private static boolean isSame(Row row) {
    return row.theirs().filter(theirs -> isNear(theirs, row.noted())).isPresent();
  }

  private static boolean isNear(BigDecimal one, BigDecimal other) {
    var difference = one.subtract(other).abs();
    return difference.compareTo(CENT) < 0 || difference.compareTo(one.abs().multiply(SMALL)) <= 0;
  }

  /** The zone by whose days both would agree; of several the closest. */
  Optional<ZoneId> fittingZone(Row row) {
    if (row.theirs().isEmpty() || isSame(row) || row.ours().attempts().count() == 0) {
      return Optional.empty();
    }
    var theirs = row.theirs().get();
    return ZONES.stream()
        .filter(each -> !each.equals(zone))
        .filter(each -> isNear(theirs, cost(row, each)))
        .min(Comparator.comparing(each -> theirs.subtract(cost(row, each)).abs()));
  }

  private BigDecimal cost(Row row, ZoneId other) {
    return Objects.requireNonNullElse(
        ReportMeasure.COST.value(ledger.of(row.day(), other, row.deployments())).value(),
        BigDecimal.ZERO);
  }

  /** What theirs is of ours, where that is the same on all days of the same deployments. */
  Optional<BigDecimal> priceRatio(Row row) {
    var ratios =
        rows.stream()
            .filter(each -> each.deployments().equals(row.deployments()))
            .flatMap(each -> ratio(each).stream())
            .sorted()
            .toList();
    if (row.theirs().isEmpty() || isSame(row) || ratios.size() < LEAST_DAYS) {
      return Optional.empty();
    }
    var most = ratios.getLast();
    boolean steady = most.subtract(ratios.getFirst()).compareTo(most.multiply(SMALL)) <= 0;
    return steady ? ratio(row) : Optional.empty();
  }

  private static Optional<BigDecimal> ratio(Row row) {
    return row.theirs()
        .filter(theirs -> theirs.signum() > 0 && row.noted().signum() > 0)
        .map(theirs -> theirs.divide(row.noted(), DIGITS));
  }
}
