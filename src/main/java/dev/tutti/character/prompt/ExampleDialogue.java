package dev.tutti.character.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Example messages of a card: blocks behind {@code <START>}, whose lines begin with a name and a
 * colon; a line without one goes on with what was said. What stands before the first name of a
 * block tells of what follows, and is a message of the system.
 */
final class ExampleDialogue {
  private static final Pattern START = Pattern.compile("(?i)<START>");
  private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");

  private ExampleDialogue() {}

  /**
   * The blocks of a text whose macros are replaced; an empty one is left out.
   *
   * @param character its names
   */
  static List<List<PromptMessage>> of(String text, List<String> character, String user) {
    return START
        .splitAsStream(text)
        .map(block -> messages(block, character, user))
        .filter(messages -> !messages.isEmpty())
        .toList();
  }

  private static List<PromptMessage> messages(String block, List<String> character, String user) {
    var messages = new ArrayList<PromptMessage>();
    for (var line : LINE.split(block.strip())) {
      var spoken =
          spoken(line, character, "assistant").or(() -> spoken(line, List.of(user), "user"));
      if (spoken.isPresent()) {
        messages.add(spoken.get());
      } else if (messages.isEmpty()) {
        messages.add(PromptMessage.system(line));
      } else {
        var last = messages.removeLast();
        messages.add(new PromptMessage(last.role(), last.content() + "\n" + line));
      }
    }
    messages.replaceAll(each -> new PromptMessage(each.role(), each.content().strip()));
    messages.removeIf(each -> each.content().isEmpty());
    return List.copyOf(messages);
  }

  private static Optional<PromptMessage> spoken(String line, List<String> names, String role) {
    var said = line.strip();
    for (var name : names) {
      boolean begins =
          !name.isBlank()
              && said.length() > name.length()
              && said.regionMatches(true, 0, name, 0, name.length());
      char next = begins ? said.charAt(name.length()) : ' ';
      if (next == ':' || next == '：') {
        return Optional.of(new PromptMessage(role, said.substring(name.length() + 1).strip()));
      }
    }
    return Optional.empty();
  }
}
