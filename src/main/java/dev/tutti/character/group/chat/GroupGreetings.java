package dev.tutti.character.group.chat;

import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.chat.Json;
import dev.tutti.session.NewMessage;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Greetings with which a group begins: of each member the first one that its card has for groups
 * alone, or else its first one. Nobody is asked. Blocking.
 *
 * @param room where the memory for what is said is taken
 */
public record GroupGreetings(GroupChats chats, ChatGroup group, LongConsumer room) {
  private static final long HEAP_OF_CHAR = 4;

  /**
   * What members say, in this order; a member whose card has no greeting says nothing.
   *
   * @param members by their ids
   * @throws dev.tutti.chat.Fault where a character is not there any more
   */
  public List<NewMessage> of(List<String> members) {
    var said = new ArrayList<NewMessage>();
    for (var each : members) {
      var member = group.member(each).orElseThrow();
      greetings(member).stream().findFirst().ifPresent(text -> said.add(message(member, text)));
    }
    return List.copyOf(said);
  }

  private List<String> greetings(CastMember member) {
    var characters = chats.files().characters();
    return CharacterPrompt.greetings(
        chats.files().card(group.owner(), member.character()),
        group.userName(),
        group.members().stream().map(CastMember::name).toList(),
        characters.clock().instant().atZone(ZoneOffset.UTC),
        characters.random());
  }

  private NewMessage message(CastMember member, String text) {
    room.accept(text.length() * HEAP_OF_CHAR);
    var json = Json.object().put("role", "assistant").put("content", text);
    var said =
        Json.object()
            .put("speaker", member.character())
            .put("name", member.name())
            .put("greeting", true);
    return NewMessage.given(chats.sessions().sessions().ids().next("msg"), group.created(), json)
        .with(GroupLine.metadata(said));
  }
}
