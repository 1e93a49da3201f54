package dev.tutti.character.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Example messages of a card: blocks behind {@code <START>}, whose lines begin with a name and a
 * colon; a line without one goes on with what was said.
 */
final class ExampleDialogue {
  private static final Pattern START = Pattern.compile("(?i)<START>");

  private ExampleDialogue() {}

  /** The blocks of a text whose macros are replaced; a block without a speaker is left out. */
  static List<List<PromptMessage>> of(String text, String character, String user) {
    var blocks = new ArrayList<List<PromptMessage>>();
    for (var block : START.split(text)) {
      var messages = messages(block, character, user);
      if (!messages.isEmpty()) {
        blocks.add(messages);
      }
    }
    return List.copyOf(blocks);
  }

  private static List<PromptMessage> messages(String block, String character, String user) {
    var messages = new ArrayList<PromptMessage>();
    for (var line : block.strip().split("\r\n|\r|\n")) {
      var spoken = spoken(line, character, "assistant").or(() -> spoken(line, user, "user"));
      if (spoken.isPresent()) {
        messages.add(spoken.get());
      } else if (!messages.isEmpty()) {
        var last = messages.removeLast();
        messages.add(new PromptMessage(last.role(), last.content() + "\n" + line));
      }
    }
    return List.copyOf(messages);
  }

  private static Optional<PromptMessage> spoken(String line, String name, String role) {
    boolean begins = !name.isBlank() && line.startsWith(name) && line.length() > name.length();
    char next = begins ? line.charAt(name.length()) : ' ';
    return next == ':' || next == '：'
        ? Optional.of(new PromptMessage(role, line.substring(name.length() + 1).strip()))
        : Optional.empty();
  }
}
