package dev.tutti.integration;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import tools.jackson.databind.JsonNode;

/** The requirement's quarterly report, and a model that says some true and some wrong things. */
final class AnalysisSample {
  static final String REPORT =
      """
      2024年第三季度财务表现报告

      执行摘要：
      我们公司在2024年第三季度实现了创纪录的1250万美元收入，
      比2023年第三季度增长35%。客户获取增长42%，新增2100家企业客户。
      然而，由于扩大的研发投资，运营费用增加了28%。

      关键指标：
      - 收入: 1250万美元（同比增长35%）
      - 毛利率: 68%（同比增长3%）
      - 客户数量: 7200（同比增长42%）
      - 员工数量: 145（同比增长15%）
      - 研发支出: 210万美元（同比增长45%）

      挑战：
      - 供应链中断影响了15%的订单
      - 核心市场竞争加剧
      - 人才获取成本增加30%

      机遇：
      - 计划第四季度推出新产品
      - 获批进入欧洲市场扩张
      - 与TechCorp签署战略合作伙伴关系
      """;

  private static final String CHUNK =
      """
      {"insights":[
        {"text":"第三季度收入创纪录，达到1250万美元。","quote":"我们公司在2024年第三季度实现了创纪录的1250万美元收入","block":"b99"},
        {"text":"收入增长53%。","quote":"比2023年第三季度增长35%","block":"b2"},
        {"text":"公司获得国际大奖。","quote":"公司在本季度获得了三项国际大奖","block":"b2"}],
       "metrics":[
        {"name":"收入","value":"12500000","unit":"美元","kind":"absolute","period":"2024Q3","quote":"收入: 1250万美元（同比增长35%）","block":"b3","change":{"value":"0.35","kind":"percent","basis":"yoy"}},
        {"name":"毛利率","value":"0.68","unit":"%","kind":"percent","period":"2024Q3","quote":"毛利率: 68%（同比增长3%）","block":"b3","change":null},
        {"name":"客户数量","value":"7200","unit":null,"kind":"absolute","period":"2024Q3","quote":"客户数量: 7200（同比增长42%）","block":"b3","change":null},
        {"name":"员工数量","value":"145","unit":null,"kind":"absolute","period":null,"quote":"员工数量: 145（同比增长15%）","block":"b3","change":null},
        {"name":"研发支出","value":"210","unit":"万美元","kind":"absolute","period":null,"quote":"研发支出: 210万美元（同比增长45%）","block":"b3","change":null},
        {"name":"净利润","value":"9990000","unit":"美元","kind":"absolute","period":null,"quote":"净利润: 999万美元","block":"b3","change":null}],
       "risks":[
        {"description":"供应链中断影响15%的订单。","quote":"供应链中断影响了15%的订单","block":"b4","likelihood":"high","impact":"medium"},
        {"description":"监管罚款可能达到5000万美元。","quote":"核心市场竞争加剧","block":"b4","likelihood":"low","impact":"high"}]}
      """;

  private static final String ADVICE =
      """
      {"summary":"收入为[[m1]]，毛利率为[[m2]]。预计明年收入将达到9亿美元。",
       "recommendations":[
        {"text":"分散供应商，降低供应链风险。","evidence":["r1"],"priority":"high"},
        {"text":"立即裁员。","evidence":["x7"],"priority":"low"},
        {"text":"将研发预算提高77%。","evidence":["m5"],"priority":"low"}]}
      """;

  private AnalysisSample() {}

  /** What the model says to a question. */
  static String said(JsonNode request) {
    var form = request.at("/response_format/json_schema/name").asString("");
    return form.equals("document_advice") ? ADVICE : CHUNK;
  }

  /** A model {@code m} that answers so. */
  static ModelScripts model() {
    return new ModelScripts().says("m", AnalysisSample::said);
  }

  /** Body of a call. */
  static String body(String parameters) {
    return Json.text(Json.object().put("content", REPORT).put("model", "up/m"))
        .replaceFirst("}$", ",\"parameters\":" + parameters + "}");
  }
}
