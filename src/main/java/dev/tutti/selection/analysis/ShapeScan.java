package dev.tutti.selection.analysis;

import java.util.Set;

/** Pass over a text that counts its shape. */
final class ShapeScan {
  private static final String MATH = "+*/=<>×÷±√∑∫∞≤≥≠^π∠△°∈∪∩→∀∃²³";
  private static final String QUOTES = "\"“”「」『』`";
  private static final int LONG_WORD = 9;
  private static final int ROW_CELLS = 3;
  private static final Set<String> NEGATIONS =
      Set.of("not", "NOT", "except", "EXCEPT", "least", "LEAST", "never", "incorrect", "false");

  private final String text;
  private int han;
  private int words;
  private int letters;
  private int longWords;
  private int numbers;
  private int digits;
  private int math;
  private int sentences;
  private int questions;
  private int commas;
  private int lines;
  private int items;
  private int options;
  private int codeLines;
  private int rows;
  private int quotes;
  private int stem = -1;
  private int optionCharacters;
  private int numericOptions;
  private int capitals;
  private int negations;
  private int blanks;

  ShapeScan(String text) {
    this.text = text;
  }

  /** The shape of the text, which may be a part of one of another length. */
  PromptShape shape(int characters) {
    characters();
    lines();
    return new PromptShape(
        characters,
        han,
        words,
        letters,
        longWords,
        numbers,
        digits,
        math,
        sentences,
        questions,
        commas,
        lines,
        items,
        options,
        codeLines,
        rows,
        quotes,
        stem < 0 ? characters : stem,
        optionCharacters,
        numericOptions,
        capitals,
        negations,
        blanks);
  }

  private void characters() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHan(c)) {
        han++;
        negations += c == '不' || c == '非' || c == '错' ? 1 : 0;
      } else if (Character.isLetter(c)) {
        i = word(i);
      } else if (Character.isDigit(c)) {
        i = number(i);
      } else {
        sign(i, c);
      }
    }
  }

  private void lines() {
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      line(from, end);
      from = end + 1;
    }
  }

  private static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9fff';
  }

  /** The last letter of a word. */
  private int word(int from) {
    int end = from + 1;
    while (end < text.length()
        && Character.isLetter(text.charAt(end))
        && !isHan(text.charAt(end))) {
      end++;
    }
    words++;
    letters += end - from;
    longWords += end - from >= LONG_WORD ? 1 : 0;
    capitals += Character.isUpperCase(text.charAt(from)) ? 1 : 0;
    negations += NEGATIONS.contains(text.substring(from, end)) ? 1 : 0;
    return end - 1;
  }

  /** The last digit of a number. */
  private int number(int from) {
    int end = from + 1;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    numbers++;
    digits += end - from;
    return end - 1;
  }

  private void sign(int at, char c) {
    switch (c) {
      case '?', '？' -> questions++;
      case '.' -> sentences += at + 1 == text.length() || text.charAt(at + 1) <= ' ' ? 1 : 0;
      case '!', '。', '！' -> sentences++;
      case ',', '，', '、', ';', '；' -> commas++;
      case '\\' ->
          math += at + 1 < text.length() && Character.isLetter(text.charAt(at + 1)) ? 1 : 0;
      default -> {
        math += MATH.indexOf(c) >= 0 ? 1 : 0;
        blanks += c == '_' && at > 0 && text.charAt(at - 1) != '_' ? 1 : 0;
        quotes += QUOTES.indexOf(c) >= 0 ? 1 : 0;
      }
    }
  }

  private void line(int from, int end) {
    int start = from;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    if (start == end) {
      return;
    }
    lines++;
    items += isItem(start, end) ? 1 : 0;
    if (isOption(start, end)) {
      option(start, end);
    }
    codeLines += isCode(start, end) ? 1 : 0;
    rows += isRow(start, end) ? 1 : 0;
  }

  private boolean isItem(int from, int end) {
    char first = text.charAt(from);
    if (first == '-' || first == '*' || first == '•' || first == '·') {
      return from + 1 < end && text.charAt(from + 1) == ' ';
    }
    int at = from;
    while (at < end && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at > from && at < end && at - from <= 2 && ".)、．）".indexOf(text.charAt(at)) >= 0;
  }

  private boolean isOption(int from, int end) {
    char first = text.charAt(from);
    return from + 1 < end
        && first >= 'A'
        && first <= 'J'
        && ".)、．）:：".indexOf(text.charAt(from + 1)) >= 0;
  }

  private void option(int from, int end) {
    stem = stem < 0 ? from : stem;
    options++;
    optionCharacters += end - from - 2;
    int run = 0;
    for (int i = from + 2; i < end && run < 3; i++) {
      run = Character.isLetter(text.charAt(i)) ? run + 1 : 0;
    }
    numericOptions += run < 3 ? 1 : 0;
  }

  private boolean isCode(int from, int end) {
    int last = end - 1;
    while (last > from && text.charAt(last) <= ' ') {
      last--;
    }
    char c = text.charAt(last);
    return c == '{'
        || c == '}'
        || (c == ';' && last > from && (text.charAt(last - 1) == ')' || hasEquals(from, last)))
        || text.startsWith("```", from)
        || text.startsWith("def ", from)
        || text.startsWith("import ", from)
        || text.startsWith("return ", from)
        || text.startsWith("class ", from)
        || text.startsWith("#include", from)
        || text.startsWith("SELECT ", from)
        || (c == ':' && text.startsWith("for ", from))
        || (c == ':' && text.startsWith("if ", from));
  }

  private boolean hasEquals(int from, int to) {
    int at = text.indexOf('=', from);
    return at >= 0 && at < to;
  }

  private boolean isRow(int from, int end) {
    int cells = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      cells += c == '|' || c == '\t' ? 1 : 0;
      boolean tight = i + 1 < end && text.charAt(i + 1) > ' ';
      cells += (c == ',' || c == '，') && tight && end - from < 120 && i - from < 40 ? 1 : 0;
    }
    return cells >= ROW_CELLS;
  }
}
