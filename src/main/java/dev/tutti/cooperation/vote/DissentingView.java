package dev.tutti.cooperation.vote;

import java.util.List;

/**
 * View beside the winner's.
 *
 * @param answer in canonical form
 * @param members who hold it, one entry for each answer
 * @param share of the weights, from 0 to 1
 * @param quote of the text of its most reliable member
 */
public record DissentingView(String answer, List<String> members, double share, String quote) {
  public DissentingView {
    members = List.copyOf(members);
  }
}
