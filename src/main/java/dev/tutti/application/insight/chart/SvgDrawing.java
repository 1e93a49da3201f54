package dev.tutti.application.insight.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** SVG that is written element by element; every text is escaped. For one thread. */
final class SvgDrawing {
  private static final String STYLE =
      """
      <style>
      .tc-bg{fill:#ffffff}.tc-text{fill:#1f2430;font:13px %1$s}.tc-title{fill:#1f2430;font:600 16px %1$s}
      .tc-soft{fill:#5b6472;font:12px %1$s}.tc-grid{stroke:#e3e7ed;stroke-width:1}.tc-axis{stroke:#8a93a3;stroke-width:1}
      .tc-s0{stroke:#1f5fd0}.tc-s1{stroke:#c2410c}.tc-s2{stroke:#0f766e}.tc-s3{stroke:#7c3aed}
      .tc-f0{fill:#1f5fd0}.tc-f1{fill:#c2410c}.tc-f2{fill:#0f766e}.tc-f3{fill:#7c3aed}.tc-h0{fill:#1f5fd0}.tc-h1{fill:#c2410c}
      .tc-line{fill:none;stroke-width:2;stroke-linejoin:round}.tc-dash{stroke-dasharray:6 4}
      .tc-thin{stroke-width:1.5;fill:none}.tc-wide{fill:#1f5fd0;fill-opacity:.13}.tc-narrow{fill:#1f5fd0;fill-opacity:.20}
      .tc-mark{stroke:#b91c1c;stroke-width:2;fill:none}
      @media (prefers-color-scheme: dark){
      .tc-bg{fill:#151a23}.tc-text,.tc-title{fill:#e8ecf3}.tc-soft{fill:#a7b0bf}.tc-grid{stroke:#2b3342}.tc-axis{stroke:#6b7588}
      .tc-s0{stroke:#7fb0ff}.tc-s1{stroke:#fdba74}.tc-s2{stroke:#5eead4}.tc-s3{stroke:#c4b5fd}
      .tc-f0{fill:#7fb0ff}.tc-f1{fill:#fdba74}.tc-f2{fill:#5eead4}.tc-f3{fill:#c4b5fd}.tc-h0{fill:#6aa0ff}.tc-h1{fill:#e08a3c}
      .tc-wide{fill:#7fb0ff;fill-opacity:.16}.tc-narrow{fill:#7fb0ff;fill-opacity:.24}.tc-mark{stroke:#fca5a5}
      }
      </style>
      """
          .formatted(
              "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft"
                  + " YaHei',system-ui,sans-serif");

  private final StringBuilder out = new StringBuilder(4_096);

  /** Drawing of a size in pixels, with a title and a description for those who do not see it. */
  SvgDrawing(int width, int height, String title, String description) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\">\n<title>");
    escape(title);
    out.append("</title>\n<desc>");
    escape(description);
    out.append("</desc>\n").append(STYLE);
    rectangle("tc-bg", 0, 0, width, height);
  }

  void rectangle(String style, double x, double y, double width, double height) {
    open("rect", style);
    attribute("x", x);
    attribute("y", y);
    attribute("width", width);
    attribute("height", height);
    out.append("/>\n");
  }

  /** Rectangle through which the background is seen. */
  void shade(String style, double x, double y, double width, double height, double opacity) {
    open("rect", style);
    attribute("x", x);
    attribute("y", y);
    attribute("width", width);
    attribute("height", height);
    attribute("fill-opacity", opacity);
    out.append("/>\n");
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    open("line", style);
    attribute("x1", x1);
    attribute("y1", y1);
    attribute("x2", x2);
    attribute("y2", y2);
    out.append("/>\n");
  }

  void circle(String style, double x, double y, double radius) {
    open("circle", style);
    attribute("cx", x);
    attribute("cy", y);
    attribute("r", radius);
    out.append("/>\n");
  }

  /** Line through points, given as x and y in turn. */
  void path(String style, double[] points, boolean closed) {
    open("path", style);
    out.append(" d=\"");
    for (int i = 0; i < points.length; i += 2) {
      out.append(i == 0 ? "M" : "L")
          .append(number(points[i]))
          .append(' ')
          .append(number(points[i + 1]));
    }
    out.append(closed ? "Z\"/>\n" : "\"/>\n");
  }

  /**
   * Text at a place.
   *
   * @param anchor start, middle or end
   */
  void text(String style, double x, double y, String anchor, String text) {
    open("text", style);
    attribute("x", x);
    attribute("y", y);
    out.append(" text-anchor=\"").append(anchor).append("\">");
    escape(text);
    out.append("</text>\n");
  }

  private void open(String element, String style) {
    out.append('<').append(element).append(" class=\"").append(style).append('"');
  }

  private void attribute(String name, double value) {
    out.append(' ').append(name).append("=\"").append(number(value)).append('"');
  }

  private static String number(double value) {
    String text =
        BigDecimal.valueOf(value)
            .setScale(2, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
    return text.equals("-0") ? "0" : text;
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c >= ' ' && Character.isDefined(c) && !lone(text, i) ? c : ' ');
      }
    }
  }

  private static boolean lone(String text, int at) {
    char c = text.charAt(at);
    return c == '\uFFFE'
        || c == '\uFFFF'
        || (Character.isHighSurrogate(c)
            && (at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))))
        || (Character.isLowSurrogate(c)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1))));
  }

  /** Width of a text in pixels, roughly: Chinese characters are as wide as they are high. */
  static double width(String text, int size) {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += text.charAt(i) >= 0x2E80 ? size : size * 0.56;
    }
    return width;
  }

  String finished() {
    return out + "</svg>\n";
  }
}
