package dev.tutti.report;

import dev.tutti.chat.Usage;
import dev.tutti.ledger.LedgerRow;
import dev.tutti.ledger.LedgerTable;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Number that is added up of each row, said twice: for rows that are read, and for those that have
 * just been written.
 *
 * @param sql an expression, of which NULL counts as 0
 * @param value the same of a row
 */
record RowCount(String sql, ToLongFunction<LedgerRow> value) {

  /** Condition on a row, said twice. */
  record Test(String sql, Predicate<LedgerRow> holds) {
    Test and(Test other) {
      return new Test(sql + " AND " + other.sql, holds.and(other.holds));
    }
  }

  /** The counts of a table's rows. */
  record Of(LedgerTable table) {
    RowCount column(String name) {
      int place = table.place(name);
      return new RowCount(name, row -> row.number(place));
    }

    /** Rows written before numbers were bounded may not make a sum overflow. */
    RowCount capped(String name) {
      int place = table.place(name);
      return new RowCount(
          "min(%s, %d)".formatted(name, Usage.MOST),
          row -> Math.min(row.number(place), Usage.MOST));
    }

    /** A column where a condition holds. */
    RowCount where(Test test, String name) {
      int place = table.place(name);
      return new RowCount(
          "CASE WHEN %s THEN coalesce(%s, 0) END".formatted(test.sql, name),
          row -> test.holds.test(row) ? row.number(place) : 0);
    }

    Test is(String name, String word) {
      int place = table.place(name);
      return new Test(name + " = " + sql(word), row -> row.is(place, word));
    }

    Test isNot(String name, String word) {
      int place = table.place(name);
      return new Test(name + " IS NOT " + sql(word), row -> !row.is(place, word));
    }

    Test isPositive(String name) {
      int place = table.place(name);
      return new Test(name + " > 0", row -> row.number(place) > 0);
    }

    Test isAbsent(String name) {
      int place = table.place(name);
      return new Test(name + " IS NULL", row -> row.isAbsent(place));
    }

    private static String sql(String word) {
      return "(SELECT id FROM word WHERE text = '" + word + "')";
    }
  }

  /** Every row. */
  static RowCount all() {
    return new RowCount("1", _ -> 1);
  }

  /** Rows of which a condition holds. */
  static RowCount when(Test test) {
    return new RowCount(test.sql, row -> test.holds.test(row) ? 1 : 0);
  }
}
