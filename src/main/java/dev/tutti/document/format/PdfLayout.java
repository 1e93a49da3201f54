package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Order of a page: where most lines are cut at one place, there are two columns; rows of several
 * pieces that follow each other are a table; lines that are near each other are a paragraph.
 */
final class PdfLayout {
  private static final float COLUMN_GAP = 1.0f;

  /** Places at which a gutter is looked for, however wide the page is. */
  private static final int MOST_PLACES = 200;

  /** Fewest rows of two columns. */
  private static final int FEWEST = 4;

  private static final String SENTENCE_ENDS = "。.!?！？";
  private static final String PART_ENDS = SENTENCE_ENDS + "；;，,";
  private final BlockWriter out;
  private final Predicate<String> repeated;
  private final List<List<TableCell>> table = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private boolean item;
  private float lastBase;
  private float lastRight;

  PdfLayout(BlockWriter out, Predicate<String> repeated) {
    this.out = out;
    this.repeated = repeated;
  }

  /** Piece of a line between wide gaps. */
  private record Piece(List<PdfGlyph> glyphs) {
    float left() {
      return glyphs.getFirst().left();
    }

    float right() {
      return glyphs.getLast().right();
    }

    String text() {
      return PdfPage.text(glyphs);
    }
  }

  void write(PdfPage page) {
    List<List<Piece>> rows = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      List<PdfGlyph> line = page.lines().get(i);
      boolean edge = page.lines().size() > 4 && (i < 2 || i >= page.lines().size() - 2);
      if (!edge || !repeated.test(PdfPage.text(line))) {
        rows.add(pieces(line));
      }
    }
    float gutter = gutter(rows);
    if (gutter > 0) {
      columns(rows, gutter);
    } else {
      rows.forEach(this::row);
    }
    flush();
  }

  private static List<Piece> pieces(List<PdfGlyph> line) {
    List<Piece> pieces = new ArrayList<>();
    List<PdfGlyph> open = new ArrayList<>();
    for (PdfGlyph glyph : line) {
      if (glyph.space()) {
        continue;
      }
      if (!open.isEmpty()
          && glyph.left() - open.getLast().right() > open.getLast().size() * COLUMN_GAP) {
        pieces.add(new Piece(open));
        open = new ArrayList<>();
      }
      open.add(glyph);
    }
    if (!open.isEmpty()) {
      pieces.add(new Piece(open));
    }
    return pieces;
  }

  /** Place between two columns, or 0 where there is one column. */
  private static float gutter(List<List<Piece>> rows) {
    float left = Float.MAX_VALUE;
    float right = 0;
    int cut = 0;
    for (List<Piece> row : rows) {
      left = row.isEmpty() ? left : Math.min(left, row.getFirst().left());
      right = row.isEmpty() ? right : Math.max(right, row.getLast().right());
      cut += row.size() > 1 ? 1 : 0;
    }
    float width = right - left;
    float step = Math.max(2, width * 0.2f / MOST_PLACES);
    for (int i = 0; cut >= FEWEST && i < MOST_PLACES && i * step < width * 0.2f; i++) {
      float at = left + width * 0.4f + i * step;
      if (cut(rows, at)) {
        return at;
      }
    }
    return 0;
  }

  private static boolean cut(List<List<Piece>> rows, float at) {
    int both = 0;
    int across = 0;
    int long2 = 0;
    for (List<Piece> row : rows) {
      boolean before = false;
      boolean after = false;
      boolean crossed = false;
      for (Piece piece : row) {
        before |= piece.right() <= at;
        after |= piece.left() >= at;
        crossed |= piece.left() < at && piece.right() > at;
      }
      across += crossed ? 1 : 0;
      both += before && after ? 1 : 0;
      long2 += before && after && row.size() == 2 && row.getFirst().glyphs().size() > 10 ? 1 : 0;
    }
    return both >= FEWEST && both > across * 2 && long2 * 2 > both;
  }

  private void columns(List<List<Piece>> rows, float gutter) {
    List<List<Piece>> second = new ArrayList<>();
    for (List<Piece> row : rows) {
      if (row.stream().anyMatch(piece -> piece.left() < gutter && piece.right() > gutter)) {
        flush();
        second.forEach(this::row);
        second.clear();
        flush();
        row(row);
        flush();
        continue;
      }
      List<Piece> first = row.stream().filter(piece -> piece.right() <= gutter).toList();
      if (!first.isEmpty()) {
        row(first);
      }
      List<Piece> rest = row.stream().filter(piece -> piece.left() >= gutter).toList();
      if (!rest.isEmpty()) {
        second.add(rest);
      }
    }
    flush();
    second.forEach(this::row);
  }

  private void row(List<Piece> row) {
    if (row.isEmpty()) {
      return;
    }
    boolean marked = ListMark.is(row.getFirst().text());
    if (!marked && row.size() >= 2 && (row.size() >= 3 || !table.isEmpty())) {
      flushParagraph();
      cells(row);
      return;
    }
    flushTable();
    PdfGlyph first = row.getFirst().glyphs().getFirst();
    String text = String.join(" ", row.stream().map(Piece::text).toList());
    boolean apart =
        first.baseline() - lastBase > first.size() * 2.6f || first.baseline() < lastBase;
    boolean ended = lastRight > 0 && lastRight < row.getLast().right() * 0.8f;
    boolean starts = ListMark.starts(text);
    if (apart || starts || (ended && (item || endsWith(paragraph, SENTENCE_ENDS)))) {
      flushParagraph();
    }
    if (!paragraph.isEmpty()) {
      joint(text);
    }
    item |= starts;
    paragraph.append(text);
    lastBase = first.baseline();
    lastRight = row.getLast().right();
  }

  private void joint(String next) {
    char end = paragraph.charAt(paragraph.length() - 1);
    boolean closing =
        ",.%)".indexOf(next.charAt(0)) >= 0
            || (Character.isDigit(end)
                && Character.isDigit(next.charAt(0))
                && paragraph.charAt(0) > 0x2e80);
    if (closing) {
      return;
    }
    if (end == '-' && Character.isLowerCase(next.charAt(0))) {
      paragraph.setLength(paragraph.length() - 1);
    } else if (end < 0x2e80 || next.charAt(0) < 0x2e80) {
      boolean mixed = end >= 0x2e80 || next.charAt(0) >= 0x2e80;
      paragraph.append(mixed ? "" : " ");
    }
  }

  private final List<Float> lefts = new ArrayList<>();

  private void cells(List<Piece> row) {
    if (table.isEmpty() || row.size() > table.getLast().size()) {
      lefts.clear();
      row.forEach(piece -> lefts.add(piece.right()));
    }
    List<TableCell> cells = new ArrayList<>();
    int shift = Math.max(0, lefts.size() - row.size());
    boolean headless = shift > 0 && !table.isEmpty() && row.getFirst().left() > lefts.getFirst();
    for (int i = 0; headless && i < shift; i++) {
      cells.add(TableCell.at(table.size(), i, ""));
    }
    row.forEach(piece -> cells.add(TableCell.at(table.size(), cells.size(), piece.text())));
    table.add(cells);
  }

  private void flush() {
    flushParagraph();
    flushTable();
    lastBase = 0;
    lastRight = 0;
  }

  private void flushParagraph() {
    if (!paragraph.isEmpty()) {
      boolean heading = paragraph.length() < 40 && !endsWith(paragraph, PART_ENDS);
      out.block(item ? "list_item" : heading ? "heading" : "paragraph", paragraph.toString());
      paragraph.setLength(0);
    }
    item = false;
  }

  private static boolean endsWith(CharSequence text, String some) {
    return !text.isEmpty() && some.indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private void flushTable() {
    if (table.size() >= 2) {
      out.table(TableCaption.in(out.last()), List.copyOf(table));
    } else if (table.size() == 1 && out.continues(table.getFirst().size())) {
      out.table(null, List.copyOf(table));
    } else if (table.size() == 1) {
      out.block(
          "paragraph", String.join(" ", table.getFirst().stream().map(TableCell::text).toList()));
    }
    table.clear();
  }
}
