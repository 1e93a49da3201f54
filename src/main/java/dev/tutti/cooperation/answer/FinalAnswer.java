package dev.tutti.cooperation.answer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Places of a text where its answer may stand: pieces that the text itself says are the answer,
 * which are a box, a line with {@code ####}, and what follows words such as "the answer is" or 答案是;
 * else its last sentences.
 *
 * @param whole text as it would be typed
 * @param marked the pieces that are said to be the answer, the surest first
 */
record FinalAnswer(String whole, List<String> marked) {
  /** Longer texts are no answers by themselves: their last line or sentence may be one. */
  static final int SHORT = 120;

  private static final String BOX = "\\boxed{";
  private static final int MOST_MARKED = 8;
  private static final String EDGE_CHARACTERS = ":\"'“”‘’【】「」『』《》*_>#。.!;,、 \t\r\n\u00a0";

  private static final Pattern MARKER =
      Pattern.compile(
          """
          (?im)(?:^\\h*####\\h*(?=\\S)\
          |\\b(?:answer|option|choice|result|solution|conclusion)s?\\h*\
          (?:(?:is|are|would be|should be|must be|equals)\\b\\h*:?|[:=])\
          |^\\h*a\\h*:\
          |\\banswer\\h+-\\h\
          |(?:答案|选项|结果|结论)(?:应该|应当|应)?[是为选:=]+\
          |答案\\h*(?=[(\\[]?[A-Z](?![a-z]))\
          |(?<!不|不能|不应)选(?:择|项)?(?:是|为|:)?\\h*(?=[(\\[A-Za-z])\
          |^\\h*解?答\\h*:\
          |【(?:答案|解答|结果)】\\h*:?\
          |\\[(?:final\\h+)?answer]\\h*:?)\
          """);

  private static final String MARKER_LETTERS = "#aAoOcCrRsS[ \t";
  private static final String MARKER_CHARACTERS = "答选结解【\u00a0\u3000";

  private static final Pattern NEGATED = Pattern.compile("(?i)^\\s*(?:not\\b|不)");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。!?])|(?<=\\.)\\s+|\\n");

  FinalAnswer {
    marked = List.copyOf(marked);
  }

  /**
   * Finds the places.
   *
   * @param said text of a model without its reasoning
   */
  static FinalAnswer of(String said) {
    var whole = PlainText.of(withoutBoxes(said)).strip();
    var marked = new ArrayList<String>();
    box(said).map(PlainText::of).map(FinalAnswer::bare).ifPresent(marked::add);
    addMarked(whole, marked);
    return new FinalAnswer(whole, marked);
  }

  /** What is in the last box. */
  private static Optional<String> box(String said) {
    int open = said.lastIndexOf(BOX);
    if (open < 0) {
      return Optional.empty();
    }
    int start = open + BOX.length();
    return Optional.of(said.substring(start, closing(said, start)));
  }

  /** Place of the bracket that closes the one before a place, or the end. */
  private static int closing(String text, int start) {
    int depth = 1;
    for (int i = start; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Text with the contents of its last boxes in their place. */
  private static String withoutBoxes(String said) {
    var text = said;
    for (int i = 0; i < MOST_MARKED; i++) {
      int open = text.lastIndexOf(BOX);
      if (open < 0) {
        return text;
      }
      int start = open + BOX.length();
      int end = closing(text, start);
      text =
          text.substring(0, open)
              + text.substring(start, end)
              + text.substring(Math.min(text.length(), end + 1));
    }
    return text;
  }

  /** Adds what follows the last markers, the last one first; a negated one says nothing. */
  private static void addMarked(String text, List<String> pieces) {
    var ends = new ArrayDeque<Integer>();
    var marker = MARKER.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    for (int place = 0; place < text.length(); place++) {
      if (mayMark(text, place) && marker.region(place, text.length()).lookingAt()) {
        place = marker.end() - 1;
        ends.addFirst(marker.end());
        if (ends.size() > MOST_MARKED) {
          ends.removeLast();
        }
      }
    }
    for (int end : ends) {
      var piece = bare(firstSentence(text, end));
      if (piece.isEmpty() && text.charAt(end - 1) == '是') {
        piece = "是"; // the answer itself
      }
      if (!piece.isEmpty() && (!NEGATED.matcher(piece).find() || BooleanReader.isWord(piece))) {
        pieces.add(piece);
      }
    }
  }

  /** Whether a marker may begin here, told by one character, as nearly nowhere one does. */
  private static boolean mayMark(String text, int place) {
    char c = text.charAt(place);
    if (c < 0x80) {
      boolean begins = place == 0 || !Character.isLetter(text.charAt(place - 1));
      return begins && MARKER_LETTERS.indexOf(c) >= 0;
    }
    return MARKER_CHARACTERS.indexOf(c) >= 0;
  }

  /** First sentence or line from a place on that is not empty. */
  private static String firstSentence(String text, int from) {
    int start = from;
    while (start < text.length() && isEdge(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && !endsAt(text, end)) {
      end++;
    }
    return text.substring(start, end);
  }

  private static boolean endsAt(String text, int place) {
    return switch (text.charAt(place)) {
      case '\n', '。', '!', '?' -> true;
      case '.' ->
          place + 1 == text.length()
              || (Character.isWhitespace(text.charAt(place + 1)) && !abbreviates(text, place));
      default -> false;
    };
  }

  /**
   * Whether a full stop belongs to a label or a month, as in {@code A. Paris} and {@code Mar. 5}.
   */
  private static boolean abbreviates(String text, int place) {
    int start = place;
    while (start > 0 && place - start < 5 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    int length = place - start;
    return length == 1 || (length > 1 && DateReader.isMonth(text.substring(start, place)));
  }

  /** Piece without quotes, Markdown and punctuation around it. */
  static String bare(String piece) {
    int start = 0;
    int end = piece.length();
    while (start < end && isEdge(piece.charAt(start)) && !beginsDecimal(piece, start)) {
      start++;
    }
    while (end > start && isEdge(piece.charAt(end - 1))) {
      end--;
    }
    return piece.substring(start, end);
  }

  private static boolean isEdge(char c) {
    return EDGE_CHARACTERS.indexOf(c) >= 0;
  }

  /** Whether a number such as {@code .5} begins here. */
  private static boolean beginsDecimal(String text, int place) {
    return text.charAt(place) == '.'
        && place + 1 < text.length()
        && Character.isDigit(text.charAt(place + 1));
  }

  /** Whether the text is short enough to be nothing but an answer. */
  boolean isShort() {
    return whole.length() <= SHORT && whole.indexOf('\n') < 0;
  }

  /** Sentences from the last to the first, at most so many. */
  List<String> lastSentences(int most) {
    var parts = SENTENCE_END.split(whole);
    var last = new ArrayList<String>();
    for (int i = parts.length - 1; i >= 0 && last.size() < most; i--) {
      var sentence = bare(parts[i]);
      if (!sentence.isEmpty()) {
        last.add(sentence);
      }
    }
    return last;
  }
}
