package dev.tutti.ledger;

import dev.tutti.ledger.LedgerRow.Word;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Dictionary of the texts that the ledger's rows repeat, such as names of models: a row has their
 * numbers. Numbers that were found are remembered once the transaction that found them is known to
 * be committed. For one transaction after the other; not thread-safe.
 *
 * <p>Texts that no row has any more are deleted, as names of end users are not to stay behind their
 * calls. So each word has a day, and no row with it is of a later one: numbers are remembered for
 * the rows of one day, and found anew for those of the next, which moves the days of their words.
 * What is remembered is forgotten when words were deleted since, whoever has done that.
 */
final class WordIds {
  private static final int MOST = 10_000;
  private static final int LONGEST = 500; // longer ones are looked up each time

  private final Map<String, Word> known = new HashMap<>();
  private final Map<String, Word> found = new HashMap<>();
  private long day;
  private long deletions = -1; // none was counted yet

  /** Expression of SQL for the text whose number a column has. */
  static String text(String column) {
    return "(SELECT text FROM word WHERE id = " + column + ")";
  }

  /**
   * A transaction begins; what the one before has found is forgotten unless it was committed.
   *
   * @param latest the day of the latest of its rows, counted from 1970-01-01 UTC
   */
  void begin(Handle handle, long latest) {
    found.clear();
    long now = handle.select("SELECT count FROM word_deletion").mapTo(Long.class).one();
    if (now != deletions || latest != day) {
      known.clear();
      deletions = now;
      day = latest;
    }
  }

  /** The transaction is committed. */
  void committed() {
    if (known.size() + found.size() > MOST) {
      known.clear();
    }
    known.putAll(found);
    found.clear();
  }

  /** The word of a text, which becomes one now unless it is one. */
  Word word(Handle handle, String text) {
    var word = known.get(text);
    if (word == null) {
      word = found.get(text);
    }
    return word == null ? find(handle, text) : word;
  }

  private Word find(Handle handle, String text) {
    handle.execute(
        "INSERT INTO word (text, seen) VALUES (?, ?)"
            + " ON CONFLICT (text) DO UPDATE SET seen = excluded.seen WHERE seen < excluded.seen",
        text,
        day);
    long number = handle.select("SELECT id FROM word WHERE text = ?", text).mapTo(Long.class).one();
    var word = new Word(number, text);
    if (text.length() <= LONGEST) {
      found.put(text, word);
    }
    return word;
  }
}
