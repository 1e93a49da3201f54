package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Parser of PDF: glyphs of each page in lines, columns and tables; headers and footers that repeat
 * go aside.
 */
final class PdfParser {
  private static final int MOST_PAGES = 2_000;
  private static final int FEW_CHARACTERS = 10;

  /**
   * Loggers of the libraries, which complain of every odd font; kept, as loggers are forgotten
   * otherwise.
   */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private PdfParser() {}

  static void parse(byte[] bytes, BlockWriter out) {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      if (document.getNumberOfPages() > MOST_PAGES) {
        throw new UnreadableDocument(
            "too_large",
            "pdf: "
                + document.getNumberOfPages()
                + " pages (expected: at most "
                + MOST_PAGES
                + ")");
      }
      pages(document, out);
    } catch (InvalidPasswordException _) {
      throw new UnreadableDocument(
          "encrypted", "pdf: encrypted (expected: saved without a password)");
    } catch (IOException broken) {
      throw new UnreadableDocument(
          "corrupt", "pdf: " + broken.getMessage() + " (expected: a whole file)");
    }
  }

  private static void pages(PDDocument document, BlockWriter out) throws IOException {
    List<PdfPage> pages = new ArrayList<>();
    for (int number = 1; number <= document.getNumberOfPages(); number++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new UnreadableDocument("timeout", "pdf: stopped at page " + number);
      }
      pages.add(PdfPage.read(document, number));
    }
    Map<String, Integer> edges = new HashMap<>();
    pages.forEach(page -> page.edges().forEach(line -> edges.merge(key(line), 1, Integer::sum)));
    for (PdfPage page : pages) {
      out.page(page.number());
      page.hidden().forEach(hidden -> out.hide(hidden.how(), hidden.text()));
      int seen = page.characters();
      if (seen >= FEW_CHARACTERS) {
        new PdfLayout(
                out,
                line ->
                    pages.size() > 1
                        && edges.getOrDefault(key(line), 0) > 1
                        && edges.getOrDefault(key(line), 0) * 2 >= pages.size())
            .write(page);
      }
      out.covered(seen, page.failed() ? "failed" : seen >= FEW_CHARACTERS ? "ok" : "empty");
    }
  }

  private static String key(String line) {
    String open = line.replaceAll("\\d+", "#").strip();
    return open.chars().filter(c -> c == '#').count() > 2 ? line.strip() : open;
  }
}
