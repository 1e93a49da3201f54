package dev.tutti.integration;

import java.util.ArrayList;
import java.util.List;

/** A simple command of a shell: words, with quotes and continued lines, and nothing else. */
record ShellCommand(List<String> words) {

  /** The commands of a script, comments left out. */
  static List<ShellCommand> parse(String script) {
    return new Reader(script).commands();
  }

  /** Not thread-safe. */
  private static final class Reader {
    private final String script;
    private final List<ShellCommand> commands = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<String> words = new ArrayList<>();
    private boolean begun;
    private int at;

    Reader(String script) {
      this.script = script + "\n";
    }

    List<ShellCommand> commands() {
      while (at < script.length()) {
        take(script.charAt(at++));
      }
      return commands;
    }

    private void take(char c) {
      switch (c) {
        case ' ', '\t' -> endWord();
        case '\n' -> endCommand();
        case '\\' -> escape();
        case '\'', '"' -> quote(c);
        case '#' -> comment();
        case '|', '&', ';', '<', '>', '$', '`', '(', ')', '*', '?' ->
            throw new IllegalArgumentException(
                "%c of a shell (expected: a plain command): %s".formatted(c, script));
        default -> append(c);
      }
    }

    private void append(char c) {
      begun = true;
      word.append(c);
    }

    private void escape() {
      char next = script.charAt(at++);
      if (next != '\n') {
        append(next);
      }
    }

    private void quote(char mark) {
      int end = script.indexOf(mark, at);
      var text = end < 0 ? "" : script.substring(at, end);
      if (end < 0 || (mark == '"' && (text.contains("$") || text.contains("\\")))) {
        throw new IllegalArgumentException(
            "quotes that are not plain (expected: a text without $ and \\): " + script);
      }
      begun = true;
      word.append(text);
      at = end + 1;
    }

    private void comment() {
      if (begun) {
        append('#');
      } else {
        at = script.indexOf('\n', at);
      }
    }

    private void endWord() {
      if (begun) {
        words.add(word.toString());
        word.setLength(0);
        begun = false;
      }
    }

    private void endCommand() {
      endWord();
      if (!words.isEmpty()) {
        commands.add(new ShellCommand(List.copyOf(words)));
        words = new ArrayList<>();
      }
    }
  }
}
