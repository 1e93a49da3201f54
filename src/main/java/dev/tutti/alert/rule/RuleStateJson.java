package dev.tutti.alert.rule;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that a state is kept as. */
public final class RuleStateJson {
  private RuleStateJson() {}

  /** JSON of a state. */
  public static ObjectNode of(RuleState state) {
    var json =
        Json.object()
            .put("phase", state.phase().word())
            .put("since", state.since().toString())
            .put("began", state.began().toString())
            .put("seen", state.seen().toString());
    if (!state.mark().equals(RuleState.Mark.NONE)) {
      json.putObject("mark")
          .put("period", state.mark().period())
          .put("most", state.mark().most())
          .put("level", state.mark().level());
    }
    var flips = json.putArray("flips");
    state.flips().forEach(each -> flips.add(each.toString()));
    return json;
  }

  /** State of a JSON that {@link #of} has made. */
  public static RuleState read(JsonNode json) {
    var mark = json.path("mark");
    return new RuleState(
        Phase.valueOf(json.path("phase").asString().toUpperCase(Locale.ROOT)),
        time(json.path("since")),
        time(json.path("began")),
        time(json.path("seen")),
        new RuleState.Mark(
            mark.path("period").asString(""),
            mark.path("most").asDouble(0),
            mark.path("level").asInt(0)),
        json.path("flips").valueStream().map(RuleStateJson::time).toList());
  }

  private static Instant time(JsonNode json) {
    return Instant.parse(json.asString());
  }
}
