package dev.tutti.character.group.chat;

import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Transcript of a group whose history its caller has: nothing of it is kept, everybody hears
 * everything, and what the caller says as the system is the policy. On the thread of the turn.
 */
record OwnTranscript(GroupHistory history, String policy, String id) implements GroupTranscript {

  /**
   * The transcript of a request.
   *
   * @throws Fault {@code invalid_request} for what is no text
   */
  static OwnTranscript of(ChatRequest request, ChatGroup group, String id) {
    var history = new GroupHistory();
    var policy = new ArrayList<String>();
    int number = 0;
    for (var each : request.promptOf("messages").messages()) {
      var name = id + "_" + number++;
      switch (each) {
        case ChatMessage.Instruction instruction -> policy.add(instruction.text());
        case ChatMessage.User user ->
            history.add(GroupLine.of(name, ChatGroup.USER, group.userName(), text(user.parts())));
        case ChatMessage.Assistant said when said.calls().isEmpty() ->
            SpokenLines.read(name, text(said.parts()), group).forEach(history::add);
        case ChatMessage.Assistant _ -> throw onlyTexts("calls of tools");
        case ChatMessage.ToolResult _ -> throw onlyTexts("results of tools");
      }
    }
    return new OwnTranscript(history, String.join("\n\n", policy), id);
  }

  private static String text(List<Part> parts) {
    if (!parts.stream().allMatch(Part.Text.class::isInstance)) {
      throw onlyTexts("pictures, sound or documents");
    }
    return Part.text(parts);
  }

  private static Fault onlyTexts(String found) {
    return Fault.invalid("messages", "%s (expected by a group: texts)".formatted(found));
  }

  @Override
  public int turn() {
    return 1 + (int) history.lines().stream().filter(each -> !each.isReply()).count();
  }

  @Override
  public List<ObjectNode> heard(CastMember member, List<GroupLine> lines, String model) {
    return lines.stream()
        .filter(each -> !each.said().text().isBlank())
        .map(each -> each.toldTo(member.character()).json())
        .toList();
  }

  @Override
  public String nextId() {
    return id + "+" + history.lines().size();
  }

  @Override
  public void keep(SpeakerReply reply, String model) {
    history.add(GroupLine.of(reply.id(), reply.speaker(), reply.name(), reply.text()));
  }
}
