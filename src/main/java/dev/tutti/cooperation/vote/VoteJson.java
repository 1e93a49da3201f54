package dev.tutti.cooperation.vote;

import dev.tutti.chat.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Votes as JSON, as the API reads and writes them. */
public final class VoteJson {
  private VoteJson() {}

  /**
   * Reads {@code voting_params}.
   *
   * @param node an object; missing or null for the usual ones
   * @param place its name in messages, such as {@code voting_params}
   * @throws Fault {@code invalid_request} that names the place
   */
  public static VotingParameters parameters(JsonNode node, String place) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Result with {@code consensus, confidence_score, agreement, dissenting_views, votes} and what
   * explains them.
   */
  public static ObjectNode of(VoteResult result) {
    throw new UnsupportedOperationException("to come");
  }
}
