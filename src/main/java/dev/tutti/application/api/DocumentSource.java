package dev.tutti.application.api;

import dev.tutti.document.ReadDocument;

/** Source of the documents that a request names. Thread-safe. */
@FunctionalInterface
public interface DocumentSource {
  /**
   * Reads one. Blocks.
   *
   * @throws dev.tutti.chat.Fault with status 404 where it is not there, 422 where it cannot be read
   */
  ReadDocument read(String file);
}
