package dev.tutti.fuzz;

import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.format.DocumentReader;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.verify.ClaimVerifier;
import dev.tutti.document.verify.ContradictionFinder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Parsers of documents, numbers and the verifier: the first byte says which name the rest has, PDF
 * and office files are known by their bytes.
 */
public final class DocumentTarget {
  private static final List<String> NAMES = List.of("a.txt", "a.md", "a.csv", "a.html", "a.pdf");
  private static final int MOST_QUOTE = 100;
  private static final DocumentReader READER = new DocumentReader(1, Duration.ofSeconds(30));

  private DocumentTarget() {}

  /** Tries the seeds in these folders. */
  public static void fuzzerInitialize(String[] folders) {
    Seeds.warm(folders, DocumentTarget::fuzzerTestOneInput);
  }

  /** Reads any bytes; what is read can be verified, and every block lies in the text. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var bytes = Arrays.copyOfRange(input, 1, input.length);
    try {
      check(READER.read(NAMES.get((input[0] & 0xff) % NAMES.size()), bytes));
    } catch (UnreadableDocument _) {
      // A declared refusal.
    }
  }

  private static void check(ParsedDocument document) {
    for (var block : document.blocks()) {
      if (!document.text().startsWith(block.text(), block.start())) {
        throw new IllegalStateException(block.id() + " does not stand in the text");
      }
    }
    for (var table : document.tables()) {
      for (int row = 0; row < table.grid().rows().size(); row++) {
        for (int column = 0; column < table.grid().columns(); column++) {
          var _ = table.grid().number(row, column);
        }
      }
    }
    var _ = ContradictionFinder.find(document);
    var verifier = new ClaimVerifier(document);
    var first = document.blocks().getFirst().text();
    var _ = verifier.citation(first.substring(0, Math.min(MOST_QUOTE, first.length())));
    for (var each : NumberGrammar.read(first)) {
      if (each.value() != null && each.amount().toPlainString().length() > 200) {
        throw new IllegalStateException("a number of " + each.raw(first).length() + " characters");
      }
    }
  }
}
