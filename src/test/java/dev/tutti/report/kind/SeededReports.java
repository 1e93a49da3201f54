package dev.tutti.report.kind;

import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSource;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.Report;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Reports over a ledger of a busy month, the same with each seed. */
public final class SeededReports implements AutoCloseable {
  /** Seed of the ledger. */
  public static final long SEED = 7;

  /** The clocks of New York and Berlin are changed meanwhile. */
  public static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  public static final Duration SPAN = Duration.ofDays(35);
  public static final Instant NOW = BEGIN.plus(SPAN);

  private final Store store;
  private final Ledger ledger;
  private final FigureSource source;

  /** A ledger of so many calls in a folder. */
  public SeededReports(Path folder, int calls) {
    store = Store.open(StoreSettings.in(folder));
    ledger =
        Ledger.open(store, Prices::shipped, InstantSource.fixed(NOW), LedgerSettings.defaults());
    source = FigureSource.over(ledger, InstantSource.fixed(NOW));
    if (calls > 0) {
      new LedgerGenerator(SEED, BEGIN, SPAN).write(store, calls, calls);
    }
  }

  public Store store() {
    return store;
  }

  public Ledger ledger() {
    return ledger;
  }

  public FigureSource source() {
    return source;
  }

  public Reports reports() {
    return new Reports(source, ledger, InstantSource.fixed(NOW));
  }

  /** A report with a comparison. */
  public Report report(
      ReportKind kind, String from, String to, String zone, String filter, Dimension... by) {
    return reports().make(request(kind, from, to, zone, filter, by));
  }

  /** Days are those of the zone. */
  public static ReportRequest request(
      ReportKind kind, String from, String to, String zone, String filter, Dimension... by) {
    var days = ZoneId.of(zone);
    var scope =
        ReportScope.of(
            LocalDate.parse(from).atStartOfDay(days).toInstant(),
            LocalDate.parse(to).atStartOfDay(days).toInstant(),
            days,
            filter,
            NOW);
    return new ReportRequest(kind, scope, filter, List.of(by), true);
  }

  @Override
  public void close() {
    ledger.close();
    store.close();
  }
}
