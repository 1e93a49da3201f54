package dev.tutti.character.macro;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes in a text of a card, which no reader sees: {@code {{// ...}}}, {@code {{comment:...}}} and
 * {@code {{hidden_key:...}}}, each up to the end that belongs to its beginning, whatever is in it.
 */
final class MacroNotes {
  private static final List<String> BEGINNINGS = List.of("//", "comment:", "hidden_key:");
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Openings without an end that are remembered. */
  private static final int MOST_OPEN = 1_000;

  private MacroNotes() {}

  /** A note from its first brace to behind its last. */
  private record Note(int from, int to) {}

  /** A text without its notes, in one pass. */
  static String without(String text) {
    var notes = notes(text);
    if (notes.isEmpty()) {
      return text;
    }
    var rest = new StringBuilder(text.length());
    int from = 0;
    for (var note : notes) {
      rest.append(text, from, note.from);
      from = note.to;
    }
    return rest.append(text, from, text.length()).toString();
  }

  /** The notes in their order, none of them within another one. */
  private static List<Note> notes(String text) {
    var open = new ArrayDeque<Integer>();
    var notes = new ArrayList<Note>();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(OPEN, at)) {
        boolean isFirst = !text.startsWith("{", at + 2); // of three braces the last two count
        at += isFirst ? 2 : 1;
        if (isFirst) {
          open.push(at - 2);
          if (open.size() > MOST_OPEN) {
            open.removeLast();
          }
        }
      } else if (text.startsWith(CLOSE, at)) {
        at += 2;
        if (!open.isEmpty()) {
          close(text, open.pop(), at, notes);
        }
      } else {
        at++;
      }
    }
    return notes;
  }

  private static void close(String text, int from, int to, List<Note> notes) {
    if (isNote(text, from)) {
      while (!notes.isEmpty() && notes.getLast().from > from) {
        notes.removeLast();
      }
      notes.add(new Note(from, to));
    }
  }

  private static boolean isNote(String text, int open) {
    int name = open + 2;
    while (name < text.length() && text.charAt(name) == ' ') {
      name++;
    }
    int begin = name;
    return BEGINNINGS.stream()
        .anyMatch(each -> text.regionMatches(true, begin, each, 0, each.length()));
  }
}
