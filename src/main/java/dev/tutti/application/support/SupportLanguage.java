package dev.tutti.application.support;

import java.util.Map;

/**
 * Language of what is said about a decision.
 *
 * @param code such as {@code zh}
 */
record SupportLanguage(String code) {
  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("Highest net present value: %s", "净现值最高：%s"),
          Map.entry("Lowest net present value: %s", "净现值最低：%s"),
          Map.entry("Highest return on investment: %s", "投资回报率最高：%s"),
          Map.entry("Lowest return on investment: %s", "投资回报率最低：%s"),
          Map.entry("Shortest payback in years: %s", "静态回收期最短（年）：%s"),
          Map.entry("Longest payback in years: %s", "静态回收期最长（年）：%s"),
          Map.entry("Lowest risk score of 10: %s", "风险评分最低（满分10）：%s"),
          Map.entry("Highest risk score of 10: %s", "风险评分最高（满分10）：%s"),
          Map.entry("Lowest expected loss: %s", "预期损失最低：%s"),
          Map.entry("Highest expected loss: %s", "预期损失最高：%s"),
          Map.entry(", expected loss: %s", "，预期损失：%s"),
          Map.entry("Never pays back", "在所给年限内无法回本"),
          Map.entry("At least as bad as %s by every criterion", "在所有准则上都不优于%s"),
          Map.entry("%s: its stated level of risk", "%s：所述风险级别"),
          Map.entry("%s: a net present value below zero", "%s：净现值为负"),
          Map.entry("%s: the outlay may exceed what is available", "%s：投资可能超出可用资本"),
          Map.entry(
              "%s: the net present value stays above zero while %s does not fall below %s",
              "%s：只要%s不低于%s，净现值就不为负"),
          Map.entry("Recommended", "推荐"),
          Map.entry("No clear winner", "没有明显的优胜方案"),
          Map.entry("Confidence", "置信度"),
          Map.entry("Options", "方案"),
          Map.entry("Option", "方案"),
          Map.entry("Payback (years)", "回收期（年）"),
          Map.entry("Risk of 10", "风险（满分10）"),
          Map.entry("Score", "得分"),
          Map.entry("Critical risks", "关键风险"),
          Map.entry("Plan", "实施计划"),
          Map.entry("Contradictions", "矛盾"),
          Map.entry("over the budget", "超出预算"),
          Map.entry("misses the deadline, in months", "超出期限（月）"),
          Map.entry("payback is wrong, in years", "回收期不符（年）"),
          Map.entry("return on investment is wrong", "投资回报率不符"),
          Map.entry("net present value is wrong", "净现值不符"),
          Map.entry("IRR is wrong", "内部收益率不符"),
          Map.entry("probabilities add up to %s", "概率之和为 %s"),
          Map.entry(" (stated %s, computed %s)", "（所述 %s，计算值 %s）"),
          Map.entry(" (stated %s)", "（所述 %s）"),
          Map.entry("given", "给定"),
          Map.entry("computed", "计算"),
          Map.entry("judged", "判断"),
          Map.entry("Assumptions", "假设"),
          Map.entry("NPV", "净现值"),
          Map.entry("Success factors", "成功因素"),
          Map.entry("day %s to %s", "第%s天至第%s天"));

  private static final int ENOUGH = 10;

  /** Language that is asked for, or that of a text. */
  static SupportLanguage of(String asked, String text) {
    if (!asked.isBlank()) {
      boolean chinese = asked.startsWith("zh") || asked.equals("Chinese") || asked.equals("中文");
      return new SupportLanguage(chinese ? "zh" : asked);
    }
    long wide = text.chars().filter(Character::isIdeographic).count();
    return new SupportLanguage(wide * ENOUGH > text.length() ? "zh" : "en");
  }

  boolean chinese() {
    return code.equals("zh");
  }

  /** Name for models. */
  String english() {
    return chinese() ? "Chinese" : code.equals("en") ? "English" : code;
  }

  /** Words of this language for English ones. */
  String say(String english, Object... values) {
    String pattern = chinese() ? CHINESE.getOrDefault(english, english) : english;
    return pattern.formatted(values);
  }
}
