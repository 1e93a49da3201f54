package dev.tutti.document;

import dev.tutti.document.block.ParsedDocument;

/**
 * Document in memory, which counts in the budget of characters until it is closed.
 *
 * @param name as its owner calls it
 * @param mediaType of its bytes
 * @param document what was parsed
 * @param lease share of the budget
 */
public record OpenDocument(
    String name, String mediaType, ParsedDocument document, CharacterBudget.Lease lease)
    implements AutoCloseable {

  @Override
  public void close() {
    lease.close();
  }
}
