package dev.tutti.cli.report;

import dev.tutti.cli.server.ServerCommand;
import dev.tutti.cli.server.ServerOptions;
import dev.tutti.cli.terminal.Terminal;
import dev.tutti.cli.terminal.Waiting;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tutti report}. */
@Command(
    name = "report",
    description = {
      "Makes a report: summary, performance, errors, cost, capacity, trends or tasks; focus exports"
          + " costs in the form of FOCUS, and reconcile lays an invoice beside the ledger.",
      "",
      "docs/reports.md says what is in them."
    },
    subcommands = ReportSchedulesCommand.class)
final class ReportCommand implements Callable<Integer> {
  /** What has a value in any case, and reports of their own kind do not read. */
  private static final Map<String, Set<String>> UNREAD =
      Map.of(
          "reconcile", Set.of("from"),
          "focus", Set.of("format", "lang"),
          "context", Set.of("lang"));

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "summary, performance, errors, cost, capacity, trends, tasks, context, focus or"
              + " reconcile.")
  private String kind = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILTER",
      description = "Terms that must all hold, such as owner=red; docs/figures.md has the fields.")
  private String[] filter = {};

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description = "Such as 7d, 2026-03-01 or 2026-03-01T12:30 (default: ${DEFAULT-VALUE}).")
  private String from = "24h";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The first moment after it (default: now).")
  private @Nullable String to;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "In which days begin (default: this machine's).")
  private String zone = ZoneId.systemDefault().getId();

  @Option(names = "--by", paramLabel = "NAMES", description = "One to three dimensions, by commas.")
  private @Nullable String by;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "md, json, csv or html (default: ${DEFAULT-VALUE}).")
  private String format = "md";

  @Option(names = "--table", paramLabel = "NAME", description = "The only table, of csv.")
  private @Nullable String table;

  @Option(names = "--lang", paramLabel = "LANG", description = "en or zh (default: en).")
  private String language = "en";

  @Option(names = "--no-compare", description = "Leave the period before out.")
  private boolean alone;

  @Option(
      names = "--invoice",
      paramLabel = "FILE",
      description = "The invoice in CSV, to reconcile.")
  private @Nullable Path invoice;

  @Option(names = "--out", paramLabel = "FILE", description = "Write it here, not on the screen.")
  private @Nullable Path file;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("KIND is missing (expected: such as summary)");
    }
    try (var client = server.client();
        var _ = new Waiting(spec.commandLine().getErr(), Terminal.isWatched())) {
      write(
          invoice == null
              ? client.bytes(path())
              : client.bytes(path(), Files.readAllBytes(invoice)));
      return ExitCode.OK;
    } catch (IOException e) {
      throw server.unreachable(e);
    }
  }

  private void write(byte[] report) throws IOException {
    if (file != null) {
      Files.write(file, report);
      return;
    }
    var out = spec.commandLine().getOut();
    out.print(new String(report, StandardCharsets.UTF_8));
    out.flush();
  }

  private String path() {
    var query = new ArrayList<String>();
    add(query, "from", from.matches("\\d.*[a-z]") ? "-" + from : from);
    add(query, "to", to);
    add(query, "zone", zone);
    add(query, "by", by);
    add(query, "format", format);
    add(query, "table", table);
    add(query, "lang", language);
    add(query, "compare", alone ? "none" : null);
    add(query, "filter", String.join(" ", filter));
    return ServerCommand.path("/admin/reports", kind) + "?" + String.join("&", query);
  }

  private void add(List<String> query, String name, @Nullable String value) {
    boolean isRead = !UNREAD.getOrDefault(kind, Set.of()).contains(name);
    if (isRead && value != null && !value.isEmpty()) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
