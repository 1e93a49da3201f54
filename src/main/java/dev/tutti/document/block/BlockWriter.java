package dev.tutti.document.block;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writer of a document's text and blocks, bounded; for one thread. */
public final class BlockWriter {
  private static final int MOST_BLOCKS = 100_000;
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final int MOST_HIDDEN = 1_000;
  private static final int MOST_HIDDEN_CHARACTERS = 1 << 20;

  private final StringBuilder text = new StringBuilder();
  private final List<DocumentBlock> blocks = new ArrayList<>();
  private final List<DocumentTable> tables = new ArrayList<>();
  private final List<PageCoverage> coverage = new ArrayList<>();
  private final List<HiddenPassage> hidden = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable Integer page;
  private int hiddenCharacters;
  private boolean moreHidden;
  private boolean sheets;

  /** Whether a text reads like an instruction to a model. */
  public static boolean instructs(String text) {
    return InstructionWords.in(text);
  }

  /** Begin of a page. */
  public void page(int number) {
    page = number;
  }

  /** Begin of a sheet, whose table goes on with none of the sheet before. */
  public void sheet(int number) {
    page = number;
    sheets = true;
  }

  /** End of a page, with its coverage. */
  public void covered(int characters, String status) {
    coverage.add(new PageCoverage(page == null ? 1 : page, characters, status));
    if (!status.equals("ok")) {
      warn("page " + page + ": " + status);
    }
  }

  /** Block of text; nothing for blank text. */
  public void block(String kind, String content) {
    String clean = content.strip();
    if (clean.isEmpty()) {
      return;
    }
    requireRoom(clean.length());
    boolean instruction = instructs(clean);
    if (instruction) {
      warn("instruction_like: block b" + (blocks.size() + 1));
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    blocks.add(
        new DocumentBlock(
            "b" + (blocks.size() + 1), kind, clean, page, text.length(), instruction));
    text.append(clean);
  }

  private void requireRoom(int more) {
    if (blocks.size() >= MOST_BLOCKS || text.length() + more > MOST_CHARACTERS) {
      throw new UnreadableDocument(
          "too_large",
          "text: more than "
              + MOST_CHARACTERS
              + " characters or "
              + MOST_BLOCKS
              + " blocks (expected: less)");
    }
  }

  /** Table as a block: cells are divided by tabs, rows by lines. */
  public void table(@Nullable String caption, List<List<TableCell>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    StringBuilder content = new StringBuilder();
    List<List<TableCell>> placed = new ArrayList<>();
    int start = text.isEmpty() ? 0 : text.length() + 1;
    for (List<TableCell> row : rows) {
      List<TableCell> cells = new ArrayList<>();
      for (TableCell cell : row) {
        cells.add(cell.startingAt(start + content.length()));
        requireRoom(content.length()); // as many cells may have one long text
        content.append(cell.anchored() ? "" : oneLine(cell.text())).append('\t');
      }
      content.append('\n');
      placed.add(cells);
    }
    String all = content.toString();
    if (all.isBlank()) {
      return;
    }
    boolean continues = continues(placed.getFirst().size());
    block("table", all);
    TableGrid grid = TableGrid.of(caption, placed);
    if (continues && (grid.headerRows() == 0 || tables.getLast().grid().sameHeaders(grid))) {
      DocumentTable before = tables.removeLast();
      tables.add(new DocumentTable(before.block(), before.page(), before.grid().continued(grid)));
      return;
    }
    grid.warnings().forEach(warning -> warn(blocks.getLast().id() + ": " + warning));
    tables.add(new DocumentTable(blocks.getLast().id(), page, grid));
  }

  private static String oneLine(String text) {
    return text.indexOf('\n') < 0 ? text : text.replace('\n', ' ');
  }

  /**
   * Whether the page before ended with a table of so many columns, which a new one may go on with.
   */
  public boolean continues(int columns) {
    if (sheets
        || tables.isEmpty()
        || blocks.isEmpty()
        || page == null
        || !blocks.getLast().kind().equals("table")) {
      return false;
    }
    DocumentBlock last = blocks.getLast();
    return last.page() != null
        && last.page() == page - 1
        && tables.getLast().grid().columns() == columns;
  }

  /** Text of the last block, which may be a caption. */
  public String last() {
    return blocks.isEmpty() ? "" : blocks.getLast().text();
  }

  /** Passage that is not seen; of very many or long ones only the first. */
  public void hide(String how, String content) {
    String clean = content.strip();
    int room = MOST_HIDDEN_CHARACTERS - hiddenCharacters;
    if (clean.isEmpty()) {
      return;
    }
    if (!moreHidden && (hidden.size() >= MOST_HIDDEN || clean.length() > room)) {
      moreHidden = true;
      warn("hidden_text: there is more of it");
    }
    if (hidden.size() < MOST_HIDDEN && room > 0) {
      String kept = clean.substring(0, Math.min(room, clean.length()));
      hidden.add(new HiddenPassage(how, kept, page));
      hiddenCharacters += kept.length();
    }
  }

  /** Warning for readers of the result. */
  public void warn(String warning) {
    if (warnings.size() < MOST_HIDDEN) {
      warnings.add(warning);
    }
  }

  /** The document; a fault when there is no text. */
  public ParsedDocument finished() {
    if (blocks.isEmpty()) {
      throw new UnreadableDocument(
          "no_text",
          "document: no text was found (expected: text; a scan needs text recognition first)");
    }
    return new ParsedDocument(text.toString(), blocks, tables, coverage, hidden, warnings);
  }
}
