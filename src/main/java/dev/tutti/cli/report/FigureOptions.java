package dev.tutti.cli.report;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Options of commands that show figures: which calls and attempts, and what of them. */
final class FigureOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      description = "Terms that must all hold, such as owner=red; docs/figures.md has the fields.")
  private String[] filter = {};

  @Option(
      names = "--measure",
      paramLabel = "NAMES",
      description = "What is shown, by commas (default: ${DEFAULT-VALUE}).")
  private String measure = "calls,success_rate,total_p95,total_tokens,cost";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Such as -7d, 2026-03-01 or 2026-03-01T12:30 (default: ${DEFAULT-VALUE}).")
  private String from = "-24h";

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

  @Option(names = "--limit", paramLabel = "N", description = "How many groups; the others are one.")
  private @Nullable Integer limit;

  /** A path with these as its query, and others that are given or not. */
  String path(String start, String... others) {
    var query = new ArrayList<String>();
    add(query, "measure", measure);
    add(query, "from", from);
    add(query, "to", to);
    add(query, "zone", zone);
    add(query, "limit", limit);
    add(query, "filter", String.join(" ", filter));
    for (int i = 0; i < others.length; i += 2) {
      add(query, others[i], others[i + 1]);
    }
    return start + "?" + String.join("&", query);
  }

  private static void add(List<String> query, String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) {
      query.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }
  }

  /** Prints the head of a table of figures, behind the names of its first column. */
  static void printHead(PrintWriter out, String first, JsonNode answer) {
    out.printf("%-40s", first);
    for (var unit : answer.path("units").properties()) {
      out.printf(" %18s", unit.getKey());
    }
    out.println();
  }

  /** Prints a line of it; a star stands behind figures with reservations. */
  static void printLine(PrintWriter out, String first, JsonNode figures) {
    out.printf("%-40s", first);
    for (var each : figures) {
      var value =
          each.path("value").isNull() ? "-" : each.path("value").decimalValue().toPlainString();
      boolean flagged = !each.path("flags").isEmpty() && !each.path("value").isNull();
      out.printf(" %17s%s", value, flagged ? "*" : " ");
    }
    out.println();
  }
}
