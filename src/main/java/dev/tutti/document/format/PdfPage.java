package dev.tutti.document.format;

import dev.tutti.document.block.HiddenPassage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lines of one page, each of glyphs from left to right, and what is hidden on it. */
record PdfPage(int number, List<List<PdfGlyph>> lines, List<HiddenPassage> hidden, boolean failed) {

  static PdfPage of(int number, List<PdfGlyph> glyphs, List<HiddenPassage> hidden) {
    return new PdfPage(number, lines(glyphs), hidden, false);
  }

  static PdfPage failed(int number) {
    return new PdfPage(number, List.of(), List.of(), true);
  }

  int characters() {
    int characters = 0;
    for (List<PdfGlyph> line : lines) {
      for (PdfGlyph glyph : line) {
        characters += glyph.space() ? 0 : glyph.text().length();
      }
    }
    return characters;
  }

  /** First and last two lines, which may be headers and footers. */
  List<String> edges() {
    List<String> edges = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i < 2 || i >= lines.size() - 2) {
        edges.add(text(lines.get(i)));
      }
    }
    return edges;
  }

  static String text(List<PdfGlyph> line) {
    StringBuilder text = new StringBuilder();
    PdfGlyph last = null;
    for (PdfGlyph glyph : line) {
      if (last != null
          && apart(last, glyph)
          && !text.isEmpty()
          && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
      if (!glyph.space()) {
        text.append(glyph.text());
      } else if (last != null && !wide(last, glyph) && !last.space()) {
        text.append(' ');
      }
      last = glyph;
    }
    closeNumbers(text);
    return text.toString().strip();
  }

  /** Takes the space out of {@code 1 ,234} and {@code 1, 234}, which gaps of fonts make. */
  private static void closeNumbers(StringBuilder text) {
    for (int at = text.length() - 2; at > 0; at--) {
      if (text.charAt(at) == ' '
          && ((digit(text, at - 1) && separator(text, at + 1) && digit(text, at + 2))
              || (digit(text, at - 2) && separator(text, at - 1) && digit(text, at + 1)))) {
        text.deleteCharAt(at);
      }
    }
  }

  private static boolean digit(StringBuilder text, int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean separator(StringBuilder text, int at) {
    return text.charAt(at) == ',' || text.charAt(at) == '.';
  }

  private static boolean apart(PdfGlyph last, PdfGlyph next) {
    return next.left() - last.right() > last.size() * (wide(last, next) ? 0.9f : 0.2f);
  }

  private static boolean wide(PdfGlyph last, PdfGlyph next) {
    return Math.max(last.text().codePointAt(0), next.text().codePointAt(0)) > 0x2e80;
  }

  private static List<List<PdfGlyph>> lines(List<PdfGlyph> glyphs) {
    List<PdfGlyph> sorted = new ArrayList<>(glyphs);
    sorted.sort(Comparator.comparingDouble(PdfGlyph::baseline));
    List<List<PdfGlyph>> lines = new ArrayList<>();
    float base = Float.NEGATIVE_INFINITY;
    for (PdfGlyph glyph : sorted) {
      if (lines.isEmpty() || glyph.baseline() - base > Math.max(2, glyph.size() * 0.4f)) {
        lines.add(new ArrayList<>());
        base = glyph.baseline();
      }
      lines.getLast().add(glyph);
    }
    lines.forEach(line -> line.sort(Comparator.comparingDouble(PdfGlyph::left)));
    lines.removeIf(line -> line.stream().allMatch(PdfGlyph::space));
    return lines;
  }
}
