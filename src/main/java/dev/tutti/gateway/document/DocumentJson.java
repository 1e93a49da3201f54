package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.table.TableCell;
import dev.tutti.file.StoredFile;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** JSON of documents. */
final class DocumentJson {
  private DocumentJson() {}

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

  static ObjectNode blocks(ParsedDocument document, String after, int limit) {
    return page(document.blocks(), DocumentBlock::id, DocumentJson::block, after, limit);
  }

  static ObjectNode tables(ParsedDocument document, String after, int limit) {
    return page(document.tables(), DocumentTable::block, DocumentJson::table, after, limit);
  }

  private static <T> ObjectNode page(
      List<T> all, Function<T, String> id, Function<T, ObjectNode> row, String after, int limit) {
    int from = 0;
    if (!after.isEmpty()) {
      while (from < all.size() && !id.apply(all.get(from)).equals(after)) {
        from++;
      }
      if (from == all.size()) {
        throw Fault.invalid("after", "\"%s\" (expected: the id of a row)".formatted(after));
      }
      from++;
    }
    int to = Math.min(all.size(), from + limit);
    var json = Json.object();
    var data = json.putArray("data");
    all.subList(from, to).forEach(each -> data.add(row.apply(each)));
    return json.put("has_more", to < all.size());
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
