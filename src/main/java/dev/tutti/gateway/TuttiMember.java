package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Json;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an answer's body says of how it came about. */
final class TuttiMember {
  static final String NAME = "tutti";

  private TuttiMember() {}

  /** The member's value for what is known of the call until now; empty when there is no need. */
  static Optional<ObjectNode> of(Call call) {
    return call.degraded().map(how -> Json.object().put("degraded", how.word()));
  }
}
