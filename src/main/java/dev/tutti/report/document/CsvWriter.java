package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import dev.tutti.text.Csv;
import dev.tutti.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tables as CSV. Numbers are exact; a figure that is compared has a column for its previous value,
 * and a last column has the flags of a row.
 */
final class CsvWriter {
  private final ZoneId zone;

  CsvWriter(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * One table of a report.
   *
   * @throws IllegalArgumentException when it has none with that key
   */
  String text(Report report, String key) {
    return report
        .tables()
        .filter(table -> table.key().equals(key))
        .findFirst()
        .map(this::text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "table: %s (expected: %s)"
                        .formatted(
                            key,
                            report
                                .tables()
                                .map(DataTable::key)
                                .collect(Collectors.joining(", ")))));
  }

  /** Archive of all tables; the same report makes the same bytes. */
  byte[] archive(Report report) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (var table : report.tables().toList()) {
        var entry = new ZipEntry(table.key() + ".csv");
        entry.setTimeLocal(report.head().made().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        zip.write(text(table).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A table with its headings. */
  String text(DataTable table) {
    var out = new StringBuilder(Csv.line(headings(table)));
    table.rows().forEach(row -> out.append(Csv.line(cells(table, row))));
    return out.toString();
  }

  private static List<String> headings(DataTable table) {
    var headings = new ArrayList<String>();
    for (int i = 0; i < table.columns().size(); i++) {
      var column = table.columns().get(i);
      var name = column.key() + column.unit().map(CsvWriter::suffix).orElse("");
      headings.add(name);
      if (table.isCompared(i)) {
        headings.add(name + "_previous");
      }
    }
    if (table.isFlagged()) {
      headings.add("flags");
    }
    return headings;
  }

  private static String suffix(MeasureUnit unit) {
    return switch (unit) {
      case COUNT, TOKENS, NUMBER -> "";
      case SHARE -> "_share";
      case DOLLARS -> "_usd";
      case MILLISECONDS -> "_ms";
      case BYTES -> "_bytes";
      case TOKENS_PER_SECOND -> "_per_second";
    };
  }

  private List<@Nullable Object> cells(DataTable table, List<Cell> row) {
    var cells = new ArrayList<@Nullable Object>();
    var flags = new TreeSet<String>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(value(row.get(i)));
      var figure = row.get(i) instanceof Cell.Amount(ComparedFigure f) ? f : null;
      if (figure != null) {
        figure.figure().flags().forEach(flag -> flags.add(flag.word()));
      }
      if (table.isCompared(i)) {
        cells.add(figure == null ? null : figure.previous().orElse(null));
      }
    }
    if (table.isFlagged()) {
      cells.add(String.join(" ", flags));
    }
    return cells;
  }

  private @Nullable Object value(Cell cell) {
    return switch (cell) {
      case Cell.Label(String key) -> key;
      case Cell.Labels(var keys) -> String.join(" ", keys);
      case Cell.Text(String text) -> VisibleText.of(text);
      case Cell.Moment(Instant at) ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone).toOffsetDateTime());
      case Cell.Exact(var number) -> number;
      case Cell.Amount(ComparedFigure figure) -> figure.value().orElse(null);
      case Cell.None() -> null;
    };
  }
}
