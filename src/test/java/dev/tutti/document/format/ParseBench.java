package dev.tutti.document.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * Measures how long a PDF of full pages takes to parse, first in a fresh process, then again and
 * again, for {@code bench/applications}.
 */
final class ParseBench {
  private static final int PAGES = 100;
  private static final int LINES = 45;

  private ParseBench() {}

  /**
   * Prints the first parsing and the median of the others; the arguments are how many, and the
   * number of pages.
   */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int pages = args.length > 1 ? Integer.parseInt(args[1]) : PAGES;
    var bytes = pdf(pages);
    long first = millis(bytes, pages);
    var millis = new long[rounds];
    Arrays.setAll(millis, _ -> millis(bytes, pages));
    Arrays.sort(millis);
    System.out.printf(
        "%d pages, %d bytes: first %d ms, median %d ms (%d to %d)%n",
        pages, bytes.length, first, millis[rounds / 2], millis[0], millis[rounds - 1]);
  }

  private static long millis(byte[] bytes, int pages) {
    long began = System.nanoTime();
    var document = DocumentReader.parse("bench.pdf", bytes);
    if (document.coverage().size() != pages || document.tables().isEmpty()) {
      throw new IllegalStateException("not all of it was read");
    }
    return (System.nanoTime() - began) / 1_000_000;
  }

  /** Pages of text, each with a ruled table. */
  static byte[] pdf(int pages) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var font = new PDType1Font(FontName.HELVETICA);
      for (int i = 1; i <= pages; i++) {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.setFont(font, 10);
          for (int line = 0; line < LINES; line++) {
            write(
                content,
                50,
                750 - line * 12,
                "Paragraph %d of page %d: revenue of part %d was $%d million, up %d%% from the year"
                    .formatted(line, i, line * i % 97, line * 7 + i, line % 40));
          }
          table(content, i);
        }
      }
      document.save(bytes);
    }
    return bytes.toByteArray();
  }

  private static void write(PDPageContentStream content, int x, int y, String text)
      throws IOException {
    content.beginText();
    content.newLineAtOffset(x, y);
    content.showText(text);
    content.endText();
  }

  private static void table(PDPageContentStream content, int page) throws IOException {
    for (int row = 0; row <= 5; row++) {
      content.moveTo(50, 60 + row * 20);
      content.lineTo(450, 60 + row * 20);
      for (int column = 0; column < 4 && row < 5; column++) {
        var text = row == 4 ? "Column " + column : "" + (row * 100 + column * 10 + page);
        write(content, 55 + column * 100, 65 + row * 20, text);
      }
    }
    for (int column = 0; column <= 4; column++) {
      content.moveTo(50 + column * 100, 60);
      content.lineTo(50 + column * 100, 160);
    }
    content.stroke();
  }
}
