package dev.tutti.cli.report;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.server.ServerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code tutti series}. */
@Command(
    name = "series",
    description = "Shows figures of calls and attempts over time, of all or of the largest groups.")
final class SeriesCommand extends ServerCommand {
  @Mixin private final FigureOptions options = new FigureOptions();

  @Option(names = "--by", paramLabel = "NAME", description = "Dimension whose groups are shown.")
  private @Nullable String by;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "Such as 15m, 6h, day, week or month (default: one that suits the span).")
  private @Nullable String step;

  @Override
  protected JsonNode ask(ApiClient client) throws IOException, InterruptedException {
    return client.get(
        options.path(
            "/admin/series", "by", by == null ? "" : by, "step", step == null ? "" : step));
  }

  @Override
  protected void print(PrintWriter out, JsonNode answer) {
    var zone = ZoneId.of(answer.path("zone").asString());
    for (var line : answer.path("data")) {
      var name = line.path("rest").asBoolean() ? "(others)" : line.path("name").asString();
      FigureOptions.printHead(out, name.isEmpty() ? "FROM" : name, answer);
      for (var point : line.path("points")) {
        var from = Instant.parse(point.path("from").asString()).atZone(zone);
        var shown = from.truncatedTo(ChronoUnit.MINUTES).toOffsetDateTime().toString();
        FigureOptions.printLine(out, shown, point.path("figures"));
      }
    }
  }
}
