package dev.tutti.store;

import java.nio.file.Path;

/** A program that writes one row after the other and says which ones it was told are written. */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] args) {
    try (var store = Store.open(StoreSettings.in(Path.of(args[0])))) {
      for (long id = Long.parseLong(args[1]); ; id++) {
        long row = id;
        Store.await(
            store.write(
                handle -> {
                  handle.execute("CREATE TABLE IF NOT EXISTS row (id INTEGER, half INTEGER)");
                  handle.execute("INSERT INTO row VALUES (?, 1)", row);
                  return handle.execute("INSERT INTO row VALUES (?, 2)", row);
                }));
        System.out.println(row);
      }
    }
  }
}
