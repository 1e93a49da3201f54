package dev.tutti.resilience.budget;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of budgets. */
final class BudgetTable {
  private static final String PUT =
      """
      INSERT INTO budget (account, starts, nanos) VALUES (:account, :starts, :nanos)
      ON CONFLICT (account) DO UPDATE SET starts = excluded.starts, nanos = excluded.nanos\
      """;

  private static final String ALL = "SELECT account, starts, nanos FROM budget";

  private BudgetTable() {}

  /**
   * Row of the money that was spent on an account in the period that starts on a day.
   *
   * @param nanos billionths of a dollar
   */
  record Row(String account, LocalDate starts, long nanos) {}

  static void put(Handle handle, Collection<Row> rows) {
    var batch = handle.prepareBatch(PUT);
    for (var row : rows) {
      batch
          .bind("account", row.account)
          .bind("starts", row.starts.toString())
          .bind("nanos", row.nanos)
          .add();
    }
    batch.execute();
  }

  static List<Row> all(Handle handle) {
    return handle
        .createQuery(ALL)
        .map(
            (rows, _) ->
                new Row(
                    rows.getString("account"),
                    LocalDate.parse(rows.getString("starts")),
                    rows.getLong("nanos")))
        .list();
  }
}
