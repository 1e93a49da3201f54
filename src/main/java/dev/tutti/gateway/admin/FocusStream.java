package dev.tutti.gateway.admin;

import dev.tutti.http.HttpExchange;
import dev.tutti.report.ReportScope;
import dev.tutti.report.invoice.FocusExport;
import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Export of costs on its way to a caller. A day is read once the caller has the days before, so
 * that a file takes the memory of one day, however long it is. What fails after the first day
 * breaks the answer off, so that nobody takes it for complete. Confined to its loop.
 */
final class FocusStream {
  private final HttpExchange exchange;
  private final FocusExport export;
  private final ReportThreads threads;
  private final Iterator<ReportScope> days;

  /**
   * @param days of the file, at least one
   */
  FocusStream(
      HttpExchange exchange,
      FocusExport export,
      ReportThreads threads,
      Iterator<ReportScope> days) {
    this.exchange = exchange;
    this.export = export;
    this.threads = threads;
    this.days = days;
  }

  /** Begins with the first day, whose failure is still an answer of its own. */
  void start() {
    read(
        text -> {
          ReportsEndpoint.headers(
              exchange, "focus-" + FocusExport.VERSION, "text/csv; charset=utf-8", "csv");
          exchange.response().setChunked(true);
          write(FocusExport.headings() + text);
        });
  }

  private void read(Consumer<String> then) {
    var day = days.next();
    exchange.when(threads.run(() -> export.day(day)), then);
  }

  private void write(String text) {
    var part = Buffer.buffer(text);
    if (days.hasNext()) {
      exchange.write(part).onSuccess(_ -> exchange.attempt(() -> read(this::write)));
    } else {
      exchange.end(part);
    }
  }
}
