package dev.tutti.gateway.document;

import dev.tutti.chat.Json;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.table.TableCell;
import dev.tutti.file.StoredFile;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** JSON of documents. */
final class DocumentJson {
  /** Characters of a row of pages, warnings, passages or blocks, besides its own text. */
  private static final long ROW = 100;

  /** The same of a cell. */
  private static final long CELL = 40;

  private DocumentJson() {}

  /** About as many characters as the description of a document has. */
  static long charactersOf(ParsedDocument document) {
    long hidden = document.hidden().stream().mapToLong(each -> each.text().length()).sum();
    int rows = document.coverage().size() + document.warnings().size() + document.hidden().size();
    return hidden + ROW * (1 + rows);
  }

  static ObjectNode of(StoredFile file, OpenDocument open) {
    var document = open.document();
    var json =
        Json.object()
            .put("id", file.id())
            .put("object", "document")
            .put("name", file.name())
            .put("media_type", open.mediaType())
            .put("bytes", file.bytes())
            .put("created_at", file.created().truncatedTo(ChronoUnit.MILLIS).toString())
            .put("status", document.complete() ? "ok" : "partial")
            .put("characters", document.text().length())
            .put("pages", document.coverage().isEmpty() ? null : document.coverage().size())
            .put("blocks", document.blocks().size())
            .put("tables", document.tables().size());
    var coverage = json.putArray("coverage");
    for (var page : document.coverage()) {
      coverage
          .addObject()
          .put("page", page.page())
          .put("characters", page.characters())
          .put("status", page.status());
    }
    var warnings = json.putArray("warnings");
    document.warnings().forEach(warnings::add);
    var hidden = json.putArray("hidden_text");
    for (var each : document.hidden()) {
      hidden.addObject().put("how", each.how()).put("text", each.text()).put("page", each.page());
    }
    return json;
  }

  static ObjectNode blocks(ParsedDocument document, DocumentRows rows) {
    return rows.of(
        document.blocks(),
        DocumentBlock::id,
        each -> ROW + each.text().length(),
        DocumentJson::block);
  }

  static ObjectNode tables(ParsedDocument document, DocumentRows rows) {
    return rows.of(
        document.tables(), DocumentTable::block, DocumentJson::charactersOf, DocumentJson::table);
  }

  private static long charactersOf(DocumentTable table) {
    return table.grid().rows().stream()
        .flatMap(List::stream)
        .mapToLong(cell -> CELL + cell.text().length())
        .sum();
  }

  private static ObjectNode block(DocumentBlock block) {
    return Json.object()
        .put("id", block.id())
        .put("page", block.page())
        .put("kind", block.kind())
        .put("text", block.text())
        .put("start", block.start())
        .put("end", block.end())
        .put("instruction_like", block.instruction());
  }

  private static ObjectNode table(DocumentTable table) {
    var grid = table.grid();
    var json =
        Json.object()
            .put("id", table.block())
            .put("page", table.page())
            .put("caption", grid.caption())
            .put("header_rows", grid.headerRows())
            .put("columns", grid.columns());
    var rows = json.putArray("rows");
    for (var row : grid.rows()) {
      var cells = rows.addArray();
      row.forEach(cell -> cells.add(cell(cell)));
    }
    var warnings = json.putArray("warnings");
    grid.warnings().forEach(warnings::add);
    return json;
  }

  private static ObjectNode cell(TableCell cell) {
    return Json.object()
        .put("text", cell.text())
        .put("place", cell.place())
        .put("start", cell.start())
        .put("anchored", cell.anchored());
  }
}
