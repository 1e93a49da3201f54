package dev.tutti.application.analysis;

import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.verify.ClaimVerifier;

/**
 * Document that is analysed.
 *
 * @param number from 1
 * @param verifier of claims about it
 * @param hidden words that nobody sees
 */
record AnalysisSource(int number, OpenDocument open, ClaimVerifier verifier, HiddenWords hidden) {
  static AnalysisSource of(int number, OpenDocument open) {
    var document = open.document();
    return new AnalysisSource(number, open, new ClaimVerifier(document), HiddenWords.of(document));
  }

  ParsedDocument document() {
    return open.document();
  }

  String name() {
    return open.name();
  }
}
