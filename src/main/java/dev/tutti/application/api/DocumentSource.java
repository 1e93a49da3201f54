package dev.tutti.application.api;

import dev.tutti.document.OpenDocument;

/** Source of the documents that a request names. Thread-safe. */
@FunctionalInterface
public interface DocumentSource {
  /**
   * Opens one. Blocks.
   *
   * @throws dev.tutti.chat.Fault with status 404 where it is not there, 422 where it cannot be read
   */
  OpenDocument open(String file);
}
