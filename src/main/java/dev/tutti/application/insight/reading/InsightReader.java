package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.NamedRows;
import dev.tutti.application.insight.series.ReadData;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.application.insight.series.ShareList;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.HiddenPassage;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.table.DelimitedReader;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reader of documents and texts as series. */
public final class InsightReader {
  private static final int MOST_SERIES = 50;

  private InsightReader() {}

  /**
   * Series of a document.
   *
   * @param name its name, whose ending tells CSV
   * @throws IllegalArgumentException when it has no series
   */
  public static ReadData document(String name, ParsedDocument document) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean delimited = lower.endsWith(".csv") || lower.endsWith(".tsv");
    if (document.tables().isEmpty() && ContentPlaces.delimited(document.text())) {
      return content(document.text(), () -> document);
    }
    return read(document, document.tables(), delimited, document.text());
  }

  /**
   * Series of a text: prose, CSV, or Markdown, which is parsed elsewhere; places point into the
   * text.
   *
   * @param markdown gives the text as a document of Markdown
   * @throws IllegalArgumentException when it has no series
   */
  public static ReadData content(String content, Supplier<ParsedDocument> markdown) {
    if (content.lines().anyMatch(InsightReader::dividesMarkdown)) {
      ParsedDocument document = markdown.get();
      return read(document, placed(content, document.tables()), false, content);
    }
    if (!ContentPlaces.delimited(content)) {
      return prose(content, new ReadingNotes());
    }
    TableGrid table = DelimitedReader.read(content);
    var document =
        new ParsedDocument(content, List.of(), List.of(), List.of(), List.of(), List.of());
    return read(
        document, placed(content, List.of(new DocumentTable("b1", null, table))), true, content);
  }

  /** Whether a line is the one between head and body of a table: |---|---|. */
  private static boolean dividesMarkdown(String line) {
    int dashes = line.indexOf("--");
    return dashes >= 0
        && line.indexOf('|', dashes) >= 0
        && line.chars().allMatch(c -> "|:-".indexOf(c) >= 0 || Character.isWhitespace(c));
  }

  private static List<DocumentTable> placed(String content, List<DocumentTable> tables) {
    var places = new ContentPlaces(content);
    return tables.stream()
        .map(each -> new DocumentTable(each.block(), each.page(), places.placed(each.grid())))
        .toList();
  }

  private static ReadData read(
      ParsedDocument document, List<DocumentTable> tables, boolean delimited, String text) {
    var notes = new ReadingNotes();
    hidden(document, notes);
    List<DataSeries> series = new ArrayList<>();
    List<NamedRows> named = new ArrayList<>();
    var rows =
        new HiddenRows(document.hidden().stream().filter(InsightReader::row).toList(), notes);
    for (DocumentTable each : tables) {
      TableGrid grid = rows.inserted(each.grid());
      TableNotes.of(grid, delimited, notes);
      String caption = grid.caption() == null ? "" : grid.caption();
      int year = PeriodTexts.year(caption);
      new TableSeries(grid, notes, year == 0 ? PeriodTexts.year(document.title()) : year)
          .read(series, named);
    }
    if (series.isEmpty()) {
      return prose(text, notes);
    }
    return data(series, named, List.of(), notes);
  }

  private static boolean row(HiddenPassage passage) {
    return passage.how().equals("hidden_row");
  }

  private static void hidden(ParsedDocument document, ReadingNotes notes) {
    for (String each : document.warnings()) {
      if (each.startsWith("cell ")) {
        notes.warn("error_cell", each, each + ": read as missing");
      }
    }
    long others = document.hidden().stream().filter(each -> !row(each)).count();
    if (others > 0) {
      notes.warn("hidden", "document", "hidden passages or sheets: %d, not read".formatted(others));
    }
  }

  private static ReadData prose(String text, ReadingNotes notes) {
    List<DataSeries> series = new ProseReader(text, notes).read();
    return data(series, List.of(), ShareReader.read(text), notes);
  }

  private static ReadData data(
      List<DataSeries> series, List<NamedRows> tables, List<ShareList> shares, ReadingNotes notes) {
    List<DataSeries> ordered = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (DataSeries each : series) {
      DataSeries sorted = SeriesOrder.of(each, notes);
      if (sorted.present().isEmpty()) {
        continue;
      }
      if (ordered.size() >= MOST_SERIES) {
        notes.warn(
            "left_out", "series", "only the first %d series are computed".formatted(MOST_SERIES));
        break;
      }
      String name = sorted.name();
      for (int i = 2; !names.add(name); i++) {
        name = sorted.name() + " (" + i + ")";
      }
      ordered.add(
          sorted.cumulative()
              ? SeriesOrder.singled(sorted.named(name), notes)
              : sorted.named(name));
    }
    if (ordered.isEmpty()) {
      throw new IllegalArgumentException(
          "content: no series of numbers was found (expected: a table with numbers, or numbers with"
              + " their periods such as 1月85万, 2月92万)");
    }
    return new ReadData(ordered, tables, shares, notes.warnings(), notes.assumptions());
  }

  /**
   * Data of series that are there already.
   *
   * @throws IllegalArgumentException when none has a value
   */
  public static ReadData of(List<DataSeries> series) {
    return data(series, List.of(), List.of(), new ReadingNotes());
  }

  /**
   * Data of the rows of a table.
   *
   * @throws IllegalArgumentException when it has no series
   */
  public static ReadData table(@Nullable String caption, List<List<TableCell>> rows) {
    TableGrid grid = TableGrid.of(caption, rows);
    var notes = new ReadingNotes();
    List<DataSeries> series = new ArrayList<>();
    List<NamedRows> named = new ArrayList<>();
    int year = grid.caption() == null ? 0 : PeriodTexts.year(grid.caption());
    new TableSeries(grid, notes, year).read(series, named);
    return data(series, named, List.of(), notes);
  }

  /**
   * Series of numbers, with periods as texts or none; then its places are counted.
   *
   * @param labels as many as values, or none
   */
  public static DataSeries series(
      String name, String unit, List<String> labels, List<@Nullable BigDecimal> values) {
    List<@Nullable PeriodText> texts = CellPeriods.of(labels, new ReadingNotes());
    boolean dated = !texts.isEmpty() && texts.stream().noneMatch(each -> each == null);
    var column = PeriodColumn.of(texts, "");
    List<ReadValue> read = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SeriesPeriod period = dated ? column.at(i, 0) : null;
      String label = labels.isEmpty() ? Integer.toString(i + 1) : labels.get(i);
      BigDecimal value = values.get(i);
      read.add(
          new ReadValue(
              period == null ? SeriesPeriod.placed(SeriesFrequency.ORDERED, i + 1L, label) : period,
              value,
              value == null ? "" : value.toPlainString(),
              null,
              null));
    }
    var own = unit.isEmpty() ? SeriesUnit.NONE : new SeriesUnit(unit, BigDecimal.ONE, false);
    return DataSeries.of(name, own, read);
  }
}
