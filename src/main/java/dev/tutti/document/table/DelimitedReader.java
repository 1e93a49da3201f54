package dev.tutti.document.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reader of CSV: the delimiter is the one that cuts most lines alike, or that a first line {@code
 * sep=;} names.
 */
public final class DelimitedReader {

  /** The comma last, as it is the decimal sign where others divide. */
  private static final char[] DELIMITERS = {';', '\t', '|', ','};

  private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=([,;|\t])\"?\\r?\\n");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final int SAMPLE_LINES = 20;
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_CELLS = 500_000;

  private DelimitedReader() {}

  /** Table of a CSV text. */
  public static TableGrid read(String text) {
    List<List<TableCell>> rows = new ArrayList<>();
    int cells = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(delimiter(text))
            .skipEmptyLines(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(NAMED.matcher(text).lookingAt() ? withoutFirstLine(text) : text)) {
      for (CsvRecord record : csv) {
        if (rows.size() >= MOST_ROWS || record.getFieldCount() > MOST_COLUMNS) {
          throw new IllegalArgumentException(
              "csv: row "
                  + (rows.size() + 1)
                  + " with "
                  + record.getFieldCount()
                  + " columns (expected: at most "
                  + MOST_ROWS
                  + " rows of "
                  + MOST_COLUMNS
                  + " columns)");
        }
        cells += record.getFieldCount();
        if (cells > MOST_CELLS) {
          throw new IllegalArgumentException(
              "csv: more than " + MOST_CELLS + " cells (expected: fewer)");
        }
        rows.add(cells(rows.size(), record.getFields()));
      }
    } catch (CsvParseException broken) {
      throw new IllegalArgumentException("csv: " + broken.getMessage(), broken);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    rows.removeIf(row -> row.stream().allMatch(cell -> cell.text().isEmpty()));
    return TableGrid.of(null, rows);
  }

  private static String withoutFirstLine(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }

  /** Text of bytes. */
  public static String decoded(byte[] bytes) {
    return TextEncoding.decoded(bytes);
  }

  private static List<TableCell> cells(int row, List<String> fields) {
    List<TableCell> cells = new ArrayList<>(fields.size());
    for (int column = 0; column < fields.size(); column++) {
      cells.add(TableCell.at(row, column, fields.get(column)));
    }
    return cells;
  }

  /**
   * Delimiter that a first line such as {@code sep=;} names, else the one that cuts lines alike.
   */
  private static char delimiter(String text) {
    Matcher named = NAMED.matcher(text);
    if (named.lookingAt()) {
      return named.group(1).charAt(0);
    }
    List<String> lines =
        text.lines()
            .filter(line -> !line.isBlank())
            .limit(SAMPLE_LINES)
            .map(line -> QUOTED.matcher(line).replaceAll("\"\""))
            .toList();
    char best = ',';
    long most = 0;
    for (char each : DELIMITERS) {
      long alike = alike(lines, each);
      if (alike > most) {
        most = alike;
        best = each;
      }
    }
    return best;
  }

  /** How many lines have a character equally often, then how often. */
  private static long alike(List<String> lines, char delimiter) {
    Map<Long, Long> lengths = new HashMap<>();
    long most = 0;
    for (String line : lines) {
      long count = line.chars().filter(c -> c == delimiter).count();
      if (count > 0) {
        most = Math.max(most, lengths.merge(count, 1L, Long::sum) * 100 + Math.min(99, count));
      }
    }
    return most;
  }
}
