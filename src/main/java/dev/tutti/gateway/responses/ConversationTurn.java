package dev.tutti.gateway.responses;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.Json;
import dev.tutti.responses.Archive;
import dev.tutti.session.SessionSettings;
import dev.tutti.session.SessionTicket;
import dev.tutti.session.SessionTurn;
import dev.tutti.session.TurnRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turn of a response in its conversation, whether or not the response is kept; a response that is
 * in none has no turn. Confined to its call.
 */
final class ConversationTurn {
  /** Beyond the call's deadline, for the database. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Archive archive;
  private final Supplier<SessionSettings> settings;
  private @Nullable SessionTicket ticket;

  /**
   * @param settings those of the moment
   */
  ConversationTurn(Archive archive, Supplier<SessionSettings> settings) {
    this.archive = archive;
    this.settings = settings;
  }

  /** Waits for it and begins it. */
  Future<Void> begin(Call call, String conversation) {
    if (settings.get().finishes()) {
      call.tail().outlive();
    }
    var hold = call.tail().hold();
    var _ = call.onCancel(hold);
    var caller = call.caller();
    call.caller(caller.inSession(conversation));
    long since = call.loop().nanos();
    var place = archive.turns().join(caller.owner(), conversation);
    var turn =
        archive
            .conversations()
            .find(caller.owner(), caller.user(), conversation)
            .thenCompose(_ -> archive.turns().begin(request(call, conversation), place));
    return call.loop()
        .bring(turn)
        .onFailure(_ -> place.leave())
        .compose(begun -> begun(begun, since, call))
        .onComplete(_ -> hold.run());
  }

  private static TurnRequest request(Call call, String conversation) {
    var caller = call.caller();
    return new TurnRequest(
        caller.owner(),
        conversation,
        caller.user(),
        false,
        List.of(),
        call.remaining().plus(GRACE));
  }

  private Future<Void> begun(SessionTurn turn, long since, Call call) {
    ticket = SessionTicket.of(turn, call);
    var details = Json.object().put("session", call.caller().session());
    var step = FlowStep.of(FlowStep.Kind.TURN, since, call.loop().nanos(), details);
    call.tail().flow().begin(step);
    call.tail().waits().forTurn(step.took());
    return Future.succeededFuture();
  }

  /** The model, whose failure ends it. */
  ChatModel around(ChatModel model) {
    return ticket == null ? model : ticket.around(model);
  }

  /** Ends it, if there is one. */
  void end() {
    if (ticket != null) {
      ticket.end();
    }
  }
}
