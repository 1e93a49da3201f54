package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PushStream;
import dev.tutti.character.group.GroupMessage;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.feature.HeededMembers;
import dev.tutti.store.Store;
import io.vertx.core.Future;
import java.util.List;

/**
 * A group as a model: what the caller has of the conversation is its history, and what its members
 * say is one answer, each behind its name. Thread-safe.
 *
 * @param name of the group, or its id
 * @param player model that plays all members; empty for the group's
 */
record GroupModel(String name, String player, GroupChats chats) implements ChatModel {
  private static final HeededMembers MEMBERS = HeededMembers.of("a group");

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    try {
      require(request);
    } catch (Fault refused) {
      return Future.failedFuture(refused);
    }
    var stream = PushStream.begin(call);
    chats.sessions().threads().execute(() -> run(request, call, stream));
    return stream.opened();
  }

  private static void require(ChatRequest request) {
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid("model", "a group (expected: a chat with it)");
    }
    request.requireChat();
  }

  private void run(ChatRequest request, Call call, PushStream stream) {
    try {
      var group = Store.await(chats.groups().named(call.caller().owner(), name));
      var transcript = OwnTranscript.of(request, group, call.id());
      var talk =
          new GroupTalk(
              chats, post(group, transcript, request), transcript, call, new OneText(stream));
      stream.tell(new ChatEvent.Start(call.id(), request.model()));
      talk.run();
      var usage = talk.replies().stream().map(SpeakerReply::usage).reduce(Usage.NONE, Usage::plus);
      stream.complete(new ChatEvent.Finish(0, FinishReason.STOP), usage);
    } catch (RuntimeException | Error e) {
      stream.fail(Fault.from(e), Usage.NONE);
    }
  }

  private GroupPost post(ChatGroup group, OwnTranscript transcript, ChatRequest request) {
    var body = request.body().tree();
    MEMBERS.require(body);
    var params = MEMBERS.handedOn(body);
    var lines = transcript.history().lines();
    boolean asked = !lines.isEmpty() && !lines.getLast().isReply();
    var text = asked ? lines.getLast().said().text() : "";
    var message = new GroupMessage(ChatGroup.USER, text, List.of(), List.of(), List.of());
    return GroupPost.of(group, message, GroupPost.params(params)).by(player);
  }

  /** Text of what all members say. */
  private static final class OneText implements GroupListener {
    private final PushStream stream;
    private boolean first = true;
    private SpeakerTurn spoken = new SpeakerTurn("", "", "", "");

    OneText(PushStream stream) {
      this.stream = stream;
    }

    @Override
    public void says(SpeakerTurn turn, String text) {
      boolean begins = !spoken.equals(turn);
      stream.tell(
          new ChatEvent.Text(0, begins ? SpokenLines.head(turn.name(), first) + text : text));
      spoken = turn;
      first = false;
    }
  }
}
