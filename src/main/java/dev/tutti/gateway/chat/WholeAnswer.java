package dev.tutti.gateway.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.Visit;

/** An answer in one piece. */
final class WholeAnswer implements ChatStream.Sink {
  private final Visit visit;
  private final Call call;
  private final WholeWriter writer;

  WholeAnswer(Visit visit, Call call, WholeWriter writer) {
    this.visit = visit;
    this.call = call;
    this.writer = writer;
  }

  void refuse(Throwable thrown) {
    if (!visit.response().closed() && !visit.response().headWritten()) {
      AnswerHeaders.write(visit.response(), call);
      visit.fail(thrown);
    }
  }

  @Override
  public void chunk(Chunk chunk) {
    writer.chunk(chunk);
  }

  @Override
  public void flush() {}

  @Override
  public void end(Outcome outcome) {
    visit.attempt(() -> finish(outcome));
  }

  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage usage) ->
          writer
              .keep(usage)
              .onSuccess(_ -> visit.attempt(() -> write(usage)))
              .onFailure(thrown -> visit.attempt(() -> refuse(thrown)));
      case Outcome.Failed(Fault fault, Usage _) -> refuse(fault);
    }
  }

  private void write(Usage usage) {
    var response = visit.response();
    if (response.closed()) {
      return;
    }
    AnswerHeaders.write(response, call);
    AnswerHeaders.writeLatency(response, call);
    response.putHeader("content-type", "application/json");
    visit.end(writer.body(usage));
  }
}
