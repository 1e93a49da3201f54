package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.call.Part;
import dev.tutti.character.group.chat.GroupReplies.Ending;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.session.SessionPlace;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.TurnRequest;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Turn of a group in its session: it waits in the session's line, keeps what the user says before
 * anybody is asked, and each reply as soon as it is whole. What nobody has answered is taken back,
 * unless its caller is not there to be told, or somebody has cancelled the turn. Blocking, for a
 * virtual thread.
 */
record GroupTurn(GroupChats chats, GroupPost post, Call call, GroupListener heard) {
  /** Beyond the call's deadline, for the database. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int CONFLICT = 409;

  /**
   * Runs when it is its turn.
   *
   * @param place in the session's line
   * @throws Fault where nobody has said anything
   */
  GroupReplies run(SessionPlace place) {
    var group = post.group();
    var request =
        new TurnRequest(
            group.owner(),
            group.id(),
            call.caller().user(),
            false,
            List.of(),
            call.remaining().plus(GRACE));
    var turn = Store.await(chats.sessions().turns().begin(request, place));
    var ended = new CompletableFuture<Boolean>();
    try {
      requireGoing();
      var transcript = SessionTranscript.read(chats, post, call, turn);
      if (isRepeated(transcript)) {
        var replies = repeated(transcript);
        Store.await(turn.leave());
        return replies;
      }
      var replies = talked(turn, transcript, ended);
      Store.await(turn.leave(transcript.ended()));
      return replies;
    } finally {
      var _ = turn.leave(); // does nothing where it has ended
      ended.complete(true);
    }
  }

  private void requireGoing() {
    if (call.cancelled()) {
      throw call.reason();
    }
  }

  private GroupReplies talked(
      SessionTurn turn, SessionTranscript transcript, CompletableFuture<Boolean> ended) {
    if (!post.again().isEmpty()) {
      var _ = transcript.history().requireReply(post.again(), post.group());
    }
    var earlier = earlier(transcript);
    if (post.isSaid() && !transcript.isAsked()) {
      transcript.ask();
    }
    try (var part = part()) {
      chats.running().begin(post.group(), part.call(), ended);
      var talk = new GroupTalk(chats, post, transcript, part.call(), heard);
      talk.goOnAfter(earlier);
      var ending = talked(turn, talk, part.call());
      return replies(transcript, talk, ending);
    }
  }

  private GroupReplies replies(SessionTranscript transcript, GroupTalk talk, Ending ending) {
    return new GroupReplies(
        post.group().id(),
        transcript.asked().map(GroupLine::json).orElseGet(Json::object),
        post.group().rules().seed(transcript.turn(), 0),
        talk.planned(),
        talk.replies(),
        talk.failures(),
        ending);
  }

  /**
   * The talk as a part of the call, so that it can be cancelled and its caller told what is kept.
   */
  private Part part() {
    var begun = new CompletableFuture<Part>();
    call.loop().run(() -> begun.complete(Part.of(call, call.remaining()))); // it knows the message
    return begun.join();
  }

  private Ending talked(SessionTurn turn, GroupTalk talk, Call part) {
    try {
      talk.run();
      return Ending.COMPLETE;
    } catch (RuntimeException | Error e) {
      boolean stopped = part.cancelled() && !call.cancelled();
      if (stopped && Fault.from(e).code() == FaultCode.CANCELLED) {
        return Ending.CANCELLED;
      }
      if (talk.replies().isEmpty() && !isGone()) {
        Store.await(turn.withdraw());
      }
      throw e;
    }
  }

  private boolean isGone() {
    return call.tail().left() || (call.cancelled() && call.reason().code() == FaultCode.CANCELLED);
  }

  /** Whether the turn of the same request has ended; not where the server did in the middle. */
  private boolean isRepeated(SessionTranscript transcript) {
    var message = transcript.asked();
    if (message.isEmpty() || !post.isSaid()) {
      return false;
    }
    requireSame(message.get());
    return message.get().hasEnded() || transcript.history().turn() > message.get().turn();
  }

  private GroupReplies repeated(SessionTranscript transcript) {
    var talk = new GroupTalk(chats, post, transcript, call, heard);
    talk.goOnAfter(earlier(transcript));
    return replies(transcript, talk, Ending.REPEATED);
  }

  /** What was said in the turn of the same request. */
  private List<SpeakerReply> earlier(SessionTranscript transcript) {
    return transcript.asked().stream()
        .flatMap(message -> transcript.history().repliesTo(message).stream())
        .map(GroupTurn::reply)
        .toList();
  }

  private static SpeakerReply reply(GroupLine line) {
    var kept = line.kept();
    return new SpeakerReply(
        line.message().id(),
        line.said().speaker(),
        line.name(),
        line.said().text(),
        FinishReason.of(kept.path("finish_reason").asString("stop")),
        kept.path("trimmed").asBoolean(false),
        "",
        Usage.of(kept.path("input_tokens").asLong(0), kept.path("output_tokens").asLong(0)));
  }

  private void requireSame(GroupLine message) {
    if (!message.kept().path("request").asString("").equals(post.fingerprint())) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "idempotency-key: \"%s\" was another message's (expected: a key for each message)"
                  .formatted(post.key()))
          .status(CONFLICT)
          .at("idempotency-key");
    }
  }
}
