package dev.tutti.document.format;

import dev.tutti.document.block.HiddenPassage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorN;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingColorSpace;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceCMYKColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceGrayColor;
import org.apache.pdfbox.contentstream.operator.color.SetNonStrokingDeviceRGBColor;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Interpreter of the content of pages, one after the other, that tells seen from hidden glyphs. It
 * is made once for a document, as making one takes longer than a page does. For one thread.
 */
final class PdfContent extends PDFTextStripper {
  private static final int MOST_GLYPHS = 200_000;
  private static final int MOST_PASSAGE = 100_000;

  /** Hidden passages and characters of a page; more than a document tells, which says so then. */
  private static final int MOST_HIDDEN = 1_001;

  private static final int MOST_UNSEEN = 2 << 20;
  private static final double LEAST_CONTRAST = 1.2;

  private final StringBuilder passage = new StringBuilder();
  private List<PdfGlyph> seen = new ArrayList<>();
  private List<HiddenPassage> hidden = new ArrayList<>();
  private PDRectangle box = new PDRectangle();
  private PdfBackground background = new PdfBackground();
  private int number;
  private @Nullable String how;
  private int unseen;

  /** Color of the glyph before, and whether it cannot be seen on white; most follow their like. */
  private @Nullable PDColor color;

  private boolean pale;

  PdfContent() {
    setSuppressDuplicateOverlappingText(false);
    setStartPage(0); // pages are handed over, not counted
    addOperator(new SetNonStrokingColorSpace(this));
    addOperator(new SetNonStrokingColor(this));
    addOperator(new SetNonStrokingColorN(this));
    addOperator(new SetNonStrokingDeviceGrayColor(this));
    addOperator(new SetNonStrokingDeviceRGBColor(this));
    addOperator(new SetNonStrokingDeviceCMYKColor(this));
  }

  /**
   * Glyphs and hidden passages of a page.
   *
   * @throws IOException when the page is broken; another interpreter is needed then
   */
  PdfPage read(PDDocument document, int number) throws IOException {
    PDPage page = document.getPage(number - 1);
    this.number = number;
    box = page.getCropBox();
    color = null;
    how = null;
    unseen = 0;
    seen = new ArrayList<>();
    hidden = new ArrayList<>();
    passage.setLength(0);
    background = new PdfBackground();
    BoundedStream.check(page.getContentStreams());
    processPage(page);
    conceal(null, "");
    return PdfPage.of(number, seen, hidden);
  }

  @Override
  public void showForm(PDFormXObject form) throws IOException {
    BoundedStream.check(form.getCOSObject());
    super.showForm(form);
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
    BoundedStream.check(form.getCOSObject());
    super.showTransparencyGroup(form);
  }

  @Override
  protected void processType3Stream(PDType3CharProc glyph, Matrix matrix) throws IOException {
    BoundedStream.check(glyph.getCOSObject());
    super.processType3Stream(glyph, matrix);
  }

  @Override
  protected void writePage() {}

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("stopped");
    }
    background.operator(operator.getName(), operands, getGraphicsState());
    super.processOperator(operator, operands);
  }

  @Override
  protected void processTextPosition(TextPosition at) {
    String text = at.getUnicode();
    if (text == null || text.isEmpty()) {
      return;
    }
    String concealed = concealed(at);
    if (concealed != null || how != null) {
      conceal(concealed, text);
    }
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
      if (!all.isBlank() && hidden.size() < MOST_HIDDEN) {
        hidden.add(new HiddenPassage(how, all, number));
      }
      passage.setLength(0);
    }
    how = reason;
    if (reason != null && passage.length() < MOST_PASSAGE && unseen < MOST_UNSEEN) {
      passage.append(text);
      unseen += text.length();
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
    if (x < -1 || y < -1 || x > box.getWidth() + 1 || y > box.getHeight() + 1) {
      return "outside";
    }
    return pale() && !onColour(x + box.getLowerLeftX(), y + box.getLowerLeftY()) ? "white" : null;
  }

  /** Whether a pale glyph is seen, as the page has painted something behind it. */
  private boolean onColour(float x, float y) {
    try {
      int own = getGraphicsState().getNonStrokingColor().toRGB();
      return background.contrast(own, x, y) >= LEAST_CONTRAST;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private boolean pale() {
    PDColor own = getGraphicsState().getNonStrokingColor();
    if (own == color) { // most glyphs have the very color of the one before
      return pale;
    }
    color = own;
    try {
      pale = PdfBackground.contrast(own.toRGB(), PdfBackground.WHITE) < LEAST_CONTRAST;
    } catch (IOException | RuntimeException _) {
      pale = false;
    }
    return pale;
  }
}
