package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts one text into tokens: words and known phrases, numbers, Chinese words, and marks. */
final class Tokenizer {
  private final Lexicon lexicon = Lexicon.STANDARD;
  private final List<TextToken> tokens = new ArrayList<>();
  private final String original;
  private final String text;

  private Tokenizer(String original) {
    var lower = original.toLowerCase(Locale.ROOT);
    this.original = original;
    this.text = Characters.plain(lower.length() == original.length() ? lower : original);
  }

  /** The tokens of a text. */
  static List<TextToken> tokens(String text) {
    var tokenizer = new Tokenizer(text);
    tokenizer.cut();
    return tokenizer.tokens;
  }

  private void cut() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Characters.isHan(c)) {
        at = cutHan(at);
      } else if (Characters.isWord(c)) {
        at = cutWord(at);
      } else {
        if (!Character.isWhitespace(c) || c == '\n') {
          tokens.add(new TextToken(String.valueOf(c), 0, TextToken.Kind.MARK, false));
        }
        at++;
      }
    }
  }

  private int cutHan(int from) {
    int end = from;
    while (end < text.length() && Characters.isHan(text.charAt(end))) {
      end++;
    }
    int start = from;
    int at = from;
    while (at < end) {
      int length = lexicon.longestAt(text, at, end);
      if (length == 0) {
        at++;
        continue;
      }
      addHan(start, at);
      addHan(at, at + length);
      at += length;
      start = at;
    }
    addHan(start, end);
    return end;
  }

  private void addHan(int from, int to) {
    if (to > from) {
      var word = text.substring(from, to);
      tokens.add(new TextToken(word, lexicon.classesOf(word), TextToken.Kind.HAN, false));
    }
  }

  private int cutWord(int at) {
    int end = wordEnd(at);
    int phraseEnd = phraseEnd(end, at);
    if (phraseEnd > end) {
      var phrase = text.substring(at, phraseEnd);
      tokens.add(new TextToken(phrase, lexicon.classesOf(phrase), TextToken.Kind.WORD, false));
      return phraseEnd;
    }
    var word = text.substring(at, end);
    var kind = Character.isDigit(word.charAt(0)) ? TextToken.Kind.NUMBER : TextToken.Kind.WORD;
    boolean capital = Character.isUpperCase(original.charAt(at));
    tokens.add(new TextToken(word, lexicon.classesOf(word), kind, capital));
    return end;
  }

  /** Where the longest known phrase ends that begins here; or {@code end} when there is none. */
  private int phraseEnd(int end, int from) {
    int found = end;
    int at = end;
    for (int words = 1; words < Lexicon.PHRASE; words++) {
      if (at + 1 >= text.length()
          || text.charAt(at) != ' '
          || !Characters.isWord(text.charAt(at + 1))) {
        break;
      }
      at = wordEnd(at + 1);
      if (lexicon.classesOf(text.substring(from, at)) != 0) {
        found = at;
      }
    }
    return found;
  }

  private int wordEnd(int from) {
    int end = from + 1;
    while (end < text.length() && continues(end)) {
      end++;
    }
    return end;
  }

  private boolean continues(int at) {
    char c = text.charAt(at);
    return Characters.isWord(c)
        || (Characters.isApostrophe(c)
            && at + 1 < text.length()
            && Characters.isWord(text.charAt(at + 1)));
  }
}
