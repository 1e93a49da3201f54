package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.report.Dimension;
import dev.tutti.report.document.Report;
import dev.tutti.report.document.ReportFile;
import dev.tutti.report.document.ReportFormat;
import dev.tutti.report.document.ReportLanguage;
import dev.tutti.report.invoice.FocusExport;
import dev.tutti.report.invoice.InvoiceFile;
import dev.tutti.report.invoice.Reconciliation;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.report.kind.Reports;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * {@code GET /admin/reports/{kind}?from=&to=&zone=&filter=&by=&compare=&format=&lang=&table=},
 * {@code GET /admin/reports/focus} with the same span, zone and filter, and {@code POST
 * /admin/reports/reconcile?zone=&format=&lang=} with an invoice in CSV.
 */
public record ReportsEndpoint(
    Reports reports,
    FocusExport focus,
    Reconciliation reconciliation,
    ReportThreads threads,
    InstantSource clock) {
  private static final int LONGEST_INVOICE = 2 << 20;

  /** {@code GET /admin/reports/{kind}}. */
  public void report(HttpExchange exchange) {
    var form = new Form(exchange);
    var request = ParameterFault.read("query", () -> request(exchange));
    exchange.when(threads.run(() -> form.write(reports.make(request))), file -> form.answer(file));
  }

  private ReportRequest request(HttpExchange exchange) {
    var compare = exchange.query("compare").orElse("previous");
    if (!List.of("previous", "none").contains(compare)) {
      throw Fault.invalid("compare", compare + " (expected: previous or none)");
    }
    return new ReportRequest(
        ReportKind.of(exchange.path("kind")),
        ScopeParameters.of(exchange, clock),
        exchange.query("filter").orElse(""),
        exchange.query("by").stream()
            .flatMap(words -> Arrays.stream(words.split(",", 5)))
            .map(Dimension::of)
            .toList(),
        compare.equals("previous"));
  }

  /** {@code GET /admin/reports/focus}. */
  public void focus(HttpExchange exchange) {
    var scope = ScopeParameters.of(exchange, clock);
    var days = ParameterFault.read("query", () -> FocusExport.days(scope));
    new FocusStream(exchange, focus, threads, days.iterator()).start();
  }

  /** {@code POST /admin/reports/reconcile}. */
  public void reconcile(HttpExchange exchange) {
    var zone = ScopeParameters.zone(exchange);
    var form = new Form(exchange);
    exchange
        .body(LONGEST_INVOICE)
        .onSuccess(
            body ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            threads.run(() -> form.write(compared(body, zone))), form::answer)))
        .onFailure(exchange::fail);
  }

  private Report compared(byte[] body, ZoneId zone) {
    var lines = InvoiceFile.parse(new String(body, StandardCharsets.UTF_8));
    return reconciliation.of(lines, zone, clock.instant());
  }

  /** How an exchange wants its answer. */
  private static final class Form {
    private final HttpExchange exchange;
    private final ReportFormat format;
    private final ReportLanguage language;
    private final String table;

    Form(HttpExchange exchange) {
      this.exchange = exchange;
      format =
          ParameterFault.read(
              "format", () -> ReportFormat.of(exchange.query("format").orElse("json")));
      language =
          ParameterFault.read("lang", () -> ReportLanguage.of(exchange.query("lang").orElse("en")));
      table = exchange.query("table").orElse("");
    }

    ReportFile write(Report report) {
      return format == ReportFormat.CSV && !table.isEmpty()
          ? ReportFormat.table(report, table)
          : format.write(report, language);
    }

    void answer(ReportFile file) {
      answer(exchange.endpoint().endsWith("}") ? exchange.path("kind") : "reconcile", file);
    }

    private void answer(String name, ReportFile file) {
      headers(exchange, name, file.contentType(), file.extension());
      exchange.end(Buffer.buffer(file.content()));
    }
  }

  /** Data is to be saved; what is for people is shown, and may not do anything. */
  static void headers(HttpExchange exchange, String name, String type, String extension) {
    boolean saved = List.of("csv", "zip").contains(extension);
    exchange
        .response()
        .putHeader("content-type", type)
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id())
        .putHeader("content-security-policy", ReportFormat.policy())
        .putHeader("x-content-type-options", "nosniff")
        .putHeader(
            "content-disposition",
            "%s; filename=\"tutti-%s-%s.%s\""
                .formatted(saved ? "attachment" : "inline", name, exchange.id(), extension));
  }
}
