package dev.tutti.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Row of a {@link LedgerTable} as it is written: a number, a text, a word or nothing for each
 * column, 64 at most. Not thread-safe while it is made.
 */
public final class LedgerRow {
  private final long[] numbers;
  private final @Nullable String[] texts;
  private long absences;
  private long ownTexts;
  private long wordings;
  private int filled;

  private LedgerRow(int columns) {
    numbers = new long[columns];
    texts = new String[columns];
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
    numbers[filled++] = number;
    return this;
  }

  LedgerRow put(boolean flag) {
    return put(flag ? 1L : 0L);
  }

  LedgerRow put(String text) {
    ownTexts |= 1L << filled;
    if (!text.isEmpty()) {
      wordings |= 1L << filled;
    }
    return put(text, 0);
  }

  LedgerRow put(Word word) {
    return put(word.text, word.number);
  }

  private LedgerRow put(String text, long number) {
    texts[filled] = text;
    numbers[filled++] = number;
    return this;
  }

  LedgerRow putNullable(@Nullable Long number) {
    if (number != null) {
      return put(number.longValue());
    }
    absences |= 1L << filled++;
    return this;
  }

  /** What is written in a column: a {@code Long}, a {@code String}, or nothing. */
  @Nullable Object value(int column) {
    if (isAbsent(column)) {
      return null;
    }
    return has(ownTexts, column) ? texts[column] : (Long) numbers[column];
  }

  /** The text that is written in a column; null where there is a number, a word or nothing. */
  @Nullable String text(int column) {
    return has(ownTexts, column) ? texts[column] : null;
  }

  /** The number in a column, that of its word, or 0 where there is none. */
  public long number(int column) {
    return numbers[column];
  }

  /** Columns that have a number, a word, an empty text or nothing, as bits. */
  long plain() {
    return (-1L >>> (Long.SIZE - numbers.length)) & ~wordings;
  }

  /**
   * Columns in which both rows have the same number, word or nothing, or an empty text, as bits.
   *
   * @param among those that are looked at, of which this row has plain ones only
   */
  long same(LedgerRow other, long among) {
    long same = among & other.plain() & ~(absences ^ other.absences) & ~(ownTexts ^ other.ownTexts);
    for (long left = same; left != 0; left &= left - 1) {
      int column = Long.numberOfTrailingZeros(left);
      if (numbers[column] != other.numbers[column]) {
        same &= ~(1L << column);
      }
    }
    return same;
  }

  /** Whether a column has nothing. */
  public boolean isAbsent(int column) {
    return has(absences, column);
  }

  /** Whether a column has this word. */
  public boolean is(int column, String word) {
    return word.equals(texts[column]) && !has(ownTexts, column);
  }

  private static boolean has(long columns, int column) {
    return (columns >>> column & 1) != 0;
  }
}
