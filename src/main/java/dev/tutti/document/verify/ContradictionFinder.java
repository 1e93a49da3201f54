package dev.tutti.document.verify;

import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finder of statements that cannot be true together, beyond their printed precision. */
public final class ContradictionFinder {
  private static final Pattern PRIOR =
      Pattern.compile(
          "(?is).*(?:上年同期|去年同期|prior[- ]year|year earlier|previous year|last year|compared"
              + " with|from)[^。.]{0,12}$");
  private static final Pattern TOTAL = Pattern.compile("(?i)合计|总计|总额|total|sum");

  private ContradictionFinder() {}

  /**
   * Two statements that differ.
   *
   * @param kind stated_vs_computed_change, sum_of_parts or text_vs_table
   * @param stated what is written
   * @param computed what follows from other numbers
   */
  public record FoundContradiction(
      String kind, String block, String stated, BigDecimal computed, String where) {}

  /** All that were found, in the document's order. */
  public static List<FoundContradiction> find(ParsedDocument document) {
    List<FoundContradiction> found = new ArrayList<>();
    for (DocumentBlock block : document.blocks()) {
      if (!block.kind().equals("table") && !block.instruction()) {
        for (String sentence : block.text().split("(?<=[。！？\\n])|(?<=[.!?])\\s")) {
          change(block, sentence, found);
        }
      }
    }
    for (DocumentTable table : document.tables()) {
      sums(table, found);
      textAgainst(document, table, found);
    }
    return found;
  }

  private static void change(DocumentBlock block, String sentence, List<FoundContradiction> found) {
    NumberMention now = null;
    NumberMention change = null;
    for (NumberMention each : NumberGrammar.read(sentence)) {
      if (!each.exact()) {
        continue;
      }
      if (each.kind() == NumberKind.PERCENT && each.sense().change()) {
        change = each;
      } else if (each.kind() == NumberKind.ABSOLUTE && now == null && !each.sense().change()) {
        now = each;
      } else if (each.kind() == NumberKind.ABSOLUTE
          && now != null
          && change != null
          && PRIOR.matcher(sentence.substring(0, each.start())).matches()) {
        compare(block, sentence, List.of(now, change, each), found);
      }
    }
  }

  private static void compare(
      DocumentBlock block,
      String sentence,
      List<NumberMention> of,
      List<FoundContradiction> found) {
    NumberMention now = of.get(0);
    NumberMention change = of.get(1);
    NumberMention prior = of.get(2);
    if (prior.amount().signum() <= 0 || now.value() == null || change.value() == null) {
      return;
    }
    BigDecimal rate =
        now.amount().divide(prior.amount(), MathContext.DECIMAL64).subtract(BigDecimal.ONE);
    BigDecimal slack =
        change
            .value()
            .step()
            .add(
                now.value()
                    .step()
                    .divide(prior.amount(), MathContext.DECIMAL64)
                    .multiply(BigDecimal.TWO));
    if (rate.subtract(change.amount()).abs().compareTo(slack) > 0) {
      found.add(
          new FoundContradiction(
              "stated_vs_computed_change",
              block.id(),
              change.raw(sentence),
              rate,
              sentence.strip()));
    }
  }

  private static void sums(DocumentTable table, List<FoundContradiction> found) {
    TableGrid grid = table.grid();
    int last = grid.rows().size() - 1;
    if (last - grid.headerRows() < 2 || !TOTAL.matcher(grid.rowHeader(last)).find()) {
      return;
    }
    for (int column = 1; column < grid.columns(); column++) {
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

  private static @Nullable BigDecimal sum(TableGrid grid, int column, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = grid.headerRows(); row < last; row++) {
      NumberMention part = grid.number(row, column);
      if (part == null
          || part.value() == null
          || part.kind() != NumberKind.ABSOLUTE
          || TOTAL.matcher(grid.rowHeader(row)).find()) {
        return null;
      }
      sum = sum.add(part.amount());
    }
    return sum;
  }

  /** First sentence with a period and a level against the total of the same period. */
  private static void textAgainst(
      ParsedDocument document, DocumentTable table, List<FoundContradiction> found) {
    TableGrid grid = table.grid();
    int last = grid.rows().size() - 1;
    if (last < grid.headerRows() || !TOTAL.matcher(grid.rowHeader(last)).find()) {
      return;
    }
    for (DocumentBlock block : document.blocks()) {
      if (block.kind().equals("table")
          || !block.text().matches("(?is).*(?:营业收入|revenue|sales|收入).*")) {
        continue;
      }
      for (NumberMention number : NumberGrammar.read(block.text())) {
        boolean level =
            number.kind() == NumberKind.ABSOLUTE
                && number.unit().currency() != null
                && !number.sense().change();
        if (level && number.exact()) {
          against(block, number, table, found);
          return;
        }
      }
    }
  }

  private static void against(
      DocumentBlock block,
      NumberMention number,
      DocumentTable table,
      List<FoundContradiction> found) {
    TableGrid grid = table.grid();
    int last = grid.rows().size() - 1;
    String period = number.sense().period();
    for (int column = 1; column < grid.columns(); column++) {
      var columns = PeriodGrammar.find(String.join(" ", grid.columnPath(column)));
      NumberMention total = grid.number(last, column);
      if (columns.isEmpty()
          || !columns.getFirst().period().equals(period)
          || total == null
          || total.value() == null
          || total.kind() != NumberKind.ABSOLUTE) {
        continue;
      }
      if (number
                  .amount()
                  .subtract(total.amount())
                  .abs()
                  .compareTo(total.value().step().max(BigDecimal.ONE))
              > 0
          && number.value() != null
          && !number.value().near(total.amount())) {
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
}
