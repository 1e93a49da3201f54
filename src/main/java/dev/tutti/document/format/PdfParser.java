package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Parser of PDF: glyphs of each page in lines, columns and tables; headers and footers that repeat
 * go aside.
 */
final class PdfParser {
  private static final int MOST_PAGES = 2_000;
  private static final int FEW_CHARACTERS = 10;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** Pages that are read first, and glyphs of theirs that are kept. */
  private static final int SAMPLE = 100;

  private static final int MOST_GLYPHS = 1_000_000;

  /**
   * Loggers of the libraries, which complain of every odd font; kept, as loggers are forgotten
   * otherwise.
   */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

  static {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    FontMappers.set(new SubstituteFonts());
  }

  private final PDDocument document;
  private final BlockWriter out;
  private PdfContent content = new PdfContent();

  private PdfParser(PDDocument document, BlockWriter out) {
    this.document = document;
    this.out = out;
  }

  static void parse(byte[] bytes, BlockWriter out) {
    try (PDDocument document = BoundedPdf.open(bytes)) {
      if (document.getNumberOfPages() > MOST_PAGES) {
        throw new UnreadableDocument(
            "too_large",
            "pdf: "
                + document.getNumberOfPages()
                + " pages (expected: at most "
                + MOST_PAGES
                + ")");
      }
      new PdfParser(document, out).pages();
    } catch (InvalidPasswordException _) {
      throw new UnreadableDocument(
          "encrypted", "pdf: encrypted (expected: saved without a password)");
    } catch (IOException broken) {
      throw new UnreadableDocument(
          "corrupt", "pdf: " + broken.getMessage() + " (expected: a whole file)");
    }
  }

  /** Some pages, read before the others, tell which lines repeat; few are in memory at once. */
  private void pages() {
    int all = document.getNumberOfPages();
    int step = (all + SAMPLE - 1) / SAMPLE;
    Map<Integer, PdfPage> read = new HashMap<>();
    Map<String, Integer> edges = new HashMap<>();
    int sampled = 0;
    int glyphs = 0;
    for (int number = 1; number <= all; number += step) {
      PdfPage page = page(number);
      page.edges().forEach(line -> edges.merge(key(line), 1, Integer::sum));
      sampled++;
      glyphs += page.lines().stream().mapToInt(List::size).sum();
      glyphs += page.hidden().stream().mapToInt(each -> each.text().length()).sum();
      if (glyphs < MOST_GLYPHS) {
        read.put(number, page);
      }
    }
    int pages = sampled;
    Predicate<String> repeats =
        line ->
            pages > 1
                && edges.getOrDefault(key(line), 0) > 1
                && edges.getOrDefault(key(line), 0) * 2 >= pages;
    for (int number = 1; number <= all; number++) {
      PdfPage known = read.remove(number);
      write(known == null ? page(number) : known, repeats);
    }
  }

  private PdfPage page(int number) {
    PdfPage page;
    try {
      page = content.read(document, number);
    } catch (UnreadableDocument refused) {
      throw new UnreadableDocument(
          refused.reason(), "page " + number + ": " + refused.getMessage());
    } catch (IOException | RuntimeException _) {
      content = new PdfContent();
      page = PdfPage.failed(number);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new UnreadableDocument("timeout", "pdf: stopped at page " + number);
    }
    return page;
  }

  private void write(PdfPage page, Predicate<String> repeats) {
    out.page(page.number());
    page.hidden().forEach(hidden -> out.hide(hidden.how(), hidden.text()));
    int seen = page.characters();
    if (seen >= FEW_CHARACTERS) {
      new PdfLayout(out, repeats).write(page);
    }
    out.covered(seen, page.failed() ? "failed" : seen >= FEW_CHARACTERS ? "ok" : "empty");
  }

  private static String key(String line) {
    String open = DIGITS.matcher(line).replaceAll("#").strip();
    return open.chars().filter(c -> c == '#').count() > 2 ? line.strip() : open;
  }
}
