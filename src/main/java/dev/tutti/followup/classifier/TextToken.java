package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * Word, number or mark of a text.
 *
 * @param text in lower case
 * @param classes the {@link WordClass}es as bits
 * @param capital whether it begins with a capital letter
 */
record TextToken(String text, int classes, Kind kind, boolean capital) {
  /** Kind of token. */
  enum Kind {
    WORD,
    HAN,
    NUMBER,
    MARK
  }

  /** Whether it is of a class. */
  boolean is(WordClass each) {
    return each.in(classes);
  }

  boolean isMark() {
    return kind == Kind.MARK;
  }

  boolean isHan() {
    return kind == Kind.HAN;
  }

  /** Whether it is about something. */
  boolean isContent() {
    return !isMark() && WordClass.isContent(classes);
  }

  /** Whether it is a word that is in no list, neither a number nor a single Chinese character. */
  boolean isSpecific() {
    return classes == 0 && (kind == Kind.WORD || (kind == Kind.HAN && text.length() > 1));
  }

  /** Whether it looks like a name or a rare term. */
  boolean isName() {
    return isSpecific() && (kind == Kind.WORD ? capital : !Lexicon.STANDARD.isOrdinary(text));
  }

  /** Whether it stands for something else. */
  boolean isReferring() {
    return WordClass.isReferring(classes);
  }

  /** What is compared of it: its stem, or its pairs of Chinese characters. */
  List<String> units() {
    if (kind != Kind.HAN) {
      return List.of(Stem.of(text));
    }
    if (text.length() == 1) {
      return List.of(text);
    }
    var pairs = new ArrayList<String>();
    for (int i = 0; i + 1 < text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }
}
