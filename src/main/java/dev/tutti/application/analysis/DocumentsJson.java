package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.PageCoverage;
import dev.tutti.document.verify.ContradictionFinder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** JSON of what code finds in documents: coverage, hidden text, contradictions. */
final class DocumentsJson {
  private static final int MOST_HIDDEN = 100;
  private static final int MOST_WARNINGS = 100;
  private static final int MOST_CONTRADICTIONS = 100;

  private DocumentsJson() {}

  static ArrayNode documents(List<AnalysisSource> sources) {
    var list = Json.array();
    for (var source : sources) {
      var document = source.document();
      var json =
          list.addObject()
              .put("name", source.name())
              .put("media_type", source.open().mediaType())
              .put("pages", document.coverage().isEmpty() ? null : document.coverage().size())
              .put("characters", document.text().length())
              .put("status", document.complete() ? "ok" : "partial");
      var empty = json.putArray("empty_pages");
      document.coverage().stream()
          .filter(page -> !page.status().equals("ok"))
          .map(PageCoverage::page)
          .forEach(empty::add);
      var hidden = json.putArray("hidden_text");
      for (var each : document.hidden().stream().limit(MOST_HIDDEN).toList()) {
        hidden.addObject().put("how", each.how()).put("text", each.text()).put("page", each.page());
      }
      var instructions = json.putArray("instruction_like");
      document.blocks().stream()
          .filter(DocumentBlock::instruction)
          .limit(MOST_HIDDEN)
          .map(DocumentBlock::id)
          .forEach(instructions::add);
      var warnings = json.putArray("warnings");
      document.warnings().stream().limit(MOST_WARNINGS).forEach(warnings::add);
    }
    return list;
  }

  /** Share of the pages, over all documents, that have text. */
  static double coverage(List<AnalysisSource> sources) {
    long pages = sources.stream().mapToLong(each -> each.document().coverage().size()).sum();
    long read =
        sources.stream()
            .flatMap(each -> each.document().coverage().stream())
            .filter(page -> page.status().equals("ok"))
            .count();
    return pages == 0 ? 1 : Math.round(1_000.0 * read / pages) / 1_000.0;
  }

  static ArrayNode contradictions(List<AnalysisSource> sources) {
    var list = Json.array();
    for (var source : sources) {
      for (var each :
          ContradictionFinder.find(source.document()).stream()
              .limit(MOST_CONTRADICTIONS)
              .toList()) {
        list.addObject()
            .put("kind", each.kind())
            .put("document", source.name())
            .put("block", each.block())
            .put("page", page(source, each.block()))
            .put("stated", each.stated())
            .put("computed", each.computed())
            .put("where", each.where());
      }
    }
    return list;
  }

  private static @Nullable Integer page(AnalysisSource source, String block) {
    return source.document().blocks().stream()
        .filter(each -> each.id().equals(block))
        .findFirst()
        .map(DocumentBlock::page)
        .orElse(null);
  }
}
