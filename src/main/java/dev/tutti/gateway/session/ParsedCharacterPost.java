package dev.tutti.gateway.session;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.call.ReplayStream;
import dev.tutti.character.chat.CharacterChats;
import dev.tutti.character.chat.CharacterSession;
import dev.tutti.character.chat.CharacterVisit;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import dev.tutti.session.SessionPlace;
import dev.tutti.session.SessionPost;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Post to a character in a session of theirs. Confined to its call. */
final class ParsedCharacterPost implements ParsedRequest {
  private final CharacterPostDialect dialect;
  private final Supplier<CharacterPostBody> body;
  private @Nullable Said said;
  private @Nullable SessionPlace place;
  private String greeting = "";
  private Runnable hold = () -> {};

  /**
   * @param body throws what is wrong with it
   */
  ParsedCharacterPost(CharacterPostDialect dialect, Supplier<CharacterPostBody> body) {
    this.dialect = dialect;
    this.body = body;
  }

  /** What is said, and where. */
  private record Said(
      CharacterPostBody body, CharacterVisit visit, CharacterSession in, SessionPost post) {}

  private CharacterChats chats() {
    return dialect.chats();
  }

  @Override
  public Future<ChatRequest> request(Call call) {
    CharacterPostBody read;
    CharacterVisit visit;
    try {
      read = body.get();
      visit = visit(read, call);
    } catch (Fault fault) {
      return call.loop()
          .bring(chats().files().characters().called(call.caller().owner(), dialect.character()))
          .compose(_ -> Future.failedFuture(fault));
    }
    if (chats().chats().settings().get().finishes()) {
      call.tail().outlive(); // from now on, as the whole request is here
    }
    hold = call.tail().hold();
    if (!visit.session().isEmpty()) {
      place = chats().chats().turns().join(call.caller().owner(), visit.session());
    }
    var _ = call.onCancel(this::giveUp);
    return call.loop()
        .bring(chats().find(call.caller().owner(), visit))
        .map(in -> read(call, read, visit, in))
        .onFailure(_ -> giveUp());
  }

  private CharacterVisit visit(CharacterPostBody read, Call call) {
    var visit = read.visit(dialect.character());
    return call.caller().user().isEmpty() ? visit : visit.forUser(call.caller().user());
  }

  /** The model will not be asked. */
  private void giveUp() {
    var joined = place;
    place = null;
    if (joined != null) {
      joined.leave();
    }
    hold.run();
  }

  private ChatRequest read(
      Call call, CharacterPostBody read, CharacterVisit visit, CharacterSession in) {
    var post = read.post(in.session().id()).beginning(in.session());
    said = new Said(read, visit, in, post);
    var user = visit.user().isEmpty() ? in.session().user() : visit.user();
    call.caller(call.caller().inSession(in.session().id()).forUser(user));
    return read.request(in.model(), user, in.userName(), dialect.streams());
  }

  private Said said() {
    return Objects.requireNonNull(said, "not read yet");
  }

  @Override
  public ChatModel around(ChatModel model, ChatRequest request, Call call) {
    var of = said();
    if (of.body.isGreetingAlone()) {
      return (_, asked) -> begun(asked).map(_ -> greeted());
    }
    var joined = place;
    var post = joined == null ? of.post : of.post.at(joined);
    var kept = chats().chats().around(model, post);
    return (asked, asking) ->
        begun(asking)
            .compose(
                _ -> {
                  place = null; // it is the turn's now
                  var opened = kept.open(asked, asking);
                  hold.run();
                  return opened
                      .map(stream -> forgottenWhereItFails(stream, asking))
                      .recover(thrown -> ended(asking, thrown));
                });
  }

  private ChatStream forgottenWhereItFails(ChatStream stream, Call call) {
    return said().in.isNew() ? stream.through(reader -> new NewSessionSink(reader, call)) : stream;
  }

  private Future<String> begun(Call call) {
    var of = said();
    return call.loop()
        .bring(chats().begin(of.in, of.visit, call.memory()::take))
        .onSuccess(text -> greeting = text)
        .onFailure(_ -> giveUp());
  }

  private ChatStream greeted() {
    giveUp();
    return new ReplayStream(
        List.of(
            Chunk.Events.of(new ChatEvent.Start("", said().in.model())),
            Chunk.Events.of(new ChatEvent.Text(0, greeting)),
            Chunk.Events.of(new ChatEvent.Finish(0, FinishReason.STOP))),
        Usage.NONE);
  }

  /** A session that began with a post of which nothing came goes. */
  private Future<ChatStream> ended(Call call, Throwable thrown) {
    var of = said();
    return of.in.isNew()
        ? call.loop()
            .bring(chats().forget(of.in, of.visit))
            .transform(_ -> Future.failedFuture(thrown))
        : Future.failedFuture(thrown);
  }

  /** Reader's sink of the first answer in a session, which is gone when its failure is told. */
  private final class NewSessionSink extends ForwardingSink {
    private final Call call;

    NewSessionSink(ChatStream.Sink reader, Call call) {
      super(reader);
      this.call = call;
    }

    @Override
    public void end(Outcome outcome) {
      if (outcome instanceof Outcome.Completed) {
        super.end(outcome);
      } else {
        var of = said();
        call.loop().bring(chats().forget(of.in, of.visit)).onComplete(_ -> super.end(outcome));
      }
    }
  }

  @Override
  public StreamWriter stream(AnswerContext context) {
    return new PostStream(result(context));
  }

  @Override
  public WholeWriter whole(AnswerContext context) {
    return new PostWhole(result(context));
  }

  private PostResult result(AnswerContext context) {
    var of = said();
    return of.body.isGreetingAlone()
        ? usage -> new GreetingAnswer(of.in, greeting).json(usage)
        : new CharacterPostAnswer(of.in, of.post, context);
  }
}
