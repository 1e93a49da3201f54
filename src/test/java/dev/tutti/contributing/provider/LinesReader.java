package dev.tutti.contributing.provider;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reader of one answer: the last line, or the only one, has {@code end}. Not thread-safe. */
final class LinesReader implements Adapter.Reader {
  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private boolean begun;
  private boolean done;

  LinesReader(ChatRequest request, Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    read(Json.tree(frame.data()), out);
  }

  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    read(Json.tree(body), out);
    end(out);
  }

  private void read(JsonNode json, Consumer<Chunk> out) {
    if (json.has("error")) {
      throw diagnosis.of(new Refusal(200, Map.of(), Json.text(json)));
    }
    var events = new ArrayList<ChatEvent>(4);
    if (!begun) {
      begun = true;
      events.add(new ChatEvent.Start("", json.path("model").asString("")));
    }
    var text = json.path("say").asString("");
    if (!text.isEmpty()) {
      meter.heard(text);
      events.add(new ChatEvent.Text(0, text));
    }
    if (json.has("end")) {
      finish(json, events);
    }
    if (!events.isEmpty()) {
      out.accept(new Chunk.Events(events));
    }
  }

  private void finish(JsonNode json, List<ChatEvent> events) {
    done = true;
    meter.reported(Usage.of(json.path("in").asLong(0), json.path("out").asLong(0)));
    events.add(new ChatEvent.Finish(0, FinishReason.of(json.path("end").asString(""))));
    events.add(new ChatEvent.Spent(meter.usage()));
  }

  @Override
  public Usage spent() {
    return meter.spent();
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (!done) {
      throw Fault.of(FaultCode.TRUNCATED, "the upstream's answer ended before it was done");
    }
  }
}
