package dev.tutti.integration;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import tools.jackson.databind.JsonNode;

/** The requirement's monthly sales, and a model that explains them, rightly and wrongly. */
final class InsightSample {
  static final String SALES =
      """
      月度销售数据（2024年）：
      一月: 85万元（650个客户）
      二月: 92万元（720个客户）
      三月: 110万元（850个客户）
      四月: 98万元（780个客户）
      五月: 120万元（920个客户）
      六月: 135万元（1050个客户）
      七月: 110万元（880个客户）
      八月: 145万元（1100个客户）
      九月: 160万元（1200个客户）

      产品类别：
      - 软件许可: 收入的45%
      - 专业服务: 收入的30%
      - 支持与维护: 收入的20%
      - 培训: 收入的5%

      地理分布：
      - 北美: 60%
      - 欧洲: 25%
      - 亚太: 12%
      - 其他: 3%
      """;

  private static final String SAID =
      """
      {"explanation":"销售合计[[f1]]，均值[[f2]]。预计明年达到9999万元。",
       "strategic_insights":[
        {"text":"销售每月约增加[[f5]]。","figures":["f5"]},
        {"text":"毛利率将提高37%。","figures":["f1"]},
        {"text":"增长见[[f400]]。","figures":["f400"]}]}
      """;

  private InsightSample() {}

  /** What the model says to a question. */
  static String said(JsonNode request) {
    return request.toString().contains("[f1] ") ? SAID : "{}";
  }

  /** A model {@code m} that answers so. */
  static ModelScripts model() {
    return new ModelScripts().says("m", InsightSample::said);
  }

  /** Body of a call. */
  static String body(String model, String parameters) {
    var body = Json.object().put("content", SALES);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    body.set("parameters", Json.parse(parameters));
    return Json.text(body);
  }
}
