package dev.tutti.document.block;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writer of a document's text and blocks, bounded; for one thread. */
public final class BlockWriter {
  private static final int MOST_BLOCKS = 100_000;
  private static final int MOST_CHARACTERS = 16 << 20;
  private static final int MOST_HIDDEN = 1_000;
  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "(?i)ignore (?:all |any )?(?:the )?(?:previous|prior|above)|disregard"
              + " (?:all|the|any)|system prompt|you are now|as an ai|instructions? (?:to|for)"
              + " (?:the )?(?:ai|model|assistant|llm)|(?:ai|assistant|model|llm)s?(?: systems?)?"
              + " (?:must|should|reading)|do not mention|report (?:the"
              + " )?(?:revenue|that)|忽略(?:之前|以上|上述|所有|前面)|无视(?:之前|以上|上述)|系统提示|你现在是|(?:请|务必|必须)(?:将|把|报告|回答|输出)|人工智能|语言模型|AI助手|AI模型");
  private final StringBuilder text = new StringBuilder();
  private final List<DocumentBlock> blocks = new ArrayList<>();
  private final List<DocumentTable> tables = new ArrayList<>();
  private final List<PageCoverage> coverage = new ArrayList<>();
  private final List<HiddenPassage> hidden = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private @Nullable Integer page;

  /** Whether a text reads like an instruction to a model. */
  public static boolean instructs(String text) {
    return INSTRUCTION.matcher(text).find();
  }

  /** Begin of a page. */
  public void page(int number) {
    page = number;
  }

  /** End of a page, with its coverage. */
  public void covered(int characters, String status) {
    coverage.add(new PageCoverage(page == null ? 1 : page, characters, status));
    if (!status.equals("ok")) {
      warnings.add("page " + page + ": " + status);
    }
  }

  /** Block of text; nothing for blank text. */
  public void block(String kind, String content) {
    String clean = content.strip();
    if (clean.isEmpty()) {
      return;
    }
    if (blocks.size() >= MOST_BLOCKS || text.length() + clean.length() > MOST_CHARACTERS) {
      throw new UnreadableDocument(
          "too_large",
          "text: more than "
              + MOST_CHARACTERS
              + " characters or "
              + MOST_BLOCKS
              + " blocks (expected: less)");
    }
    boolean instruction = instructs(clean);
    if (instruction) {
      warnings.add("instruction_like: block b" + (blocks.size() + 1));
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    blocks.add(
        new DocumentBlock(
            "b" + (blocks.size() + 1), kind, clean, page, text.length(), instruction));
    text.append(clean);
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
        content.append(cell.anchored() ? "" : cell.text().replace('\n', ' ')).append('\t');
      }
      content.append('\n');
      placed.add(cells);
    }
    if (content.toString().isBlank()) {
      return;
    }
    boolean continues = continues(placed.getFirst().size());
    block("table", content.toString());
    TableGrid grid = TableGrid.of(caption, placed);
    if (continues && (grid.headerRows() == 0 || tables.getLast().grid().sameHeaders(grid))) {
      DocumentTable before = tables.removeLast();
      tables.add(new DocumentTable(before.block(), before.page(), before.grid().continued(grid)));
      return;
    }
    grid.warnings().forEach(warning -> warnings.add(blocks.getLast().id() + ": " + warning));
    tables.add(new DocumentTable(blocks.getLast().id(), page, grid));
  }

  /**
   * Whether the page before ended with a table of so many columns, which a new one may go on with.
   */
  public boolean continues(int columns) {
    if (tables.isEmpty()
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

  /** Passage that is not seen. */
  public void hide(String how, String content) {
    if (!content.isBlank() && hidden.size() < MOST_HIDDEN) {
      hidden.add(new HiddenPassage(how, content.strip(), page));
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
