package dev.tutti.document.verify;

import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.table.TableGrid;
import dev.tutti.document.verify.ContradictionFinder.FoundContradiction;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Last rows of tables that are totals, held against the rows above them and against the text. */
final class TableContradictions {
  private static final Pattern TOTAL =
      Pattern.compile(
          "(?i)^\\s*(?:合\\s*计|总\\s*计|共\\s*计|总\\s*额|(?:grand\\s+)?totals?\\b(?!.*\\b(?:profit|loss|margin))|sum\\b)"
              + "|(?:合计|总计)\\s*$");
  private static final Pattern SUBTOTAL =
      Pattern.compile("(?i)小\\s*计|合\\s*计|总|\\b(?:sub-?)?totals?\\b");
  private static final Pattern COST =
      Pattern.compile(
          "(?i)成本|费用|支出|税|折旧|亏损|\\b(?:costs?|expenses?|tax(?:es)?|depreciation|loss(?:es)?)\\b");
  private static final Pattern LESS = Pattern.compile("(?i)^\\s*(?:减\\s*[:：]|less\\b)");
  private static final Pattern REVENUE = Pattern.compile("(?i)营业收入|营收|收入|销售额|revenue|sales");
  private static final Pattern OTHER_MEASURE =
      Pattern.compile(
          "(?i)成本|费用|利润|资产|负债|人数|员工|预算|订单|现金|\\b(?:costs?|expenses?|profits?|assets?|liabilit|headcount|employees?"
              + "|budgets?|orders?|cash)");
  private static final int NEAR_NAME = 30;

  private TableContradictions() {}

  static void add(ParsedDocument document, List<FoundContradiction> found) {
    RevenueFigure revenue = null;
    for (DocumentTable table : document.tables()) {
      TableGrid grid = table.grid();
      int last = grid.rows().size() - 1;
      if (last < grid.headerRows() || !TOTAL.matcher(grid.rowHeader(last)).find()) {
        continue;
      }
      sums(table, found);
      revenue = revenue == null ? RevenueFigure.of(document) : revenue;
      if (revenue.number() != null && revenue.block() != null && aboutRevenue(grid)) {
        against(revenue.block(), revenue.number(), table, found);
      }
    }
  }

  private static void sums(DocumentTable table, List<FoundContradiction> found) {
    TableGrid grid = table.grid();
    int last = grid.rows().size() - 1;
    if (last - grid.headerRows() < 2 || subtracts(grid)) {
      return;
    }
    int columns = grid.columns();
    for (int column = 1; column < columns; column++) {
      BigDecimal sum = sum(grid, column, last);
      NumberMention total = grid.number(last, column);
      if (sum != null
          && total != null
          && total.value() != null
          && total.kind() == NumberKind.ABSOLUTE) {
        BigDecimal slack =
            total.value().step().multiply(BigDecimal.valueOf(last - grid.headerRows() + 1L));
        boolean integer = total.value().step().compareTo(total.unit().scale()) == 0;
        if (sum.subtract(total.amount()).abs().compareTo(integer ? total.value().step() : slack)
            > 0) {
          found.add(
              new FoundContradiction(
                  "sum_of_parts",
                  table.block(),
                  total.amount().toPlainString(),
                  sum,
                  grid.rowHeader(last) + " / " + String.join(" ", grid.columnPath(column))));
        }
      }
    }
  }

  /** Whether some rows are taken from others, so that the last one is no sum. */
  private static boolean subtracts(TableGrid grid) {
    int costs = 0;
    int rows = grid.rows().size() - 1 - grid.headerRows();
    for (int row = grid.headerRows(); row < grid.rows().size() - 1; row++) {
      if (LESS.matcher(grid.rowHeader(row)).find()) {
        return true;
      }
      costs += COST.matcher(grid.rowHeader(row)).find() ? 1 : 0;
    }
    return costs > 0 && costs < rows;
  }

  private static @Nullable BigDecimal sum(TableGrid grid, int column, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = grid.headerRows(); row < last; row++) {
      NumberMention part = grid.number(row, column);
      if (part == null
          || part.value() == null
          || part.kind() != NumberKind.ABSOLUTE
          || SUBTOTAL.matcher(grid.rowHeader(row)).find()) {
        return null;
      }
      sum = sum.add(part.amount());
    }
    return sum;
  }

  /**
   * First amount of a document that is called revenue.
   *
   * @param block where it stands; none where there is no such amount
   */
  private record RevenueFigure(@Nullable DocumentBlock block, @Nullable NumberMention number) {
    static RevenueFigure of(ParsedDocument document) {
      for (DocumentBlock block : document.blocks()) {
        if (!block.kind().equals("table") && REVENUE.matcher(block.text()).find()) {
          for (NumberMention number : NumberGrammar.read(block.text())) {
            if (named(block.text(), number)) {
              return new RevenueFigure(block, number);
            }
          }
        }
      }
      return new RevenueFigure(null, null);
    }

    private static boolean named(String text, NumberMention number) {
      var before = text.substring(Math.max(0, number.start() - NEAR_NAME), number.start());
      return number.exact()
          && number.kind() == NumberKind.ABSOLUTE
          && number.unit().currency() != null
          && !number.sense().change()
          && REVENUE.matcher(before).find();
    }
  }

  /** Whether a table may be one of revenue: nothing over it says that it is of something else. */
  private static boolean aboutRevenue(TableGrid grid) {
    var over = new StringBuilder(grid.caption() == null ? "" : grid.caption());
    int columns = grid.columns();
    for (int column = 0; column < columns; column++) {
      over.append(' ').append(String.join(" ", grid.columnPath(column)));
    }
    over.append(' ').append(grid.rowHeader(grid.rows().size() - 1));
    return REVENUE.matcher(over).find() || !OTHER_MEASURE.matcher(over).find();
  }

  private static void against(
      DocumentBlock block,
      NumberMention number,
      DocumentTable table,
      List<FoundContradiction> found) {
    TableGrid grid = table.grid();
    int last = grid.rows().size() - 1;
    String period = number.sense().period();
    int width = grid.columns();
    for (int column = 1; column < width; column++) {
      var columns = PeriodGrammar.find(String.join(" ", grid.columnPath(column)));
      NumberMention total = grid.number(last, column);
      if (columns.isEmpty()
          || !columns.getFirst().period().equals(period)
          || total == null
          || total.value() == null
          || total.kind() != NumberKind.ABSOLUTE) {
        continue;
      }
      if (differ(number, total)) {
        found.add(
            new FoundContradiction(
                "text_vs_table",
                block.id(),
                number.raw(block.text()),
                total.amount(),
                table.block()));
      }
      return;
    }
  }

  private static boolean differ(NumberMention stated, NumberMention total) {
    var value = stated.value();
    var other = total.value();
    var currency = total.unit().currency();
    if (value == null
        || other == null
        || (currency != null && !currency.equals(stated.unit().currency()))) {
      return false;
    }
    var slack = other.step().max(BigDecimal.ONE);
    return stated.amount().subtract(total.amount()).abs().compareTo(slack) > 0
        && !value.near(total.amount());
  }
}
