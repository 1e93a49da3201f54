package dev.tutti.report.invoice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invoice as a file of CSV. Every provider has columns of its own, so that they are found by what
 * their names mean: {@code day}, {@code date} or {@code ChargePeriodStart} are days, {@code
 * amount}, {@code cost_usd} or {@code BilledCost} are money. Commas, semicolons and tabs divide
 * columns; amounts have a decimal point or a decimal comma, the same in all lines.
 */
public final class InvoiceFile {
  /** The most lines of a file. */
  public static final int MOST_LINES = 10_000;

  private static final List<String> PROVIDER =
      List.of("provider", "providername", "vendor", "issuer", "invoiceissuername", "供应商");
  private static final List<String> MODEL =
      List.of("model", "modelname", "sku", "resourceid", "lineitem", "product", "item", "模型");
  private static final List<String> DAY =
      List.of("day", "date", "usagedate", "chargeperiodstart", "start", "starttime", "日期");
  private static final List<String> AMOUNT =
      List.of(
          "amount",
          "amountusd",
          "cost",
          "costusd",
          "billedcost",
          "total",
          "price",
          "usd",
          "charge",
          "金额");
  private static final Pattern LETTERS = Pattern.compile("[^\\p{L}\\p{N}]");
  private static final List<DateTimeFormatter> DAYS =
      Stream.of("uuuu-MM-dd", "uuuu/M/d", "uuuuMMdd", "d MMM uuuu", "MMM d, uuuu")
          .map(
              form ->
                  DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                      .withResolverStyle(ResolverStyle.STRICT))
          .toList();
  private static final int ISO_DAY = 10;

  private InvoiceFile() {}

  /**
   * The lines of a file.
   *
   * @throws IllegalArgumentException naming the line, what was wrong in it and what was expected
   */
  public static List<InvoiceLine> parse(String text) {
    var rows = CsvRows.parse(text, MOST_LINES + 1);
    if (rows.size() < 2) {
      throw new IllegalArgumentException(
          "invoice: %d lines (expected: a line of headings and at least one more)"
              .formatted(rows.size()));
    }
    var columns = Columns.of(rows.getFirst().cells());
    var rest = rows.subList(1, rows.size());
    var notation = AmountNotation.of(rest.stream().map(row -> cell(row, columns.amount)).toList());
    return rest.stream().map(row -> line(row, columns, notation)).toList();
  }

  /**
   * Places of the columns that mean something.
   *
   * @param provider null where the invoice is of one provider and does not say so
   * @param model null where it says only what a day has cost
   */
  private record Columns(@Nullable Integer provider, @Nullable Integer model, int day, int amount) {

    static Columns of(List<String> headings) {
      var names =
          headings.stream()
              .map(each -> LETTERS.matcher(each.toLowerCase(Locale.ROOT)).replaceAll(""))
              .toList();
      return new Columns(
          find(names, PROVIDER).orElse(null),
          find(names, MODEL).orElse(null),
          find(names, DAY).orElseThrow(() -> missing("day", headings)),
          find(names, AMOUNT).orElseThrow(() -> missing("amount", headings)));
    }

    private static Optional<Integer> find(List<String> names, List<String> meant) {
      return meant.stream().map(names::indexOf).filter(place -> place >= 0).findFirst();
    }

    private static IllegalArgumentException missing(String what, List<String> headings) {
      return new IllegalArgumentException(
          "invoice: no column %s among %s (expected: provider, model, day, amount)"
              .formatted(what, String.join(", ", headings)));
    }
  }

  private static InvoiceLine line(CsvRows.Row row, Columns columns, AmountNotation notation) {
    return new InvoiceLine(
        row.number(),
        optional(row, columns.provider),
        optional(row, columns.model),
        day(row, cell(row, columns.day)),
        dollars(row, cell(row, columns.amount), notation));
  }

  private static String optional(CsvRows.Row row, @Nullable Integer place) {
    return place == null ? "" : cell(row, place);
  }

  private static String cell(CsvRows.Row row, int place) {
    if (place >= row.cells().size()) {
      throw wrong(row, row.cells().size() + " columns", "at least " + (place + 1));
    }
    return row.cells().get(place).strip();
  }

  private static LocalDate day(CsvRows.Row row, String text) {
    boolean withTime = text.length() > ISO_DAY && "T ".indexOf(text.charAt(ISO_DAY)) >= 0;
    var day = withTime ? text.substring(0, ISO_DAY) : text;
    for (var form : DAYS) {
      try {
        return LocalDate.parse(day, form);
      } catch (DateTimeException _) {
        // another form may fit
      }
    }
    throw wrong(row, text, "a day such as 2026-03-01");
  }

  private static BigDecimal dollars(CsvRows.Row row, String text, AmountNotation notation) {
    return notation
        .read(text)
        .orElseThrow(
            () ->
                wrong(
                    row,
                    text,
                    "US dollars such as %s"
                        .formatted(notation == AmountNotation.COMMA ? "12,34" : "12.34")));
  }

  private static IllegalArgumentException wrong(CsvRows.Row row, String found, String expected) {
    return new IllegalArgumentException(
        "invoice: line %d: %s (expected: %s)".formatted(row.number(), found, expected));
  }
}
