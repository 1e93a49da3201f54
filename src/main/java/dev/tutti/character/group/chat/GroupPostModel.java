package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PushStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import dev.tutti.session.SessionPlace;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Post in a group as a call of a model. Its stream has the group's events as notes of progress, in
 * the form of {@code turn}, {@code delta} and {@code turn_end}; what came of it is known when it
 * has ended. For one call.
 */
public final class GroupPostModel implements ChatModel {
  private final GroupChats chats;
  private final GroupPost post;
  private final SessionPlace place;
  private final AtomicReference<@Nullable GroupReplies> replies = new AtomicReference<>();

  /**
   * @param place in the line of the group's session, which is left in any case
   */
  public GroupPostModel(GroupChats chats, GroupPost post, SessionPlace place) {
    this.chats = chats;
    this.post = post;
    this.place = place;
  }

  /** What came of it. */
  public GroupReplies replies() {
    return Objects.requireNonNull(replies.get(), "the group has not ended yet");
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    if (chats.sessions().settings().get().finishes()) {
      call.tail().outlive();
    }
    var release = call.tail().hold();
    var stream = PushStream.begin(call);
    chats.sessions().threads().execute(() -> run(request.stream(), call, stream, release));
    return stream.opened();
  }

  private void run(boolean streams, Call call, PushStream stream, Runnable release) {
    try {
      var said = talk(call, streams ? events(call, stream) : GroupListener.NOBODY);
      stream.complete(new ChatEvent.Finish(0, FinishReason.STOP), said.usage());
    } catch (RuntimeException | Error e) {
      stream.fail(Fault.from(e), Usage.NONE);
    } finally {
      call.loop().run(release);
    }
  }

  /**
   * The same for blocking code.
   *
   * @param heard hears it piece by piece
   */
  public GroupReplies talk(Call call, GroupListener heard) {
    var said = new GroupTurn(chats, post, call, heard).run(place);
    replies.set(said);
    return said;
  }

  private static GroupEvents events(Call call, PushStream stream) {
    return new GroupEvents(json -> tell(json, call, stream));
  }

  private static void tell(ObjectNode event, Call call, PushStream stream) {
    stream.tell(new Chunk.ProgressNote(event));
    call.loop().run(stream::open);
  }
}
