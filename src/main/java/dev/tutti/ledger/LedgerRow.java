package dev.tutti.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Row of a {@link LedgerTable} as it is written: a number, a text, a word or nothing for each
 * column. Not thread-safe while it is made.
 */
public final class LedgerRow {
  private final @Nullable Object[] values;
  private int filled;

  private LedgerRow(int columns) {
    values = new Object[columns];
  }

  /**
   * Word of the ledger's dictionary.
   *
   * @param number what stands for it in rows
   */
  record Word(long number, String text) {}

  /** A row whose columns are yet to be given, in their order. */
  static LedgerRow of(LedgerTable table) {
    return new LedgerRow(table.columns().size());
  }

  LedgerRow put(long number) {
    return add(number);
  }

  LedgerRow put(boolean flag) {
    return add(flag ? 1L : 0L);
  }

  LedgerRow put(String text) {
    return add(text);
  }

  LedgerRow put(Word word) {
    return add(word);
  }

  LedgerRow putNullable(@Nullable Long number) {
    return add(number);
  }

  private LedgerRow add(@Nullable Object value) {
    values[filled++] = value;
    return this;
  }

  /** What is written in a column: a {@code Long}, a {@code String}, or nothing. */
  @Nullable Object value(int column) {
    return values[column] instanceof Word(long number, _) ? (Long) number : values[column];
  }

  /** The number in a column, that of its word, or 0 where there is none. */
  public long number(int column) {
    return switch (values[column]) {
      case Long number -> number;
      case Word word -> word.number;
      case null, default -> 0;
    };
  }

  /** Whether a column has zero, an empty text or the empty word. */
  boolean isBlank(int column) {
    return switch (values[column]) {
      case Long number -> number == 0;
      case String text -> text.isEmpty();
      case Word word -> word.text.isEmpty();
      case null, default -> false;
    };
  }

  /** Whether a column has nothing. */
  public boolean isAbsent(int column) {
    return values[column] == null;
  }

  /** Whether a column has this word. */
  public boolean is(int column, String word) {
    return values[column] instanceof Word(_, String text) && text.equals(word);
  }
}
