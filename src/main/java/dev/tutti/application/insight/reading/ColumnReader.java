package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import dev.tutti.document.number.NumberUnit;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of cells of a table in the unit of their column or row. For one thread. */
final class ColumnReader {
  private final boolean comma;
  private final SeriesUnit unit;
  private boolean percent;

  /**
   * Reader of cells under a header.
   *
   * @param comma whether a comma is the decimal sign
   */
  ColumnReader(TableGrid grid, boolean comma, String header) {
    this.comma = comma;
    this.unit = UnitWords.around(grid.caption(), header);
  }

  /** Unit of the values; percent where a cell said so. */
  SeriesUnit unit() {
    return percent ? SeriesUnit.PERCENT : unit;
  }

  /** Value of a cell; none where it is missing, or no number. */
  @Nullable BigDecimal value(String text) {
    BigDecimal plain = PlainNumber.of(text, comma);
    if (plain != null) {
      return unit.share() ? plain.movePointLeft(2) : plain;
    }
    if (PlainNumber.missing(text)) {
      return null;
    }
    NumberMention number = NumberGrammar.cell(text, surroundings(comma));
    if (number == null || !number.exact()) {
      return null;
    }
    if (number.kind() == NumberKind.PERCENT || number.kind() == NumberKind.POINTS) {
      percent = true;
      return number.amount();
    }
    if (isPlain(number.unit())) {
      return unit.share() ? number.amount().movePointLeft(2) : number.amount();
    }
    return number.amount().divide(unit.scale(), MathContext.DECIMAL64);
  }

  /**
   * Whether a number such as (20) or $20 has no scale of its own, so that the header's is meant.
   */
  private static boolean isPlain(NumberUnit own) {
    return own.scale().compareTo(BigDecimal.ONE) == 0
        && (own.name() == null || own.name().equals(own.currency()));
  }

  /** Surroundings of a cell whose header and caption are not asked. */
  static NumberSurroundings surroundings(boolean comma) {
    return new NumberSurroundings(null, null, comma ? "," : null, List.of());
  }

  /** Whether a cell is a number. */
  static boolean numeric(String text, boolean comma) {
    if (PlainNumber.of(text, comma) != null) {
      return true;
    }
    if (text.length() > 40 || text.chars().noneMatch(Character::isDigit)) {
      return false;
    }
    NumberMention number = NumberGrammar.cell(text, surroundings(comma));
    return number != null && number.exact();
  }
}
