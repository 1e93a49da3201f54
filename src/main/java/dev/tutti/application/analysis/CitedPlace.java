package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.verify.ClaimVerdict.Citation;
import tools.jackson.databind.node.ObjectNode;

/** Place of a quote in one of the documents. */
record CitedPlace(AnalysisSource source, Citation at) {

  /** Whether both have words in common. */
  boolean overlaps(CitedPlace other) {
    return source.number() == other.source.number()
        && at.start() < other.at.end()
        && other.at.start() < at.end();
  }

  /** Whether both are mostly the same words. */
  boolean covers(CitedPlace other) {
    if (!overlaps(other)) {
      return false;
    }
    int common = Math.min(at.end(), other.at.end()) - Math.max(at.start(), other.at.start());
    int longer = Math.max(at.end() - at.start(), other.at.end() - other.at.start());
    return common * 2 > longer;
  }

  ObjectNode json() {
    return Json.object()
        .put("document", source.name())
        .put("block", at.block())
        .put("page", at.page())
        .put("start", at.start())
        .put("end", at.end())
        .put("quote", at.quote())
        .put("match", at.match());
  }
}
