package dev.tutti.document.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Media type of a document, by its first bytes, else by its name. */
public final class DocumentType {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final int HEAD = 64;
  private static final int DIRECTORY = 256 << 10;

  private DocumentType() {}

  /** Media type, such as {@code application/pdf}. */
  public static String of(String name, byte[] bytes) {
    var head =
        new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1)
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    var lower = name.toLowerCase(Locale.ROOT);
    if (head.startsWith("%pdf-")) {
      return "application/pdf";
    }
    if (head.startsWith("pk")) {
      boolean sheet = lower.endsWith(".xlsx") || (!lower.endsWith(".docx") && isSheet(bytes));
      return OFFICE + (sheet ? "spreadsheetml.sheet" : "wordprocessingml.document");
    }
    if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
      return "text/html";
    }
    return switch (lower.substring(lower.lastIndexOf('.') + 1)) {
      case "csv" -> "text/csv";
      case "tsv" -> "text/tab-separated-values";
      case "html", "htm" -> "text/html";
      case "md", "markdown" -> "text/markdown";
      default -> "text/plain";
    };
  }

  /** Whether the directory at the end of a packed file names a workbook. */
  private static boolean isSheet(byte[] bytes) {
    int from = Math.max(0, bytes.length - DIRECTORY);
    return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1)
        .contains("xl/workbook.xml");
  }
}
