package dev.tutti.document.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reader of CSV: the delimiter is the one that cuts most lines alike, the text UTF-8, UTF-16 by its
 * mark, or GB18030.
 */
public final class DelimitedReader {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int SAMPLE_LINES = 20;
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_COLUMNS = 1_000;

  private DelimitedReader() {}

  /** Table of a CSV text. */
  public static TableGrid read(String text) {
    List<List<TableCell>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(delimiter(text))
            .skipEmptyLines(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
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

  /** Text of bytes: by their mark, else strict UTF-8, else GB18030. */
  public static String decoded(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (bytes.length > 1 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    boolean mark = bytes.length > 2 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb;
    int from = mark ? 3 : 0;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, Charset.forName("GB18030"));
    }
  }

  private static List<TableCell> cells(int row, List<String> fields) {
    List<TableCell> cells = new ArrayList<>(fields.size());
    for (int column = 0; column < fields.size(); column++) {
      cells.add(TableCell.at(row, column, fields.get(column)));
    }
    return cells;
  }

  private static char delimiter(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(SAMPLE_LINES).toList();
    char best = ',';
    long most = 0;
    for (char each : DELIMITERS) {
      long alike =
          lines.stream()
              .mapToLong(line -> line.chars().filter(c -> c == each).count())
              .filter(count -> count > 0)
              .boxed()
              .collect(Collectors.groupingBy(c -> c, Collectors.counting()))
              .entrySet()
              .stream()
              .mapToLong(e -> e.getKey() > 0 ? e.getValue() * 100 + Math.min(99, e.getKey()) : 0)
              .max()
              .orElse(0);
      if (alike > most) {
        most = alike;
        best = each;
      }
    }
    return best;
  }
}
