package dev.tutti.document;

import dev.tutti.document.block.ParsedDocument;

/**
 * Document that was read, and does not count in the budget of characters yet.
 *
 * @param name as its owner calls it
 * @param mediaType of its bytes
 * @param document what was parsed
 */
public record ReadDocument(String name, String mediaType, ParsedDocument document) {
  int characters() {
    return document.text().length();
  }

  OpenDocument counted(CharacterBudget.Lease lease) {
    return new OpenDocument(name, mediaType, document, lease);
  }
}
