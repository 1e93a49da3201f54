package dev.tutti.session;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;

/**
 * Turn of a call that keeps by itself what was asked and answered, such as one for a response in a
 * conversation. It ends once, when {@link #end} is called or the call fails; the call is not over
 * before. Confined to the call's loop.
 */
public final class SessionTicket {
  private final Runnable hold;
  private final SessionTurn turn;

  private SessionTicket(SessionTurn turn, Runnable hold) {
    this.turn = turn;
    this.hold = hold;
  }

  /** Ticket for a turn that has begun. */
  public static SessionTicket of(SessionTurn turn, Call call) {
    var ticket = new SessionTicket(turn, call.tail().hold());
    var _ = call.onCancel(ticket::end);
    return ticket;
  }

  /** Ends it. */
  public void end() {
    var _ = turn.leave();
    hold.run();
  }

  /** The model, which ends it when it fails. */
  public ChatModel around(ChatModel model) {
    return (request, call) -> open(model, request, call);
  }

  private Future<ChatStream> open(ChatModel model, ChatRequest request, Call call) {
    return model
        .open(request, call)
        .map(stream -> stream.through(EndingSink::new))
        .onFailure(_ -> end());
  }

  /** Ends the turn of an answer that breaks off. */
  private final class EndingSink extends ForwardingSink {
    EndingSink(ChatStream.Sink reader) {
      super(reader);
    }

    @Override
    public void end(Outcome outcome) {
      super.end(outcome);
      if (outcome instanceof Outcome.Failed) {
        SessionTicket.this.end();
      }
    }
  }
}
