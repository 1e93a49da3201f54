package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON object: the upstream's own where it speaks OpenAI's dialect. */
final class WholeAnswer implements ChatStream.Sink {
  private final Visit visit;
  private final Call call;
  private final JsonEdits edits;
  private final SpokenJson spoken;
  private final CallReport report;
  private @Nullable JsonBody own;
  private @Nullable ReplyCollector collector;

  WholeAnswer(
      Visit visit,
      Call call,
      ChatRequest request,
      ServerSettings settings,
      SpokenJson spoken,
      CallReport report) {
    this.visit = visit;
    this.call = call;
    this.spoken = spoken;
    this.report = report;
    this.edits =
        settings.echoModel()
            ? JsonEdits.none().replace("model", request.model())
            : JsonEdits.none();
  }

  void refuse(Throwable thrown) {
    if (!visit.response().closed() && !visit.response().headWritten()) {
      AnswerHeaders.write(visit.response(), call);
      visit.fail(thrown);
    }
  }

  @Override
  public void chunk(Chunk chunk) {
    if (chunk instanceof Chunk.Whole(JsonBody json, Usage _)) {
      own = json;
    } else {
      var into = collector == null ? new ReplyCollector() : collector;
      collector = into;
      chunk.events().forEach(into::add);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void end(Outcome outcome) {
    visit.attempt(() -> finish(outcome));
  }

  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage usage) -> write(usage);
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
    response.putHeader("content-type", "application/json").end(body(usage));
  }

  private Buffer body(Usage usage) {
    var ours = report.whole();
    if (own != null) {
      var body = Buffer.buffer(own.length() + 64);
      own.write(
          ours.map(value -> edits.set(CallReport.MEMBER, value)).orElse(edits), body::appendBytes);
      return body;
    }
    var collected = collector == null ? new ReplyCollector() : collector;
    collected.add(new ChatEvent.Spent(usage));
    var answer = spoken.whole(collected.reply());
    ours.ifPresent(value -> answer.set(CallReport.MEMBER, value));
    return Buffer.buffer(Json.bytes(answer));
  }
}
