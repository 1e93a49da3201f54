package dev.tutti.document.format;

import dev.tutti.document.block.HiddenPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** Lines of one page, each of glyphs from left to right, and what is hidden on it. */
record PdfPage(int number, List<List<PdfGlyph>> lines, List<HiddenPassage> hidden, boolean failed) {
  private static final int MOST_GLYPHS = 200_000;

  static PdfPage read(PDDocument document, int number) {
    try {
      Glyphs glyphs = new Glyphs(number);
      glyphs.setStartPage(0); // pages are handed over, not counted
      glyphs.processPage(document.getPage(number - 1));
      glyphs.conceal(null, "");
      return new PdfPage(number, lines(glyphs.seen), glyphs.hidden, false);
    } catch (IOException | RuntimeException _) {
      return new PdfPage(number, List.of(), List.of(), true);
    }
  }

  int characters() {
    return lines.stream()
        .flatMap(List::stream)
        .mapToInt(g -> g.space() ? 0 : g.text().length())
        .sum();
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
    return text.toString().strip().replaceAll("(?<=\\d) (?=[,.]\\d)|(?<=\\d[,.]) (?=\\d)", "");
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

  /** Interpreter of a page's content that tells seen from hidden glyphs. */
  private static final class Glyphs extends PDFTextStripper {
    private final int number;
    private final List<PdfGlyph> seen = new ArrayList<>();
    private final List<HiddenPassage> hidden = new ArrayList<>();
    private final StringBuilder passage = new StringBuilder();
    private @Nullable String how;

    Glyphs(int number) {
      this.number = number;
      setSuppressDuplicateOverlappingText(false);
      addOperator(new SetNonStrokingColorSpace(this));
      addOperator(new SetNonStrokingColor(this));
      addOperator(new SetNonStrokingColorN(this));
      addOperator(new SetNonStrokingDeviceGrayColor(this));
      addOperator(new SetNonStrokingDeviceRGBColor(this));
      addOperator(new SetNonStrokingDeviceCMYKColor(this));
    }

    @Override
    protected void writePage() {}

    @Override
    protected void processTextPosition(TextPosition at) {
      String text = at.getUnicode();
      if (text == null || text.isEmpty()) {
        return;
      }
      String concealed = concealed(at);
      conceal(concealed, text);
      if (concealed == null && seen.size() < MOST_GLYPHS) {
        float left = at.getXDirAdj();
        seen.add(
            new PdfGlyph(
                RadicalFolding.folded(text),
                left,
                left + at.getWidthDirAdj(),
                at.getYDirAdj(),
                Math.max(1, at.getHeightDir() * 1.4f)));
      }
    }

    private void conceal(@Nullable String reason, String text) {
      if (how != null && !how.equals(reason)) {
        String all = RadicalFolding.folded(passage.toString());
        if (!all.isBlank()) {
          hidden.add(new HiddenPassage(how, all, number));
        }
        passage.setLength(0);
      }
      how = reason;
      if (reason != null) {
        passage.append(text);
      }
    }

    private @Nullable String concealed(TextPosition at) {
      if (getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER) {
        return "invisible";
      }
      float points = Math.abs(at.getTextMatrix().getScalingFactorY());
      if (points > 0 && points < 2) {
        return "tiny";
      }
      float x = at.getTextMatrix().getTranslateX();
      float y = at.getTextMatrix().getTranslateY();
      var box = getCurrentPage().getCropBox();
      if (x < -1 || y < -1 || x > box.getWidth() + 1 || y > box.getHeight() + 1) {
        return "outside";
      }
      try {
        return contrast(getGraphicsState().getNonStrokingColor().toRGB()) < 1.2 ? "white" : null;
      } catch (IOException | RuntimeException _) {
        return null;
      }
    }

    /** Contrast with a white page, as WCAG defines it. */
    private static double contrast(int rgb) {
      double light =
          0.2126 * linear(rgb >> 16 & 255)
              + 0.7152 * linear(rgb >> 8 & 255)
              + 0.0722 * linear(rgb & 255);
      return 1.05 / (light + 0.05);
    }

    private static double linear(int part) {
      double share = part / 255.0;
      return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
  }
}
