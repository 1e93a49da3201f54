package dev.tutti.selection.analysis;

import java.util.Locale;
import java.util.Map;

/** Language of a text by its script, and of Latin scripts by their commonest words. */
@SuppressWarnings("EnumOrdinal") // an index within one call
final class LanguageScan {
  private static final int READ = 2_000;

  private static final Map<String, PromptLanguage> WORDS =
      Map.ofEntries(
          Map.entry("der", PromptLanguage.GERMAN),
          Map.entry("und", PromptLanguage.GERMAN),
          Map.entry("nicht", PromptLanguage.GERMAN),
          Map.entry("ist", PromptLanguage.GERMAN),
          Map.entry("eine", PromptLanguage.GERMAN),
          Map.entry("wie", PromptLanguage.GERMAN),
          Map.entry("für", PromptLanguage.GERMAN),
          Map.entry("les", PromptLanguage.FRENCH),
          Map.entry("est", PromptLanguage.FRENCH),
          Map.entry("une", PromptLanguage.FRENCH),
          Map.entry("pour", PromptLanguage.FRENCH),
          Map.entry("dans", PromptLanguage.FRENCH),
          Map.entry("quel", PromptLanguage.FRENCH),
          Map.entry("des", PromptLanguage.FRENCH),
          Map.entry("el", PromptLanguage.SPANISH),
          Map.entry("los", PromptLanguage.SPANISH),
          Map.entry("una", PromptLanguage.SPANISH),
          Map.entry("para", PromptLanguage.SPANISH),
          Map.entry("por", PromptLanguage.SPANISH),
          Map.entry("cómo", PromptLanguage.SPANISH),
          Map.entry("qué", PromptLanguage.SPANISH));

  private LanguageScan() {}

  /** The language of the first characters of a text. */
  static PromptLanguage of(String text) {
    var read = text.length() > READ ? text.substring(0, READ) : text;
    var counts = new int[PromptLanguage.values().length];
    read.chars().forEach(c -> counts[script((char) c).ordinal()]++);
    int han = counts[PromptLanguage.CHINESE.ordinal()];
    int latin = counts[PromptLanguage.ENGLISH.ordinal()];
    if (counts[PromptLanguage.JAPANESE.ordinal()] * 8 > han
        && han + latin > 0
        && counts[PromptLanguage.JAPANESE.ordinal()] > 0) {
      return PromptLanguage.JAPANESE;
    }
    if (han > 0 && han * 4 >= latin) {
      return PromptLanguage.CHINESE;
    }
    var most = PromptLanguage.OTHER;
    int found = 0;
    for (var each : PromptLanguage.values()) {
      if (each != PromptLanguage.OTHER && counts[each.ordinal()] > found) {
        most = each;
        found = counts[each.ordinal()];
      }
    }
    return most == PromptLanguage.ENGLISH ? latin(read) : most;
  }

  private static PromptLanguage script(char c) {
    if (c < 0x250) {
      return Character.isLetter(c) ? PromptLanguage.ENGLISH : PromptLanguage.OTHER;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN -> PromptLanguage.CHINESE;
      case HIRAGANA, KATAKANA -> PromptLanguage.JAPANESE;
      case HANGUL -> PromptLanguage.KOREAN;
      case CYRILLIC -> PromptLanguage.RUSSIAN;
      case ARABIC -> PromptLanguage.ARABIC;
      default -> PromptLanguage.OTHER;
    };
  }

  /** Another language than English only where two of its commonest words and more are there. */
  private static PromptLanguage latin(String text) {
    var counts = new int[PromptLanguage.values().length];
    for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
      var language = WORDS.get(word);
      if (language != null) {
        counts[language.ordinal()]++;
      } else if (word.equals("the") || word.equals("of") || word.equals("is")) {
        counts[PromptLanguage.ENGLISH.ordinal()]++;
      }
    }
    var best = PromptLanguage.ENGLISH;
    for (var each :
        new PromptLanguage[] {
          PromptLanguage.GERMAN, PromptLanguage.FRENCH, PromptLanguage.SPANISH
        }) {
      if (counts[each.ordinal()] >= 2 && counts[each.ordinal()] > counts[best.ordinal()]) {
        best = each;
      }
    }
    return best;
  }
}
