package dev.tutti.cooperation.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.Ballot;
import dev.tutti.cooperation.vote.VoteJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ballots as JSON: one, or a list of items.
 *
 * @param ballots in the order of the request
 * @param batch whether they came as a list, and are answered as one
 */
record VoteBody(List<Ballot> ballots, boolean batch) {
  /** How many items one request may have. */
  static final int MOST = 1_000;

  /**
   * Reads a body.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  static VoteBody read(byte[] body) {
    var root = Json.request(body);
    if (!root.has("items")) {
      return new VoteBody(List.of(VoteJson.ballot(root, "")), false);
    }
    if (root.size() > 1) {
      throw Fault.invalid("items", "among other members (expected: items alone)");
    }
    var list = root.path("items");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
      throw Fault.invalid(
          "items",
          "%s (expected: a list of 1 to %d items)"
              .formatted(list.isArray() ? list.size() + " items" : "no list", MOST));
    }
    var ballots = new ArrayList<Ballot>();
    for (var each : list) {
      var place = "items[%d]".formatted(ballots.size());
      if (!(each instanceof ObjectNode item)) {
        throw Fault.invalid(place, "no object (expected: {question, answers})");
      }
      ballots.add(VoteJson.ballot(item, place + "."));
    }
    return new VoteBody(List.copyOf(ballots), true);
  }
}
