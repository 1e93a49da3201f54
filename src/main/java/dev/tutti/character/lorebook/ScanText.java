package dev.tutti.character.lorebook;

/** A text that keys are looked for in, with its forms made once. For one thread. */
final class ScanText {
  private final String text;
  private final String cased;
  private final String uncased;

  ScanText(String text) {
    this.text = text;
    this.cased = LoreKey.form(text, true);
    this.uncased = LoreKey.form(text, false);
  }

  String text() {
    return text;
  }

  String form(boolean caseSensitive) {
    return caseSensitive ? cased : uncased;
  }
}
