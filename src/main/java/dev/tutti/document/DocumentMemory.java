package dev.tutti.document;

import dev.tutti.document.block.ParsedDocument;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the documents that were parsed last, by their ids; it holds few characters. Guarded by
 * itself.
 *
 * @param known in the order of their last use
 */
record DocumentMemory(LinkedHashMap<String, Known> known) {
  private static final int MOST_CHARACTERS = 1 << 20;

  /** What even an empty one takes. */
  private static final int LEAST = 1_000;

  /**
   * Document that was parsed.
   *
   * @param mediaType of its bytes
   */
  record Known(String mediaType, ParsedDocument document) {
    ReadDocument named(String name) {
      return new ReadDocument(name, mediaType, document);
    }
  }

  synchronized @Nullable Known find(String id) {
    return known.get(id);
  }

  synchronized void forget(String id) {
    known.remove(id);
  }

  synchronized void keep(String id, Known document) {
    known.put(id, document);
    long held = known.values().stream().mapToLong(DocumentMemory::size).sum();
    while (held > MOST_CHARACTERS) {
      held -= size(known.pollFirstEntry().getValue());
    }
  }

  /** Characters that are held for a document, hidden ones too. */
  private static long size(Known known) {
    long hidden = known.document().hidden().stream().mapToLong(each -> each.text().length()).sum();
    return Math.max(LEAST, known.document().text().length() + hidden);
  }
}
