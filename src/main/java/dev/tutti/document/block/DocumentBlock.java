package dev.tutti.document.block;

import org.jspecify.annotations.Nullable;

/**
 * Paragraph, heading, item of a list, or table of a document.
 *
 * @param id such as b12
 * @param kind heading, paragraph, list_item or table
 * @param text as it stands in the document's text
 * @param page page counted from 1, where there are pages
 * @param start first UTF-16 unit in the document's text
 * @param instruction whether it reads like an instruction to a model
 */
public record DocumentBlock(
    String id, String kind, String text, @Nullable Integer page, int start, boolean instruction) {

  /** UTF-16 unit after the last one. */
  public int end() {
    return start + text.length();
  }
}
