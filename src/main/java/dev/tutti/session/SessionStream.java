package dev.tutti.session;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReplyCollector;

/**
 * Answer of a model in a session: its end is told when it is kept. It waits for its reader no more
 * once that one has left. Confined to the call's loop.
 */
final class SessionStream implements ChatStream {
  private final ChatStream stream;
  private final ChatRequest request;
  private final Call call;
  private final SessionModel model;
  private final SessionModel.Exchange exchange;

  SessionStream(
      ChatStream stream,
      ChatRequest request,
      Call call,
      SessionModel model,
      SessionModel.Exchange exchange) {
    this.stream = stream;
    this.request = request;
    this.call = call;
    this.model = model;
    this.exchange = exchange;
    call.tail().onLeave(stream::resume);
  }

  @Override
  public void start(Sink sink) {
    stream.start(new KeepingSink(sink));
  }

  @Override
  public void pause() {
    if (!call.tail().left()) {
      stream.pause();
    }
  }

  @Override
  public void resume() {
    stream.resume();
  }

  private final class KeepingSink extends ForwardingSink {
    private final ReplyCollector collector = new ReplyCollector();

    KeepingSink(Sink reader) {
      super(reader);
    }

    @Override
    public void chunk(Chunk chunk) {
      chunk.events().forEach(collector::add);
      super.chunk(chunk);
    }

    @Override
    public void end(Outcome outcome) {
      switch (outcome) {
        case Outcome.Completed completed -> keep(completed);
        case Outcome.Failed failed -> fail(failed);
      }
    }

    private void keep(Outcome.Completed completed) {
      var said = SessionReply.of(request, collector.reply());
      model
          .keep(said, call, exchange.turn())
          .onSuccess(_ -> end(completed, exchange.release()))
          .onFailure(
              thrown ->
                  end(
                      new Outcome.Failed(Fault.from(thrown), completed.usage()),
                      exchange.release()));
    }

    private void fail(Outcome.Failed failed) {
      var _ =
          model
              .end(failed.fault(), call, exchange.turn())
              .whenComplete((_, _) -> call.loop().run(() -> end(failed, exchange.release())));
    }

    private void end(Outcome outcome, Runnable release) {
      try {
        super.end(outcome);
      } finally {
        release.run();
      }
    }
  }
}
