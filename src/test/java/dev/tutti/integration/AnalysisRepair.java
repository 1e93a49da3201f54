package dev.tutti.integration;

import dev.tutti.testing.ModelScripts;
import tools.jackson.databind.JsonNode;

/** A model that says two wrong things, and puts one right when it is told so. */
final class AnalysisRepair {
  private static final String CHUNK =
      """
      {"insights":[
        {"text":"收入增长53%。","quote":"比2023年第三季度增长35%"},
        {"text":"公司获得国际大奖。","quote":"公司在本季度获得了三项国际大奖"}],
       "metrics":[],"risks":[]}
      """;

  /** The second item is wrong again, and one is no answer to anything that was asked. */
  private static final String REPAIR =
      """
      {"insights":[
        {"text":"收入增长35%。","quote":"比2023年第三季度增长35%","repairs":1},
        {"text":"公司获得国际大奖。","quote":"公司获得了国际大奖","repairs":2},
        {"text":"供应链中断。","quote":"供应链中断影响了15%的订单","repairs":9}],
       "metrics":[],"risks":[]}
      """;

  private AnalysisRepair() {}

  static ModelScripts model() {
    return new ModelScripts().says("m", AnalysisRepair::said);
  }

  private static String said(JsonNode request) {
    return switch (request.at("/response_format/json_schema/name").asString("")) {
      case "document_chunk" -> CHUNK;
      case "document_repair" -> REPAIR;
      default -> "{\"summary\":\"\",\"recommendations\":[]}";
    };
  }
}
