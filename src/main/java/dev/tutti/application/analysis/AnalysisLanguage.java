package dev.tutti.application.analysis;

import java.util.List;

/**
 * Language of an analysis.
 *
 * @param code such as {@code zh}
 * @param english its name, for models
 */
record AnalysisLanguage(String code, String english) {
  private static final int SAMPLE = 4_000;
  private static final int ENOUGH = 10;

  /** Language that is asked for, or that of the documents: Chinese or English. */
  static AnalysisLanguage of(AnalysisParameters parameters, List<AnalysisSource> sources) {
    var asked = parameters.language();
    if (asked.isBlank()) {
      return isChinese(sources) ? named("zh") : named("en");
    }
    return named(asked);
  }

  private static AnalysisLanguage named(String code) {
    return switch (code) {
      case "zh", "zh-CN", "Chinese", "中文" -> new AnalysisLanguage("zh", "Chinese");
      case "en", "English", "英文" -> new AnalysisLanguage("en", "English");
      default -> new AnalysisLanguage(code, code);
    };
  }

  private static boolean isChinese(List<AnalysisSource> sources) {
    long wide = 0;
    long all = 0;
    for (var source : sources) {
      var text = source.document().text();
      var sample = text.substring(0, Math.min(SAMPLE, text.length()));
      wide += sample.chars().filter(Character::isIdeographic).count();
      all += sample.length();
    }
    return wide * ENOUGH > all;
  }
}
