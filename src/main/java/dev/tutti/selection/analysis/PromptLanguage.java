package dev.tutti.selection.analysis;

/** Language of a prompt, as far as its script and its commonest words tell it. */
public enum PromptLanguage {
  ENGLISH("en"),
  CHINESE("zh"),
  JAPANESE("ja"),
  KOREAN("ko"),
  RUSSIAN("ru"),
  ARABIC("ar"),
  GERMAN("de"),
  FRENCH("fr"),
  SPANISH("es"),
  OTHER("und");

  private final String code;

  PromptLanguage(String code) {
    this.code = code;
  }

  /** Its code of ISO 639-1; {@code und} where it cannot be told. */
  public String code() {
    return code;
  }
}
