package dev.tutti.integration;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import tools.jackson.databind.JsonNode;

/** The requirement's expansion, and a model that says some true and some wrong things. */
final class DecisionSample {
  static final String EXPANSION =
      """
      战略决策：市场扩张

      背景：
      我们的SaaS公司（当前收入：1500万元/年）正在考虑进入欧洲市场。
      我们在北美有强大的产品市场匹配，客户满意度85%，月流失率15%。

      扩张选项：
      1. 直销方式：在英国、德国、法国雇佣本地销售团队
         - 预估投资：第一年250万元
         - 预计收入：第二年底300-500万元
         - 风险级别：中高

      2. 合作伙伴渠道策略：与本地系统集成商合作
         - 预估投资：第一年80万元
         - 预计收入：第二年底150-300万元
         - 风险级别：中等

      3. 收购策略：收购欧洲竞争对手
         - 预估投资：800-1200万元
         - 预计收入：400-600万元立即+增长
         - 风险级别：高

      约束条件：
      - 可用资本：1000万元
      - 时间线：必须在18个月内显示结果
      - 当前团队：45名员工（其中8名销售）
      - 监管：需要GDPR合规
      """;

  static final String PLAIN =
      "Two ways are open. North: we spend 2 million now and earn 900 thousand in each of three"
          + " years. South is cheaper, nobody knows what it earns.";

  private static final String PROSE =
      """
      {"explanation":"合作伙伴渠道策略的净现值为275.00万元。直销方式的净现值为250.00万元。预计市场份额达到87.3%。",
       "options":[{"option":"直销方式","pros":["直接掌握客户关系","可带来9999万元收入"],"cons":[]}],
       "success_factors":["GDPR合规"],
       "critical_risks":[{"description":"当地招聘困难","impact":"high","probability":"medium"},
         {"description":"罚款可能达到8888万元","impact":"high","probability":"low"}],
       "implementation_plan":[{"phase":"准备","description":"挑选合作伙伴","timeline":"18个月","resources":["8名销售","火箭"]}]}
      """;

  private static final String OPTIONS =
      """
      {"options":[
        {"name":"North","flows":[
          {"year":0,"low":-2000000,"high":-2000000,"quote":"we spend 2 million now"},
          {"year":1,"low":900000,"high":900000,"quote":"earn 900 thousand in each of three years"}]},
        {"name":"South","flows":[{"year":0,"low":-500000,"high":-500000,"quote":"South costs 500 thousand"}]},
        {"name":"West","flows":[]}]}
      """;

  private DecisionSample() {}

  private static String said(JsonNode request) {
    return switch (request.at("/response_format/json_schema/name").asString("")) {
      case "decision_options" -> OPTIONS;
      case "decision_scores" -> scores(request.toString());
      default -> PROSE;
    };
  }

  /** Another score in each sample. */
  private static String scores(String request) {
    int sample = request.contains("judgement 1") ? 6 : request.contains("judgement 2") ? 8 : 9;
    var scores = Json.object();
    var list = scores.putArray("scores");
    for (var option : new String[] {"直销方式", "合作伙伴渠道策略", "收购策略"}) {
      list.addObject()
          .put("option", option)
          .put("criterion", "strategic_fit")
          .put("score", option.equals("收购策略") ? 2 : sample);
    }
    return Json.text(scores);
  }

  /** A model {@code m} that answers so. */
  static ModelScripts model() {
    return new ModelScripts().says("m", DecisionSample::said);
  }

  /** Body of a call. */
  static String body(String content, String model, String parameters) {
    var body = Json.object().put("content", content);
    if (!model.isEmpty()) {
      body.put("model", model);
    }
    body.set("parameters", Json.tree(parameters.replace('\'', '"')));
    return Json.text(body);
  }
}
