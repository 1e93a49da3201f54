package dev.tutti.character.group.chat;

import dev.tutti.session.TurnRequest;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Choice among the variants of a reply: all of them are kept, and the one that is chosen counts
 * from then on, until there is another one. It has its turn in the group as what is said. Blocking.
 *
 * @param room where the memory for what is read is taken
 */
public record ReplyChoice(GroupChats chats, ChatGroup group, LongConsumer room) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Chooses one.
   *
   * @param user the end user whom the caller names, empty for none
   * @param reply id of the variant, the first one's too
   * @return the message as callers see it
   * @throws dev.tutti.chat.Fault with status 404 where it is none of the latest
   */
  public ObjectNode choose(String user, String reply) {
    var request = new TurnRequest(group.owner(), group.id(), user, false, List.of(), LONGEST);
    var turn = Store.await(chats.sessions().turns().begin(request));
    try {
      var latest = Store.await(turn.latest(SessionTranscript.SEEN, room));
      var history = GroupHistory.of(latest, group);
      var line = history.requireReply(reply, group);
      int last = history.lastVariant(line);
      Store.await(turn.annotate(history.choosing(line, last)));
      Store.await(turn.leave());
      return line.json().put(GroupLine.CHOSEN, last);
    } finally {
      var _ = turn.leave(); // does nothing where it has ended
    }
  }
}
