package dev.tutti.application.analysis;

import dev.tutti.document.block.ParsedDocument;
import java.util.HashSet;
import java.util.Set;

/**
 * Words of the hidden passages of a document, which may not come back in what a model says.
 *
 * @param runs of characters in hidden passages
 */
record HiddenWords(ParsedDocument document, Set<String> runs) {
  /** So many characters in a row are no chance. */
  private static final int RUN = 12;

  private static final int MOST_RUNS = 50_000;
  private static final int MOST_LOOKS = 5;

  static HiddenWords of(ParsedDocument document) {
    var runs = new HashSet<String>();
    for (var passage : document.hidden()) {
      var text = passage.text();
      for (int from = 0; from + RUN <= text.length() && runs.size() < MOST_RUNS; from++) {
        runs.add(text.substring(from, from + RUN));
      }
    }
    return new HiddenWords(document, runs);
  }

  /** Whether a text has a run of a hidden passage that does not stand in the document. */
  boolean in(String text) {
    int looks = 0;
    for (int from = 0; from + RUN <= text.length() && looks < MOST_LOOKS; from++) {
      var run = text.substring(from, from + RUN);
      if (runs.contains(run)) {
        looks++;
        if (!document.text().contains(run)) {
          return true;
        }
      }
    }
    return false;
  }
}
