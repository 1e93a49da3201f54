package dev.tutti.character;

import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
import dev.tutti.store.Store;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Cards of characters, read from their files when they are needed. As what is read from a file may
 * take much more memory than the file, few are read at a time, whoever asks. Blocking, for virtual
 * threads; thread-safe.
 *
 * @param atOnce permits for files that are in memory with what is read from them
 */
public record CharacterFiles(StoredCharacters characters, Semaphore atOnce) {
  private static final int AT_ONCE = 2;

  /** Files of characters, of which two are read at once. */
  public static CharacterFiles of(StoredCharacters characters) {
    return new CharacterFiles(characters, new Semaphore(AT_ONCE));
  }

  /**
   * The card of a character; fails with status 404 where it is not there.
   *
   * @throws dev.tutti.chat.Fault where it is not there, or is no card
   */
  public CardView card(String owner, String character) {
    return reading(
        () -> CardView.of(CardReader.readKept(Store.await(characters.file(owner, character)))));
  }

  /** The card of a file that is kept. */
  public CardView card(byte[] file) {
    return reading(() -> CardView.of(CardReader.readKept(file)));
  }

  /** What is made of a file, when it is its turn. */
  public <T> T reading(Supplier<T> work) {
    atOnce.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }
}
