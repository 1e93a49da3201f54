package dev.tutti.integration;

import dev.tutti.testing.ModelScripts;
import java.util.List;

/** The three examples of cooperation that enterprises ask for, and models that play them. */
final class CooperationExamples {
  static final String YAML =
      """
      model_lists: 0s
      retry: {attempts: 1}
      breaker: {enabled: false}
      providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
      models:
        qwen3_32b: {deployments: [{provider: up, model: qwen3-32b}]}
        qwen3_8b: {deployments: [{provider: up, model: qwen3-8b}]}
      """;

  static final String AGI = "分析人工通用智能（AGI）对社会的潜在影响。考虑技术、经济、社会和伦理维度。为政策制定者提供具体建议。";
  static final String ENERGY = "未来十年最有前景的可再生能源技术是什么？考虑效率、成本、可扩展性和环境影响。";
  static final String INDUSTRY = "人工智能正在改变制造业。2025年，一家汽车厂引入视觉检测后，缺陷率下降了37%，年节省成本1200万元。";

  static final String SEQUENTIAL =
      """
      {"query":"%s","models":["qwen3_32b","qwen3_8b"],"integration_strategy":"structured_output"}
      """
          .formatted(AGI);

  static final String PARALLEL =
      """
      {"query":"%s","models":["qwen3_32b","qwen3_8b","qwen3_32b"],"integration_strategy":"voting",
       "voting_params":{"consensus_threshold":0.6,"weight_by_confidence":true,
       "include_dissenting_views":true}}
      """
          .formatted(ENERGY);

  static final String PIPELINE_STEPS =
      """
      [{"step":"extraction","model":"qwen3_8b","task":"提取关键事实和数据","params":{"max_tokens":300}},
       {"step":"analysis","model":"qwen3_32b","task":"深入分析提取的信息","params":{"max_tokens":400,"temperature":0.3}},
       {"step":"summary","model":"qwen3_8b","task":"总结分析结果","params":{"max_tokens":200,"temperature":0.5}},
       {"step":"recommendations","model":"qwen3_32b","task":"给出可执行的建议","params":{"max_tokens":300,"temperature":0.4}}]
      """;

  static final String PIPELINE =
      "{\"query\":\"%s\",\"pipeline_config\":%s}".formatted(INDUSTRY, PIPELINE_STEPS);

  static final List<String> STEPS = List.of("extraction", "analysis", "summary", "recommendations");

  private CooperationExamples() {}

  /** Models that answer the sequence. */
  static ModelScripts sequence(ModelScripts scripts) {
    scripts.forget();
    return scripts
        .says("qwen3-32b", "AGI 的影响：技术、经济、社会、伦理。")
        .says("qwen3-8b", "# 影响\n案例。\n# 建议\n可执行。");
  }

  /** Models that vote: two for solar energy, one for wind. */
  static ModelScripts vote(ModelScripts scripts) {
    scripts.forget();
    return scripts
        .says("qwen3-32b", "成本下降最快。\n答案：太阳能\n置信度：0.9")
        .says("qwen3-8b", "海上风电增长迅速。\n答案：风能\n置信度：0.6");
  }

  /** Models that play the steps. */
  static ModelScripts pipeline(ModelScripts scripts) {
    scripts.forget();
    return scripts
        .says(
            "qwen3-8b",
            request -> "八:" + ModelScripts.prompt(request).lines().findFirst().orElse(""))
        .says(
            "qwen3-32b",
            request -> "三二:" + ModelScripts.prompt(request).lines().findFirst().orElse(""));
  }
}
