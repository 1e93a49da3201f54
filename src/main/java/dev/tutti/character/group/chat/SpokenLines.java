package dev.tutti.character.group.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a group in a chat that knows two roles: an answer of the group has what each has said
 * behind its name and a colon, one after the other.
 */
final class SpokenLines {
  private static final String BETWEEN = "\n\n";
  private static final CastMember NOBODY = new CastMember("", "Assistant", List.of(), 0, true, "");

  private SpokenLines() {}

  /** What stands before what a member says. */
  static String head(String name, boolean first) {
    return (first ? "" : BETWEEN) + name + ": ";
  }

  /** What members have said in an answer; what stands before the first name is nobody's. */
  static List<GroupLine> read(String id, String answer, ChatGroup group) {
    var lines = new ArrayList<GroupLine>();
    var speaker = NOBODY;
    var text = new StringBuilder();
    for (var line : answer.split("\n", -1)) {
      var begins = speaker(line, group);
      if (begins.isPresent()) {
        add(lines, id, speaker, text);
        speaker = begins.get();
        text.append(line, said(line), line.length());
      } else {
        text.append(line.isEmpty() && text.isEmpty() ? "" : "\n").append(line);
      }
    }
    add(lines, id, speaker, text);
    return List.copyOf(lines);
  }

  private static void add(
      List<GroupLine> lines, String id, CastMember speaker, StringBuilder text) {
    var said = text.toString().strip();
    text.setLength(0);
    if (!said.isEmpty()) {
      var name = id + "." + lines.size();
      lines.add(GroupLine.of(name, speaker.character(), speaker.name(), said));
    }
  }

  private static Optional<CastMember> speaker(String line, ChatGroup group) {
    int end = said(line) - 1;
    if (end < 0) {
      return Optional.empty();
    }
    var name = line.substring(0, end).strip();
    return group.members().stream().filter(each -> each.names().contains(name)).findFirst();
  }

  /** Place behind the first colon of a line, 0 where there is none. */
  private static int said(String line) {
    int latin = line.indexOf(':') + 1;
    int wide = line.indexOf('：') + 1;
    return latin == 0 || wide == 0 ? Math.max(latin, wide) : Math.min(latin, wide);
  }
}
