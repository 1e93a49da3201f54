package dev.tutti.report.document;

/** Language of a report's own words. */
public enum ReportLanguage {
  /** English. */
  ENGLISH("en"),
  /** Chinese in simplified characters. */
  CHINESE("zh");

  private final String tag;

  ReportLanguage(String tag) {
    this.tag = tag;
  }

  /** The tag of BCP 47. */
  public String tag() {
    return tag;
  }

  /**
   * The language of a tag such as {@code en} or {@code zh-CN}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ReportLanguage of(String tag) {
    for (var each : values()) {
      if (tag.equals(each.tag) || tag.startsWith(each.tag + "-")) {
        return each;
      }
    }
    throw new IllegalArgumentException("lang: " + tag + " (expected: en or zh)");
  }
}
