package dev.tutti.document.format;

/** Glyph as a reader of the upright page sees it; points from the upper left corner. */
record PdfGlyph(String text, float left, float right, float baseline, float size) {

  boolean space() {
    return text.isBlank();
  }
}
